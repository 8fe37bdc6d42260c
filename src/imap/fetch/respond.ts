// FETCH responses (RFC 9051 §7.5.2): from the picture alone, with stored rows in batches, or with the letters' bytes.
// Large answers go out in large writes; between batches the peer's pace is honoured and other sessions get their turn.
import type { MessageRow, Picture } from "../backend.ts";
import type { ImapSession } from "../context.ts";
import { emailIdOf, threadIdOf } from "../ids.ts";
import { yieldToLoop } from "../output.ts";
import { PeerGone, stringText } from "../replies.ts";
import type { Selected } from "../selected.ts";
import { LetterReader } from "./bytes.ts";
import type { FetchItem, FetchPlan } from "./items.ts";
import { shortStructure } from "./short-structure.ts";

/** Rows asked of the store at once, and picture lines between two looks at the peer. */
const rowsAtOnce = 500;
const linesAtOnce = 2_000;
const previewCharacters = 200; // RFC 8970 §3.1

export interface FetchJob {
  readonly session: ImapSession;
  readonly selected: Selected;
  readonly told: Picture;
  /** Indexes into the told picture, ascending. */
  readonly indexes: readonly number[] | Uint32Array;
  readonly plan: FetchPlan;
}

export interface FetchOutcome {
  /** Letters asked for that are no more. */
  gone: number;
  damaged: number;
  /** Indexes of the letters whose bytes went out. */
  readonly read: number[];
}

export async function respond(job: FetchJob): Promise<FetchOutcome> {
  const outcome: FetchOutcome = { gone: 0, damaged: 0, read: [] };
  if (job.plan.needsRow) await respondFromRows(job, outcome);
  else if (job.plan.needsBytes)
    for (const index of job.indexes) await respondWithBytes(job, outcome, { index, row: null });
  else await respondFromPicture(job);
  return outcome;
}

async function respondFromPicture({ session, selected, told, indexes, plan }: FetchJob): Promise<void> {
  const { output } = session;
  for (let at = 0; at < indexes.length; at++) {
    const index = indexes[at] ?? 0;
    output.write(`${opening(index)}${pictureItems(selected, told, { index, items: plan.items })})\r\n`);
    if (at % linesAtOnce === linesAtOnce - 1) await selected.pause(output);
  }
}

const opening = (index: number): string => `* ${index + 1} FETCH (`;

function pictureItems(
  selected: Selected,
  told: Picture,
  { index, items }: { index: number; items: readonly FetchItem[] },
) {
  let text = "";
  for (const item of items) {
    if (text) text += " ";
    text += pictureItem(selected, told, { index, kind: item.kind });
  }
  return text;
}

/** UID, FLAGS, MODSEQ or EMAILID; "" for an item that needs more than the picture. */
function pictureItem(
  selected: Selected,
  told: Picture,
  { index, kind }: { index: number; kind: FetchItem["kind"] },
): string {
  switch (kind) {
    case "UID":
      return `UID ${told.uids[index]}`;
    case "FLAGS":
      return `FLAGS ${selected.flagsOf(told, index)}`;
    case "MODSEQ": {
      const now = selected.latest(told, index);
      return `MODSEQ (${now.picture.modSeqs[now.index]})`;
    }
    case "EMAILID":
      return `EMAILID (${emailIdOf(told.emailNos[index] ?? 0)})`;
    default:
      return "";
  }
}

async function respondFromRows(job: FetchJob, outcome: FetchOutcome): Promise<void> {
  const { indexes, told, selected, session } = job;
  for (let at = 0; at < indexes.length; at += rowsAtOnce) {
    const batch = indexes.slice(at, at + rowsAtOnce);
    const wanted = Array.from(batch, (index) => told.emailNos[index] ?? 0);
    const rows = await selected.view.rows(wanted);
    if (session.output.isClosed) throw new PeerGone();
    let next = 0;
    for (const index of batch) {
      const row = rows[next];
      if (row === undefined || row.emailNo !== told.emailNos[index]) {
        outcome.gone++;
        continue;
      }
      next++;
      if (!job.plan.needsBytes) session.output.write(`${opening(index)}${rowItems(job, index, row)})\r\n`);
      else await respondWithBytes(job, outcome, { index, row });
    }
    if (at + rowsAtOnce < indexes.length) await selected.pause(session.output);
  }
}

function rowItems(job: FetchJob, index: number, row: MessageRow): string {
  const { items } = job.plan;
  let text = "";
  for (let i = 0; i < items.length; i++) {
    const kind = items[i]?.kind ?? "UID";
    if (i > 0) text += " ";
    text += rowItem(job.session, kind, row) ?? pictureItem(job.selected, job.told, { index, kind });
  }
  return text;
}

function rowItem(session: ImapSession, kind: FetchItem["kind"], row: MessageRow): string | null {
  switch (kind) {
    case "ENVELOPE":
      return `ENVELOPE ${row.envelope}`;
    case "BODYSTRUCTURE":
      return `BODYSTRUCTURE ${row.structure}`;
    case "BODY":
      return `BODY ${shortStructure(row.structure)}`;
    case "INTERNALDATE":
      return `INTERNALDATE "${session.door.calendar.dateTime(row.receivedAtMs)}"`;
    case "RFC822.SIZE":
      return `RFC822.SIZE ${row.size}`;
    case "THREADID":
      return `THREADID (${threadIdOf(row.thread)})`;
    case "PREVIEW":
      return `PREVIEW ${previewText(row.summary.preview)}`;
    default:
      return null;
  }
}

function previewText(preview: string): string {
  const text = [...preview].slice(0, previewCharacters).join("");
  return /^[\x20-\x7e]*$/.test(text) ? stringText(text) : `{${Buffer.byteLength(text)}}\r\n${text}`;
}

async function respondWithBytes(
  job: FetchJob,
  outcome: FetchOutcome,
  { index, row }: { index: number; row: MessageRow | null },
): Promise<void> {
  const { session, selected, told, plan } = job;
  const { output } = session;
  const bytes = await selected.view.body(told.emailNos[index] ?? 0, plan);
  if (bytes === "gone") outcome.gone++;
  if (bytes === "damaged") outcome.damaged++;
  if (!(bytes instanceof Buffer)) return;
  const reader = new LetterReader(bytes);
  const answers = plan.items.map((item) => reader.answer(item)); // before the first octet leaves, since it may refuse
  output.write(opening(index));
  for (let i = 0; i < answers.length; i++) {
    const answer = answers[i];
    const kind = plan.items[i]?.kind ?? "UID";
    if (i > 0) output.write(" ");
    if (answer == null)
      output.write((row && rowItem(session, kind, row)) ?? pictureItem(selected, told, { index, kind }));
    else {
      output.write(answer.text);
      if (answer.octets) await output.bytes(answer.octets);
    }
  }
  output.write(")\r\n");
  outcome.read.push(index);
  if (output.isFull) await output.drained();
  else if (outcome.read.length % 64 === 0) await yieldToLoop();
}
