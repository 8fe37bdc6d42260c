// Puts the planned letters into the mailboxes, oldest first in every folder, and the drafts beside them.
import type { AccountHandle } from "#auth/ports.ts";
import type { AccountId, PersonId } from "#directory/ports.ts";
import type { FolderId, FolderRole } from "#mail/ports.ts";
import { flagBits, folderRoles } from "#mail/ports.ts";
import type { Boxes } from "./boxes.ts";
import { letterBytes } from "./bytes.ts";
import { momentAt } from "./calendar.ts";
import { drafts } from "./letters/drafts.ts";
import { type Copy, placeCopies } from "./placing.ts";
import { type PlannedLetter, planLetters } from "./plan.ts";
import type { DemoSink } from "./province.ts";

interface Filling {
  readonly boxes: Boxes;
  readonly holders: ReadonlyMap<string, { readonly person: PersonId; readonly account: AccountId }>;
}

export async function fillMailboxes(
  sink: DemoSink,
  { boxes, holders }: Filling,
): Promise<{ letters: number; copies: number }> {
  const nowMs = sink.clock.nowMs();
  const letters = planLetters(boxes, nowMs);
  const begun = plannedDrafts(boxes, nowMs);
  const copies = [...placeCopies(letters, nowMs), ...begun].sort((a, b) => a.receivedAtMs - b.receivedAtMs);
  const bytes = new Map<PlannedLetter, Buffer>();
  for (const [key, own] of Map.groupBy(copies, (copy) => copy.box.key)) {
    const holder = holders.get(key);
    if (!holder) throw new RangeError(`no mailbox ${key}`);
    const handle = await sink.signIn.open(holder.person, holder.account);
    await fillOne(sink, handle, { copies: own, bytes });
  }
  return { letters: letters.length + begun.length, copies: copies.length };
}

async function fillOne(
  { mail }: DemoSink,
  handle: AccountHandle,
  { copies, bytes }: { copies: readonly Copy[]; bytes: Map<PlannedLetter, Buffer> },
): Promise<void> {
  const standard = new Map((await mail.folders(handle)).map((folder) => [folder.role, folder.id]));
  const own = new Map<string, FolderId>();
  const placed = [];
  for (const { letter, folder, bits, receivedAtMs } of copies) {
    const id = isRole(folder) ? standard.get(folder) : await ownFolder(folder);
    if (id === undefined) throw new RangeError(`no folder ${folder}`);
    const written = bytes.get(letter) ?? letterBytes(letter);
    bytes.set(letter, written);
    placed.push({ folder: id, bytes: written, flags: { bits, keywords: [] }, receivedAtMs });
  }
  await mail.append(handle, placed);

  async function ownFolder(path: readonly string[]): Promise<FolderId> {
    const key = path.join("/");
    const id = own.get(key) ?? (await mail.createFolder(handle, path));
    own.set(key, id);
    return id;
  }
}

const isRole = (folder: Copy["folder"]): folder is FolderRole => folderRoles.some((role) => role === folder);

function plannedDrafts(boxes: Boxes, nowMs: number): Copy[] {
  const box = boxes.get("hoa");
  return drafts.map(({ minutesAgo, to, subject, body }, index) => {
    const sentAtMs = nowMs - minutesAgo * 60_000;
    const letter: PlannedLetter = {
      id: `draft-${index}`,
      sentAtMs,
      from: box,
      fromName: null,
      to: boxes.expand(to, box.key),
      cc: [],
      number: null,
      subject,
      blocks: body(momentAt(sentAtMs)),
      urgency: "normal",
      replyByMs: null,
      files: [],
      answers: null,
      keptBy: null,
      starredBy: [],
      isUnread: false,
      isJunk: false,
    };
    return { letter, box, folder: "drafts", bits: flagBits.draft | flagBits.seen, receivedAtMs: sentAtMs };
  });
}
