// Mailbox/changes (RFC 8621 §2.2): folders made, renamed, removed, and those whose counts moved.
import { mail } from "../capabilities.ts";
import { changesAnswer, changesShape, changesSince, type Judged } from "../changes.ts";
import { accountOf } from "../context.ts";
import { idOf } from "../ids.ts";
import type { Change } from "../mail-backend.ts";
import { method } from "../method.ts";
import { mailboxState } from "./object.ts";

const counts = ["totalEmails", "unreadEmails", "totalThreads", "unreadThreads"];

export const mailboxChanges = method({
  name: "Mailbox/changes",
  capability: mail,
  args: changesShape,
  run: async (context, args) => {
    const account = accountOf(context, args.accountId);
    const { states, changes } = await changesSince(account, args.sinceState);
    const there = new Set((await account.mail.folders()).map((folder) => Number(folder.id)));
    const judged = foldersTouched(changes).flatMap((folder) => judge(folder, there.has(folder.id)));
    const onlyCounts = !changes.some((change) => change.kind === "folder");
    const answer = changesAnswer(args, judged, mailboxState(states));
    return { ...answer, updatedProperties: onlyCounts ? counts : null };
  },
});

interface TouchedFolder {
  readonly id: number;
  readonly firstModSeq: number;
  wasCreated: boolean;
}

function foldersTouched(changes: readonly Change[]): TouchedFolder[] {
  const folders = new Map<number, TouchedFolder>();
  for (const change of changes) {
    const id = change.kind === "folder" ? change.id : change.kind === "email" ? change.folder : null;
    if (id === null) continue;
    const folder = folders.get(id) ?? { id, firstModSeq: change.modSeq, wasCreated: false };
    folders.set(id, folder);
    if (change.kind === "folder" && change.op === "created") folder.wasCreated = true;
  }
  return [...folders.values()];
}

function judge({ id, firstModSeq, wasCreated }: TouchedFolder, isThere: boolean): Judged[] {
  if (!isThere && wasCreated) return [];
  const op = !isThere ? "destroyed" : wasCreated ? "created" : "updated";
  return [{ id: idOf("f", id), op, firstModSeq }];
}
