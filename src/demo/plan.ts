// From conversations to single letters with their day, people, references and place in the thread. Pure and always the
// same for the same moment.
import type { Urgency } from "#mime/part.ts";
import type { Box, Boxes } from "./boxes.ts";
import { momentAt, nextTime, timeOn, weekdayOf, workingDay } from "./calendar.ts";
import { scripts } from "./letters/all.ts";
import { outsideLetters } from "./letters/outside.ts";
import type { Block, Reply, Script } from "./letters/script.ts";

export interface PlannedLetter {
  readonly id: string;
  readonly sentAtMs: number;
  /** A mailbox of ours, or somebody outside. */
  readonly from: Box | { readonly name: string; readonly address: string };
  readonly fromName: string | null;
  readonly to: readonly Box[];
  readonly cc: readonly Box[];
  readonly number: string | null;
  readonly subject: string;
  readonly blocks: readonly Block[];
  readonly urgency: Urgency;
  readonly replyByMs: number | null;
  readonly files: readonly string[];
  readonly answers: PlannedLetter | null;
  readonly keptBy: Script["keptBy"] | null;
  readonly starredBy: readonly string[];
  readonly isUnread: boolean;
  readonly isJunk: boolean;
}

export const isOurs = (from: PlannedLetter["from"]): from is Box => "key" in from;

/** Every letter, oldest first. */
export function planLetters(boxes: Boxes, nowMs: number): PlannedLetter[] {
  const conversations = scripts.flatMap((script, index) => planConversation(script, { boxes, nowMs, index }));
  const outside = outsideLetters.map((letter, index) => planOutside(letter, { boxes, nowMs, index }));
  return [...conversations, ...outside].sort((a, b) => a.sentAtMs - b.sentAtMs);
}

interface Setting {
  readonly boxes: Boxes;
  readonly nowMs: number;
  readonly index: number;
}

function planConversation(script: Script, setting: Setting): PlannedLetter[] {
  const letters = [planFirst(script, setting)];
  const keepsHours = script.minutesAgo === undefined; // what is from today may well be from a night or a Sunday
  for (const reply of script.replies ?? []) letters.push(planReply(reply, letters, { ...setting, keepsHours }));
  return letters;
}

function planFirst(script: Script, { boxes, nowMs, index }: Setting): PlannedLetter {
  const sentAtMs = startOf(script, nowMs);
  const at = momentAt(sentAtMs);
  const from = boxes.get(script.from);
  const to = boxes.expand(script.to, script.from);
  return {
    id: `${index}`,
    sentAtMs,
    from,
    fromName: script.fromName ?? null,
    to,
    cc: boxes.expand(script.cc ?? [], script.from).filter((box) => !to.includes(box)),
    number: script.number ?? null,
    subject: script.subject(at),
    blocks: script.body(at),
    urgency: script.urgency ?? "normal",
    replyByMs: replyByOf(script, sentAtMs, nowMs),
    files: script.files ?? [],
    answers: null,
    keptBy: script.keptBy ?? null,
    starredBy: script.starredBy ?? [],
    isUnread: script.isUnread ?? false,
    isJunk: false,
  };
}

type Start = Pick<Script, "minutesAgo" | "daysAgo" | "time" | "onWeekday">;

function startOf({ minutesAgo, daysAgo = 0, time = "08:00", onWeekday }: Start, nowMs: number): number {
  if (minutesAgo !== undefined) return nowMs - minutesAgo * 60_000;
  let day = workingDay(nowMs, -daysAgo);
  while (onWeekday !== undefined && weekdayOf(day) !== onWeekday) day = workingDay(day, -1);
  return timeOn(day, time);
}

const hourMs = 3_600_000;

function replyByOf({ replyIn }: Script, sentAtMs: number, nowMs: number): number | null {
  if (replyIn === undefined) return null;
  if (replyIn === "15:00") return nextTime(nowMs, replyIn);
  return Math.ceil((sentAtMs + replyIn * hourMs) / hourMs) * hourMs;
}

/** An answer to the conversation's first letter, after what was written before it. */
function planReply(
  reply: Reply,
  before: readonly PlannedLetter[],
  setting: Setting & { keepsHours: boolean },
): PlannedLetter {
  const { boxes, nowMs, index, keepsHours } = setting;
  const answered = answeredBy(reply, before);
  const last = before.at(-1) ?? answered;
  const from = boxes.get(reply.from);
  const earliestMs = last.sentAtMs + 4 * 60_000;
  const laterMs = answered.sentAtMs + reply.afterHours * hourMs;
  const wantedMs = keepsHours ? officeHours(laterMs, index + before.length) : laterMs;
  const sentAtMs = Math.min(Math.max(earliestMs, wantedMs), Math.max(earliestMs, nowMs - 3 * 60_000));
  const writer = isOurs(answered.from) ? [answered.from] : [];
  const others = reply.toAll ? [...answered.to, ...answered.cc] : [];
  const at = momentAt(sentAtMs);
  return {
    ...answered,
    id: `${index}-${before.length}`,
    sentAtMs,
    from,
    fromName: null,
    to: writer.filter((box) => box !== from),
    cc: others.filter((box) => box !== from && !writer.includes(box)),
    number: null,
    subject: answered.subject.startsWith("Re: ") ? answered.subject : `Re: ${answered.subject}`,
    blocks: reply.body(at),
    urgency: "normal",
    replyByMs: null,
    files: reply.files ?? [],
    answers: answered,
    starredBy: [],
    isUnread: false,
  };
}

/** The newest letter that somebody else wrote to the one who answers, else the first. */
function answeredBy(reply: Reply, before: readonly PlannedLetter[]): PlannedLetter {
  const received = before.findLast(
    ({ from, to, cc }) =>
      isOurs(from) && from.key !== reply.from && [...to, ...cc].some((box) => box.key === reply.from),
  );
  const first = before.find(({ from }) => isOurs(from) && from.key !== reply.from) ?? before[0];
  const found = received ?? first;
  if (!found) throw new RangeError("an answer needs a letter before it");
  return found;
}

/** Nobody answers at night or on a Sunday: the same minute of the next working morning. */
function officeHours(ms: number, seed: number): number {
  const [open, close] = [timeOn(ms, "07:30"), timeOn(ms, "17:15")];
  const isWorkingDay = timeOn(workingDay(workingDay(ms, 1), -1), "12:00") === timeOn(ms, "12:00");
  if (isWorkingDay && ms >= open && ms <= close) return ms;
  const morning = isWorkingDay && ms < open ? open : timeOn(workingDay(ms, 1), "07:30");
  return morning + ((seed * 7) % 90) * 60_000;
}

function planOutside(letter: (typeof outsideLetters)[number], { boxes, nowMs, index }: Setting): PlannedLetter {
  const sentAtMs = startOf(letter, nowMs);
  return {
    id: `outside-${index}`,
    sentAtMs,
    from: { name: letter.fromName, address: letter.from },
    fromName: null,
    to: [boxes.get(letter.to)],
    cc: [],
    number: null,
    subject: letter.subject,
    blocks: letter.body(momentAt(sentAtMs)),
    urgency: "normal",
    replyByMs: null,
    files: [],
    answers: null,
    keptBy: null,
    starredBy: [],
    isUnread: letter.isJunk ?? false,
    isJunk: letter.isJunk ?? false,
  };
}
