// Which messages a search finds. Three looks, each at fewer messages: the picture (numbers, flags, modSeq, ids and the
// full-text hits), the stored rows (dates, size, subject, addresses), and last the letters' own headers. A key that
// cannot be decided at a look answers null there, and only messages still undecided are looked at more closely.
import { fold } from "#base/fold.ts";
import { decodeEncodedWords } from "#mime/encoded-words.ts";
import { fieldsNamed, unfoldedValue } from "#mime/headers.ts";
import { readLetter } from "#mime/read-letter.ts";
import type { Address, MessageRow, Picture } from "../backend.ts";
import type { ImapSession } from "../context.ts";
import { isoDay } from "../dates.ts";
import { isKeywordSet } from "../flags.ts";
import { yieldToLoop } from "../output.ts";
import { PeerGone } from "../replies.ts";
import type { Selected } from "../selected.ts";
import { clampNumbers, indexesOfRanges, indexesOfUids, isInRanges, type SequenceSet } from "../sequence-set.ts";
import { keysOf, type SearchKey } from "./keys.ts";

const rowsAtOnce = 500;
/** Messages times keys looked at before others get their turn. */
const workAtOnce = 20_000;
/** What reading one letter's header counts as. */
const letterWork = 500;

type Verdict = boolean | null;

/** Indexes of the messages found, ascending. */
export async function findMessages(session: ImapSession, selected: Selected, key: SearchKey): Promise<number[]> {
  const told = await selected.picture();
  const judge = new Judge(session, selected, told);
  await judge.prepare(key);
  const found = new Uint8Array(told.count);
  const search = { session, judge, key, found };
  await byRows(search, await byPicture(search));
  const indexes: number[] = [];
  for (let index = 0; index < found.length; index++) if (found[index]) indexes.push(index);
  return indexes;
}

interface Search {
  readonly session: ImapSession;
  readonly judge: Judge;
  readonly key: SearchKey;
  readonly found: Uint8Array;
}

/** Returns the indexes that need more than the picture. */
async function byPicture({ judge, key, found }: Search): Promise<number[]> {
  const undecided: number[] = [];
  for (let index = 0; index < found.length; index++) {
    const verdict = judge.verdict(key, { index, row: null, header: null });
    if (verdict === null) undecided.push(index);
    else if (verdict) found[index] = 1;
    if (judge.work > workAtOnce) await judge.rest();
  }
  return undecided;
}

async function byRows({ session, judge, key, found }: Search, undecided: readonly number[]): Promise<void> {
  const { told, selected } = judge;
  for (let at = 0; at < undecided.length; at += rowsAtOnce) {
    const batch = undecided.slice(at, at + rowsAtOnce);
    const rows = await selected.view.rows(batch.map((index) => told.emailNos[index] ?? 0));
    if (session.output.isClosed) throw new PeerGone();
    let next = 0;
    for (const index of batch) {
      const row = rows[next];
      if (!row || row.emailNo !== told.emailNos[index]) continue;
      next++;
      let verdict = judge.verdict(key, { index, row, header: null });
      if (verdict === null) {
        const bytes = await selected.view.body(row.emailNo);
        if (session.output.isClosed) throw new PeerGone();
        if (bytes instanceof Buffer) verdict = judge.verdict(key, { index, row, header: bytes });
        judge.work += letterWork;
      }
      if (verdict) found[index] = 1;
      if (judge.work > workAtOnce) await judge.rest();
    }
    await yieldToLoop();
  }
}

interface Message {
  readonly index: number;
  readonly row: MessageRow | null;
  /** The letter's bytes. */
  readonly header: Buffer | null;
}

class Judge {
  readonly selected: Selected;
  readonly told: Picture;
  readonly #session: ImapSession;
  readonly #nowMs: number;
  /** Index ranges of the sets in the keys. */
  readonly #ranges = new Map<SequenceSet, readonly number[]>();
  /** Letters found by their text, per key. */
  readonly #texts = new Map<SearchKey, ReadonlySet<number>>();
  /** Bounds of dates and times, per key. */
  readonly #times = new Map<SearchKey, readonly [from: number, to: number]>();
  work = 0;

  constructor(session: ImapSession, selected: Selected, told: Picture) {
    this.#session = session;
    this.selected = selected;
    this.told = told;
    this.#nowMs = session.door.clock.nowMs();
  }

