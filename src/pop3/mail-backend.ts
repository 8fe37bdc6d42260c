// The bridge to mail and auth: a maildrop is the INBOX of the personal mailbox that the sign-in name belongs to, as it
// stands at sign-in. Several sessions may hold it at once: bodies never change, numbers are the session's own, and
// removing what is gone already is no error, so the exclusive lock of RFC 1939 §3 has nothing left to protect.
import { setImmediate } from "node:timers/promises";
import type { AccountHandle, SignInService } from "#auth/ports.ts";
import { CongvuError } from "#base/errors.ts";
import type { FolderSnapshot, FolderView, Mail } from "#mail/doors.ts";
import type { EmailNo, Folder, Uid } from "#mail/ports.ts";
import type { Maildrop, Pop3Backend } from "./backend.ts";

export interface MailServices {
  readonly mail: Mail;
  readonly signIn: SignInService;
}

export function pop3MailBackend({ mail, signIn }: MailServices): Pop3Backend {
  return {
    signIn: async (attempt) => {
      const { handle } = await signIn.signIn({ ...attempt, door: "pop3" });
      return openMaildrop(mail, handle);
    },
  };
}

async function openMaildrop(mail: Mail, handle: AccountHandle): Promise<Maildrop> {
  const inbox = (await mail.folders(handle)).find((folder) => folder.role === "inbox");
  if (!inbox) throw new CongvuError("server-fault", `account ${handle.account} has no inbox`);
  const view = await mail.openView(handle, inbox.id);
  try {
    return new InboxMaildrop({ mail, handle, inbox, view, snapshot: await view.initial() });
  } catch (error) {
    view[Symbol.dispose]();
    throw error;
  }
}

interface Opened {
  readonly mail: Mail;
  readonly handle: AccountHandle;
  readonly inbox: Folder;
  readonly view: FolderView;
  readonly snapshot: FolderSnapshot;
}

/** Rows read before other sessions get their turn. */
const rowsAtOnce = 500;

class InboxMaildrop implements Maildrop {
  readonly #opened: Opened;
  #sizes: Promise<Float64Array> | null = null;

  constructor(opened: Opened) {
    this.#opened = opened;
  }

  get count(): number {
    return this.#opened.snapshot.count;
  }

  sizes(): Promise<Float64Array> {
    this.#sizes ??= this.#readSizes();
    return this.#sizes;
  }

  uniqueId(number: number): string {
    return `${this.#opened.inbox.uidValidity}.${this.#uid(number)}`;
  }

  async letter(number: number): Promise<Buffer> {
    const { mail, handle, snapshot } = this.#opened;
    await this.#expectPresent(number);
    return mail.body(handle, asEmailNo(snapshot.emailNos[number - 1] ?? 0));
  }

  async remove(numbers: readonly number[]): Promise<void> {
    const { mail, handle, inbox } = this.#opened;
    await mail.removePlacements(handle, { folder: inbox.id, uids: numbers.map((number) => this.#uid(number)) });
  }

  [Symbol.dispose](): void {
    this.#opened.view[Symbol.dispose]();
  }

  #uid(number: number): Uid {
    const uid = this.#opened.snapshot.uids[number - 1];
    if (uid === undefined) throw new CongvuError("not-found");
    return uid;
  }

  /** A letter expunged elsewhere is gone here too, though its bytes may still be restorable. */
  async #expectPresent(number: number): Promise<void> {
    const now = await this.#opened.view.current();
    if (now === null) throw new CongvuError("not-found");
    if (now.removals === this.#opened.snapshot.removals) return;
    if (!holds(now, this.#uid(number))) throw new CongvuError("not-found");
  }

  /** Letters purged meanwhile count 0 octets; RETR says that they are gone. */
  async #readSizes(): Promise<Float64Array> {
    const { mail, handle, snapshot } = this.#opened;
    const sizes = new Float64Array(snapshot.count);
    for (let from = 0; from < snapshot.count; from += rowsAtOnce) {
      if (from > 0) await setImmediate();
      const slice = snapshot.emailNos.subarray(from, Math.min(from + rowsAtOnce, snapshot.count));
      const rows = await mail.emails(handle, Array.from(slice, asEmailNo));
      const sizeOf = new Map<number, number>(rows.map((row) => [row.emailNo, row.size]));
      for (const [index, emailNo] of slice.entries()) sizes[from + index] = sizeOf.get(emailNo) ?? 0;
    }
    return sizes;
  }
}

/** The snapshot's column holds nothing but letter numbers. */
const asEmailNo = (number: number): EmailNo => number as EmailNo;

/** Binary search over the ascending column. */
function holds(snapshot: FolderSnapshot, uid: Uid): boolean {
  let low = 0;
  let high = snapshot.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((snapshot.uids[middle] ?? 0) < uid) low = middle + 1;
    else high = middle;
  }
  return low < snapshot.count && snapshot.uids[low] === uid;
}
