// JMAP ids (RFC 8620 §1.2): one letter for the kind, then the number the store knows the thing by within its account.
// Such an id says nothing about other accounts: it is only ever looked up through the account it was given with.

export type IdKind = "a" | "f" | "e" | "t" | "s";

export const idOf = (kind: IdKind, number: number): string => `${kind}${number}`;

/** Null = not an id of that kind that this server ever gave. */
export function numberOf(kind: IdKind, id: string): number | null {
  if (id[0] !== kind || !/^(?:0|[1-9]\d{0,15})$/.test(id.slice(1))) return null;
  const number = Number(id.slice(1));
  return Number.isSafeInteger(number) ? number : null;
}

/** Where a blob's bytes come from: a letter or an upload, then parts of it, each inside the one before. */
export interface BlobRef {
  readonly base:
    | { readonly kind: "letter"; readonly emailNo: number }
    | { readonly kind: "upload"; readonly id: string };
  /** Part ids: "1.2". */
  readonly sections: readonly string[];
}

export const letterBlobId = (emailNo: number): string => `m${emailNo}`;
export const uploadBlobId = (id: string): string => `u${id}`;
/** "m57-1_2" is part 1.2 of letter 57; "m57-1_2-3" is part 3 of the letter that this part is. */
export const partBlobId = (blobId: string, partId: string): string => `${blobId}-${partId.replaceAll(".", "_")}`;

const blobShape = /^(?:m(0|[1-9]\d{0,15})|u([A-Za-z0-9]{1,200}))((?:-\d{1,5}(?:_\d{1,5}){0,60}){0,8})$/;

/** Null = not a blob id that this server ever gave. */
export function blobRefOf(blobId: string): BlobRef | null {
  const [, no, upload, tail] = blobShape.exec(blobId) ?? [];
  const sections = (tail ?? "").split("-").slice(1);
  const parts = sections.map((section) => section.replaceAll("_", "."));
  if (upload !== undefined) return { base: { kind: "upload", id: upload }, sections: parts };
  if (no === undefined || !Number.isSafeInteger(Number(no))) return null;
  return { base: { kind: "letter", emailNo: Number(no) }, sections: parts };
}