  /** What is worked out once for all messages. */
  async prepare(key: SearchKey): Promise<void> {
    for (const { set } of keysOf(key, "numbers")) this.#ranges.set(set, this.#rangesOf(set, false));
    for (const { set } of keysOf(key, "uids")) this.#ranges.set(set, this.#rangesOf(set, true));
    for (const each of keysOf(key, "text")) {
      if (each.phrase.trim() === "") continue; // the empty string is in every text (RFC 9051 §6.4.4)
      this.#texts.set(each, new Set(await this.selected.view.searchText(each.field, each.phrase)));
    }
    const { calendar } = this.#session.door;
    for (const each of keysOf(key, "received")) {
      const start = calendar.startOfDay(each.date);
      const end = calendar.startOfDay(each.date, 1);
      const none = Number.POSITIVE_INFINITY;
      this.#times.set(
        each,
        each.test === "on" ? [start, end] : each.test === "before" ? [-none, start] : [start, none],
      );
    }
  }

  #rangesOf(set: SequenceSet, uid: boolean): readonly number[] {
    if (set.saved) return indexesOfRanges(this.selected.saved, this.told);
    return uid ? indexesOfUids(set, this.told) : clampNumbers(set, this.told.count);
  }

  async rest(): Promise<void> {
    this.work = 0;
    if (this.#session.output.isClosed) throw new PeerGone();
    await yieldToLoop();
  }

  verdict(key: SearchKey, message: Message): Verdict {
    this.work++;
    switch (key.kind) {
      case "and":
        return this.#all(key.keys, message, false);
      case "or":
        return this.#all(key.keys, message, true);
      case "not": {
        const verdict = this.verdict(key.key, message);
        return verdict === null ? null : !verdict;
      }
      case "header":
        return this.#hasHeader(key, message);
      case "numbers":
      case "uids":
      case "all":
      case "flags":
      case "keyword":
      case "recent":
      case "modseq":
      case "emailid":
      case "text":
        return this.#byPicture(key, message.index);
      default:
        return message.row ? this.#byRow(key, message.row) : null;
    }
  }

  /** Any key with this verdict decides; otherwise one undecided leaves all undecided. */
  #all(keys: readonly SearchKey[], message: Message, deciding: boolean): Verdict {
    let isOpen = false;
    for (const key of keys) {
      const verdict = this.verdict(key, message);
      if (verdict === deciding) return deciding;
      if (verdict === null) isOpen = true;
    }
    return isOpen ? null : !deciding;
  }

  #byPicture(key: PictureKey, index: number): boolean {
    const { selected, told } = this;
    const uid = told.uids[index] ?? 0;
    const now = selected.latest(told, index);
    switch (key.kind) {
      case "all":
        return true;
      case "numbers":
      case "uids":
        return isInRanges(this.#ranges.get(key.set) ?? [], index);
      case "flags": {
        const bits = now.picture.bits[now.index] ?? 0;
        return (bits & key.has) === key.has && (bits & key.lacks) === 0;
      }
      case "keyword":
        return now.picture.keywords.size > 0 && isKeywordSet(now.picture.keywords.get(uid), key.lower);
      case "recent":
        return selected.isRecent(uid);
      case "modseq":
        return (now.picture.modSeqs[now.index] ?? 0) >= key.atLeast;
      case "emailid":
        return told.emailNos[index] === key.number;
      case "text":
        return this.#texts.get(key)?.has(told.emailNos[index] ?? 0) ?? true;
    }
  }

  #byRow(key: RowKey, row: MessageRow): boolean {
    switch (key.kind) {
      case "received": {
        const [from, to] = this.#times.get(key) ?? [0, 0];
        return row.receivedAtMs >= from && row.receivedAtMs < to;
      }
      case "sent":
        return isSentThen(key, row.summary.sentAt);
      case "older":
        return row.receivedAtMs <= this.#nowMs - key.seconds * 1000;
      case "younger":
        return row.receivedAtMs >= this.#nowMs - key.seconds * 1000;
      case "larger":
        return row.size > key.size;
      case "smaller":
        return row.size < key.size;
      case "threadid":
        return row.thread === key.number;
      case "subject":
        return row.summary.subject !== null && fold(row.summary.subject).includes(key.folded);
      case "address":
        return row.summary[key.field].some((address) => fold(addressText(address)).includes(key.folded));
    }
  }

  /** Message-ID is in the row; every other field is read in the letter. */
  #hasHeader(key: HeaderKey, { row, header }: Message): Verdict {
    if (key.name === "message-id" && row && row.summary.messageId.length > 0) {
      return row.summary.messageId.some((id) => fold(`<${id}>`).includes(key.folded));
    }
    if (!header) return null;
    const { root } = readLetter(headerOnly(header));
    const fields = fieldsNamed(root, key.name);
    if (key.folded === "") return fields.length > 0; // RFC 9051 §6.4.4
    return fields.some((field) => fold(decodeEncodedWords(unfoldedValue(header, field))).includes(key.folded));
  }
}

type PictureKey = Extract<
  SearchKey,
  { kind: "all" | "numbers" | "uids" | "flags" | "keyword" | "recent" | "modseq" | "emailid" | "text" }
>;
type RowKey = Extract<
  SearchKey,
  { kind: "received" | "sent" | "older" | "younger" | "larger" | "smaller" | "threadid" | "subject" | "address" }
>;
type HeaderKey = Extract<SearchKey, { kind: "header" }>;

/** The calendar day that the letter's Date field names, whatever its zone (RFC 9051 §6.4.4 SENTON). */
function isSentThen(key: Extract<RowKey, { kind: "sent" }>, sentAt: string | null): boolean {
  if (sentAt === null) return false;
  const day = sentAt.slice(0, 10);
  const wanted = isoDay(key.date);
  if (key.test === "on") return day === wanted;
  return key.test === "before" ? day < wanted : day >= wanted;
}

const addressText = ({ name, address }: Address): string => (name ? `${name} <${address}>` : `<${address}>`);

/** Up to and with the blank line. */
function headerOnly(bytes: Buffer): Buffer {
  const end = bytes.indexOf("\r\n\r\n");
  return end < 0 ? bytes : bytes.subarray(0, end + 4);
}
