// Storing a letter that a client made, imported or copied: the one way in for all three.
import { SetFailure } from "../errors.ts";
import { idOf, letterBlobId } from "../ids.ts";
import type { Account, Flags, FolderId } from "../mail-backend.ts";

export interface NewLetter {
  readonly bytes: Buffer;
  readonly flags: Flags;
  /** At least one. */
  readonly folders: readonly FolderId[];
  readonly receivedAtMs: number;
}

/** Durable when it resolves. The answer holds the properties RFC 8621 §4.6 wants of a created Email. */
export async function keepLetter(account: Account, { bytes, flags, folders, receivedAtMs }: NewLetter) {
  const known = new Set((await account.mail.folders()).map((folder) => folder.id));
  const [folder] = folders;
  if (folder === undefined || folders.some((one) => !known.has(one)))
    throw new SetFailure({ type: "invalidProperties", properties: ["mailboxIds"], description: "No such mailbox." });
  const [placed] = await account.mail.append([{ folder, bytes, flags, receivedAtMs }]);
  if (placed === undefined) throw new SetFailure({ type: "invalidEmail" });
  const { emailNo } = placed;
  if (folders.length > 1) await account.mail.updateEmails([{ emailNo, folders }]);
  const [row] = await account.mail.emails([emailNo]);
  return {
    id: idOf("e", emailNo),
    blobId: letterBlobId(emailNo),
    threadId: idOf("t", row?.thread ?? emailNo),
    size: bytes.length,
  };
}
