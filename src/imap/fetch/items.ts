// What FETCH asks for (RFC 9051 §6.4.5 and §9 fetch-att, RFC 3501 RFC822*, RFC 7162, RFC 8474, RFC 8970), as a plan that
// says how deep into a letter one must look: the picture, the stored row, or the bytes.
import type { Section } from "#mime/sections.ts";
import { Refusal, stringText } from "../replies.ts";
import type { Cursor } from "../syntax.ts";

export interface Partial {
  readonly offset: number;
  readonly count: number;
}

/** Items answered from the picture or the stored row. */
export const rowItems = ["ENVELOPE", "BODY", "BODYSTRUCTURE", "INTERNALDATE", "RFC822.SIZE"] as const;
export const objectItems = ["EMAILID", "THREADID"] as const;

export type FetchItem =
  | { readonly kind: "FLAGS" | "UID" | "MODSEQ" }
  | { readonly kind: (typeof rowItems)[number] | (typeof objectItems)[number] | "PREVIEW" }
  | SectionItem
  | {
      readonly kind: "BINARY";
      readonly path: readonly number[];
      readonly partial: Partial | null;
      readonly label: string;
    }
  | { readonly kind: "BINARY.SIZE"; readonly path: readonly number[]; readonly label: string };

export interface SectionItem {
  readonly kind: "SECTION";
  readonly section: Section;
  readonly partial: Partial | null;
  /** As the response names it: "BODY[HEADER]<0>". */
  readonly label: string;
}

export interface FetchPlan {
  readonly items: readonly FetchItem[];
  /** Some item comes from the stored row; from the bytes. Neither: all comes from the picture. */
  readonly needsRow: boolean;
  readonly needsBytes: boolean;
  /** Some item is a piece of a section: the next one will be asked for. */
  readonly inPieces: boolean;
  /** Some item is the non-PEEK form, which sets \Seen. */
  readonly setsSeen: boolean;
}

const macros: Record<string, readonly FetchItem["kind"][]> = {
  FAST: ["FLAGS", "INTERNALDATE", "RFC822.SIZE"],
  ALL: ["FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE"],
  FULL: ["FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE", "BODY"],
};

const simple = new Set<string>(["FLAGS", "UID", "MODSEQ", ...rowItems, ...objectItems]);
const isSimple = (name: string): name is "FLAGS" => simple.has(name);

interface Parsed {
  readonly item: FetchItem;
  readonly setsSeen: boolean;
}

/** "ALL", one item or a list of items; `always` are put in front. */
export function expectFetchPlan(cursor: Cursor, always: readonly ("UID" | "MODSEQ")[]): FetchPlan {
  let parsed: Parsed[];
  if (cursor.peek() === 0x28) parsed = cursor.expectList(() => expectItem(cursor, cursor.expectName("a fetch item")));
  else {
    const name = cursor.expectName("a fetch item");
    const macro = macros[name];
    parsed = macro
      ? macro.map((kind) => ({ item: { kind } as FetchItem, setsSeen: false }))
      : [expectItem(cursor, name)];
  }
  const items = new Map<string, FetchItem>();
  for (const kind of always) items.set(kind, { kind });
  for (const { item } of parsed) items.set("label" in item ? item.label : item.kind, item);
  return planOf(
    [...items.values()],
    parsed.some(({ setsSeen }) => setsSeen),
  );
}

export function planOf(items: readonly FetchItem[], setsSeen: boolean): FetchPlan {
  const needsBytes = items.some(({ kind }) => kind === "SECTION" || kind === "BINARY" || kind === "BINARY.SIZE");
  const inPieces = items.some((item) => "partial" in item && item.partial !== null);
  return { items, needsRow: items.some(({ kind }) => fromRow.has(kind)), needsBytes, inPieces, setsSeen };
}

const fromRow = new Set<FetchItem["kind"]>([...rowItems, "THREADID", "PREVIEW"]);

