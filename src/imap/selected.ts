// A session's own sight of the mailbox it has selected: the picture it was told of, from which its sequence numbers
// come, and the untagged news that lead from there to the newest picture (RFC 9051 §7.4, §7.5.1).
// Invariants: a sequence number is an index into `told` plus one; `told` moves only while its news is written; an
// EXPUNGE is written only where the caller says it is legal, and until then no other news passes it.
import type { FlagSet, FlagStore, MailboxView, Picture } from "./backend.ts";
import type { ImapSession } from "./context.ts";
import { commonKeywords, flagsAfter, flagText, keywordsIn, sameFlags, systemFlagNames } from "./flags.ts";
import { type Output, yieldToLoop } from "./output.ts";
import {
  indexesOfNumbers,
  indexesOfRanges,
  indexesOfUids,
  indexOfUid,
  lowerBound,
  type SequenceSet,
} from "./sequence-set.ts";

/** Lines written between two looks at the peer and the loop. */
const linesAtOnce = 2_000;

export interface SyncOptions {
  readonly mayExpunge: boolean;
  /** Ask for the newest picture even if no change was noticed: after an own write. */
  readonly afterWrite?: boolean;
  /** The peer has just been told the flags of this index as they were at this modSeq. */
  readonly alreadyTold?: (index: number, modSeq: number) => boolean;
}

export interface TellFlags {
  readonly told: Picture;
  /** Indexes into `told`, ascending. */
  readonly indexes: readonly number[];
  readonly mayExpunge: boolean;
  readonly withUid?: boolean | undefined;
  /** The change of STORE .SILENT: only what came out differently is told. */
  readonly silent?: { readonly mode: FlagStore["mode"]; readonly flags: FlagSet } | undefined;
}

export class Selected {
  readonly view: MailboxView;
  readonly readOnly: boolean;
  #told: Picture | null = null;
  /** Newer than told, held back because of an expunge. */
  #ahead: Picture | null = null;
  #exists: number;
  #uidNext: number;
  #modSeq: number;
  /** Flat [from, to) uid ranges that are \Recent in this session. */
  #recent: number[] | null = null;
  #keywords: Set<string> | null = null;
  /** Uids of "$" (RFC 9051 §6.4.4.1), merged ranges. */
  saved: readonly number[] = [];

  constructor(view: MailboxView, readOnly: boolean) {
    this.view = view;
    this.readOnly = readOnly;
    this.#exists = view.opened.exists;
    this.#uidNext = view.opened.uidNext;
    this.#modSeq = view.opened.modSeq;
  }

  /** Messages the peer has been told of. */
  get exists(): number {
    return this.#exists;
  }

  /** The told picture; read on first use. */
  async picture(): Promise<Picture> {
    this.#told ??= await this.view.initial();
    return this.#told;
  }

  /** Highest modSeq the peer has been told of. */
  get modSeq(): number {
    return this.#modSeq;
  }

  /** Index ranges of a set of sequence numbers, of uids, or of the saved search. */
  async resolve(set: SequenceSet, uid: boolean): Promise<number[]> {
    if (set.saved) return indexesOfRanges(this.saved, await this.picture());
    return uid ? indexesOfUids(set, await this.picture()) : indexesOfNumbers(set, this.#exists);
  }

  /**
   * After an own write: the flags of `indexes` as they are now, then all other news. Returns how many of them are no
   * more.
   */
  async tellFlags(session: ImapSession, { told, indexes, mayExpunge, withUid, silent }: TellFlags): Promise<number> {
    await this.lookAhead();
    const asOf = this.#ahead?.modSeq ?? told.modSeq;
    if (this.#ahead) this.tellKeywords(this.#ahead, session.output);
    const done = new Uint8Array(told.count);
    let gone = 0;
    let lines = 0;
    for (const index of indexes) {
      done[index] = 1;
      if (!this.isThere(told, index)) gone++;
      else if (!silent || !this.#isAsAsked(told, index, silent)) {
        session.output.write(this.flagsLineOf(session, told, index, withUid));
      } else if (session.condstore) session.output.write(this.#modSeqLine(told, index)); // RFC 7162 §3.1.3
      if (++lines % linesAtOnce === 0) await this.pause(session.output);
    }
    const alreadyTold = (index: number, modSeq: number) => done[index] === 1 && modSeq <= asOf;
    await this.sync(session, { mayExpunge, afterWrite: true, alreadyTold });
    return gone;
  }

  #isAsAsked(told: Picture, index: number, change: NonNullable<TellFlags["silent"]>): boolean {
    const uid = told.uids[index] ?? 0;
    const now = this.latest(told, index);
    const before = { bits: told.bits[index] ?? 0, keywords: told.keywords.get(uid) ?? [] };
    const after = { bits: now.picture.bits[now.index] ?? 0, keywords: now.picture.keywords.get(uid) ?? [] };
    return sameFlags(flagsAfter(before, change.mode, change.flags), after);
  }

  #modSeqLine(told: Picture, index: number): string {
    const now = this.latest(told, index);
    return `* ${index + 1} FETCH (UID ${told.uids[index]} MODSEQ (${now.picture.modSeqs[now.index]}))\r\n`;
  }

  /** Looks at the newest picture without telling of it; `latest` answers from it until the next `sync`. */
  async lookAhead(): Promise<void> {
    const told = await this.picture();
    this.view.changed = false;
    const now = await this.view.current();
    if (now === null) this.view.changed = true;
    else if (now !== told) this.#ahead = now;
  }

  /** The message of the told picture is still there, as far as is known. */
  isThere(told: Picture, index: number): boolean {
    return !this.#ahead || indexOfUid(this.#ahead, told.uids[index] ?? 0) >= 0;
  }

  /** The newest flags known, for a message of the told picture. */
  latest(told: Picture, index: number): { picture: Picture; index: number } {
    if (!this.#ahead) return { picture: told, index };
    const ahead = indexOfUid(this.#ahead, told.uids[index] ?? 0);
    return ahead < 0 ? { picture: told, index } : { picture: this.#ahead, index: ahead };
  }

  /** FLAGS (…) of `index` as this session sees them now. */
  flagsOf(told: Picture, index: number): string {
    const uid = told.uids[index] ?? 0;
    const now = this.#ahead ? this.latest(told, index) : { picture: told, index };
    const keywords = now.picture.keywords.size ? now.picture.keywords.get(uid) : undefined;
    return flagText(now.picture.bits[now.index] ?? 0, keywords, this.isRecent(uid));
  }

  isRecent(uid: number): boolean {
    const ranges = this.#recent;
    if (!ranges) return false;
    for (let i = 0; i < ranges.length; i += 2) {
      if (uid >= (ranges[i] ?? 0) && uid < (ranges[i + 1] ?? 0)) return true;
    }
    return false;
  }

  /** Claims what nobody was shown yet and counts what is \Recent here (RFC 3501 §2.3.2). */
  async countRecent(): Promise<number> {
    const from = this.readOnly ? await this.view.peekRecent() : await this.view.claimRecent(this.#uidNext);
    if (from < this.#uidNext) this.#addRecent(from, this.#uidNext);
    const ranges = this.#recent;
    if (!ranges) return 0;
    if ((ranges[0] ?? 0) <= 1 && ranges[1] === this.#uidNext) return this.#exists; // all of them: no rows needed
    const picture = await this.picture();
    let count = 0;
    for (let i = 0; i < ranges.length; i += 2) {
      const from = lowerBound(picture.uids, picture.count, ranges[i] ?? 0);
      count += lowerBound(picture.uids, picture.count, ranges[i + 1] ?? 0) - from;
    }
    return count;
  }

  #addRecent(from: number, to: number): void {
    this.#recent ??= [];
    const [first] = this.#recent;
    if (first !== undefined && from <= first)
      this.#recent = [from, to]; // looked at again, read-only
    else if (this.#recent.at(-1) === from) this.#recent[this.#recent.length - 1] = to;
    else this.#recent.push(from, to);
  }

  /** The FLAGS response, and its repetition when a keyword is new to the peer (RFC 9051 §7.3.5). */
  flagsLine(): string {
    const others = [...(this.#keywords ?? [])].join(" ");
    return `* FLAGS (${systemFlagNames} ${commonKeywords.join(" ")}${others && ` ${others}`})\r\n`;
  }

  /** Before FLAGS are sent that the peer has not heard of. */
  tellKeywords(picture: Picture, output: Output): void {
    if (picture.keywords.size === 0) return;
    let isNew = false;
    for (const keyword of keywordsIn(picture)) {
      if (this.#keywords?.has(keyword) || (commonKeywords as readonly string[]).includes(keyword)) continue;
      this.#keywords ??= new Set();
      this.#keywords.add(keyword);
      isNew = true;
    }
    if (isNew) output.write(this.flagsLine());
  }

  /** Writes everything new that may be written here and moves the told picture accordingly. */
  async sync(session: ImapSession, options: SyncOptions): Promise<void> {
    const { view } = this;
    if (!view.changed && !options.afterWrite && !this.#ahead) return;
    view.changed = false;
    const told = await this.picture(); // before current(): a view keeps no more than its newest picture
    const now = await view.current();
    if (now === null) return this.#tellGone(session, options);
    if (now === told) {
      this.#ahead = null;
      return;
    }
    const kept = lowerBound(now.uids, now.count, this.#uidNext);
    if (kept !== this.#exists) {
      if (!options.mayExpunge) {
        this.#ahead = now;
        return;
      }
      await this.#tellExpunged(told, now, session.output);
    }
    await this.#tellRest(session, now, { ...options, kept });
  }

  async #tellExpunged(told: Picture, now: Picture, output: Output): Promise<void> {
    let j = lowerBound(now.uids, now.count, this.#uidNext) - 1;
    for (let i = told.count - 1; i >= 0; i--) {
      if (j >= 0 && now.uids[j] === told.uids[i]) j--;
      else output.write(`* ${i + 1} EXPUNGE\r\n`); // from the end, so that earlier numbers still hold
      if (output.isFull) await output.drained();
    }
  }

  async #tellRest(session: ImapSession, now: Picture, options: SyncOptions & { kept: number }): Promise<void> {
    const since = this.#modSeq;
    const hasExpunged = options.kept !== this.#exists;
    this.#told = now;
    this.#ahead = null;
    this.#exists = now.count;
    this.#uidNext = now.uidNext;
    this.#modSeq = now.modSeq;
    this.tellKeywords(now, session.output);
    if (now.count > options.kept) {
      session.output.write(`* ${now.count} EXISTS\r\n`);
      if (!session.rev2) session.output.write(`* ${await this.countRecent()} RECENT\r\n`);
    }
    let lines = 0;
    for (let i = 0; i < options.kept; i++) {
      if ((now.modSeqs[i] ?? 0) <= since || (!hasExpunged && options.alreadyTold?.(i, now.modSeqs[i] ?? 0))) {
        continue;
      }
      session.output.write(this.flagsLineOf(session, now, i));
      if (++lines % linesAtOnce === 0) await this.pause(session.output);
    }
  }

  /** The mailbox is gone: for this session it is empty from now on. */
  async #tellGone(session: ImapSession, options: SyncOptions): Promise<void> {
    if (!options.mayExpunge) {
      this.view.changed = true;
      return;
    }
    for (let n = this.#exists; n > 0; n--) {
      session.output.write(`* ${n} EXPUNGE\r\n`);
      if (session.output.isFull) await session.output.drained();
    }
    this.#exists = 0;
    this.#told = emptyPicture(this.#modSeq, this.#uidNext);
    this.#ahead = null;
  }

  /** An untagged FETCH with the flags of one message; with MODSEQ where the peer keeps it (RFC 7162 §3.2). */
  flagsLineOf(session: ImapSession, told: Picture, index: number, withUid = false): string {
    const uid = withUid || session.condstore || session.rev2 ? `UID ${told.uids[index]} ` : "";
    const now = this.latest(told, index);
    const modSeq = session.condstore ? ` MODSEQ (${now.picture.modSeqs[now.index]})` : "";
    return `* ${index + 1} FETCH (${uid}FLAGS ${this.flagsOf(told, index)}${modSeq})\r\n`;
  }

  /** Room for the peer to read and for others to run. */
  async pause(output: Output): Promise<void> {
    if (output.isFull) await output.drained();
    else await yieldToLoop();
  }
}

function emptyPicture(modSeq: number, uidNext: number): Picture {
  return {
    modSeq,
    uidNext,
    count: 0,
    uids: new Uint32Array(0),
    emailNos: new Uint32Array(0),
    bits: new Uint8Array(0),
    modSeqs: new Float64Array(0),
    keywords: new Map(),
    removals: 0,
    flagEdits: 0,
  };
}