function expectItem(cursor: Cursor, name: string): Parsed {
  const plain = (item: FetchItem, setsSeen = false): Parsed => ({ item, setsSeen });
  switch (name) {
    case "RFC822":
      return plain(whole("RFC822", "BODY"), true);
    case "RFC822.HEADER":
      return plain(whole("RFC822.HEADER", "HEADER"));
    case "RFC822.TEXT":
      return plain(whole("RFC822.TEXT", "TEXT"), true);
    case "BODY.PEEK":
      return plain(expectSection(cursor));
    case "BINARY":
    case "BINARY.PEEK":
      return plain(expectBinary(cursor), name === "BINARY");
    case "BINARY.SIZE": {
      const { path, text } = expectPartPath(cursor);
      return plain({ kind: "BINARY.SIZE", path, label: `BINARY.SIZE[${text}]` });
    }
    case "PREVIEW":
      // The lazy form may be answered in full (RFC 8970 §3.2).
      if (cursor.take(" ")) cursor.expectList(() => cursor.takeWord("LAZY") || cursor.fail("LAZY"));
      return plain({ kind: "PREVIEW" });
  }
  if (name === "BODY" && cursor.peek() === 0x5b) return plain(expectSection(cursor), true);
  if (isSimple(name)) return plain({ kind: name });
  return cursor.fail("a fetch item");
}

const whole = (label: string, of: Section["of"]): SectionItem => ({
  kind: "SECTION",
  section: { path: [], of, names: [] },
  partial: null,
  label,
});

/** "[" [section-spec] "]" ["<" number "." nz-number ">"] */
function expectSection(cursor: Cursor): SectionItem {
  cursor.expect("[");
  const path = takePath(cursor);
  const digits = path.join(".");
  if (cursor.take("]")) return finishSection(cursor, { path, of: "BODY", names: [] }, digits);
  const spec = cursor.expectName("a section");
  const prefix = digits && `${digits}.`;
  if (spec === "HEADER.FIELDS" || spec === "HEADER.FIELDS.NOT") {
    cursor.expectSpace();
    const names = cursor.expectList(() => cursor.textOf(cursor.expectAstring("a header field name")));
    cursor.expect("]");
    const listed = names.map((name) => (/^[\w-]+$/.test(name) ? name : stringText(name))).join(" ");
    const section: Section = { path, of: spec, names: names.map((name) => name.toLowerCase()) };
    return finishSection(cursor, section, `${prefix}${spec} (${listed})`);
  }
  if (spec !== "HEADER" && spec !== "TEXT" && !(spec === "MIME" && path.length > 0)) return cursor.fail("a section");
  cursor.expect("]");
  return finishSection(cursor, { path, of: spec, names: [] }, prefix + spec);
}

function finishSection(cursor: Cursor, section: Section, text: string): SectionItem {
  const partial = takePartial(cursor);
  return { kind: "SECTION", section, partial, label: `BODY[${text}]${originOf(partial)}` };
}

/** "1.2." before a section text or "1.2" before "]"; empty when the section begins with a letter. */
function takePath(cursor: Cursor): number[] {
  const path: number[] = [];
  for (;;) {
    const number = cursor.takeNumber();
    if (number === null) return path;
    if (number === 0) return cursor.fail("a part number");
    path.push(number);
    if (!cursor.take(".")) {
      if (cursor.peek() !== 0x5d) cursor.fail('"]"');
      return path;
    }
    if (cursor.peek() === 0x5d) cursor.fail("a part number");
  }
}

function takePartial(cursor: Cursor): Partial | null {
  if (!cursor.take("<")) return null;
  const offset = cursor.expectNumber64();
  cursor.expect(".");
  const count = cursor.expectNumber64();
  if (count === 0) cursor.fail("a number above zero");
  cursor.expect(">");
  return { offset, count };
}

const originOf = (partial: Partial | null): string => (partial ? `<${partial.offset}>` : "");

/** section-binary: "[" [section-part] "]" (RFC 9051 §9); a letter as a whole has no decoded form. */
function expectPartPath(cursor: Cursor): { path: number[]; text: string } {
  cursor.expect("[");
  const path = takePath(cursor);
  cursor.expect("]");
  return { path, text: path.join(".") };
}

function expectBinary(cursor: Cursor): FetchItem {
  const { path, text } = expectPartPath(cursor);
  const partial = takePartial(cursor);
  return { kind: "BINARY", path, partial, label: `BINARY[${text}]${originOf(partial)}` };
}

/** A part whose transfer encoding we do not know (RFC 9051 §6.4.5, RFC 3516 §4.3). */
export const unknownEncoding = () => new Refusal("UNKNOWN-CTE", "The part has an unknown transfer encoding");
