// EmailSubmission/set (RFC 8621 §7.5): sends a stored letter after the time an undo is possible; "canceled" takes it
// back until then. FUTURERELEASE parameters (RFC 4865) choose another time. A submission is a record of what was sent,
// so it cannot be destroyed.
import { z } from "zod";
import { CongvuError, type ErrorCode, errorCodeOf } from "#base/errors.ts";
import { limits } from "#base/limits.ts";
import { maxDelayedSendSeconds, submission, undoDelaySeconds } from "../capabilities.ts";
import { type Context, realId, writableAccountOf } from "../context.ts";
import { emailSet } from "../email/set.ts";
import { invalidProperties, messagesOf, SetFailure } from "../errors.ts";
import { idOf, numberOf } from "../ids.ts";
import type { JsonObject } from "../json.ts";
import { type Account, atLeast, type EmailNo, type EmailRow } from "../mail-backend.ts";
import { type Answer, checked, id, type Method } from "../method.ts";
import { oneByOne, runSet, type SetResult, setShape } from "../set.ts";
import { identityById } from "./identity.ts";
import { utcDate } from "./object.ts";

const address = z.strictObject({
  email: z.string().max(1_024),
  parameters: z.record(z.string(), z.string().nullable()).nullish(),
});
const newShape = z.strictObject({
  identityId: id,
  emailId: id,
  envelope: z.strictObject({ mailFrom: address, rcptTo: z.array(address) }).nullish(),
});
type NewSubmission = z.infer<typeof newShape>;

const patches = z.record(z.string(), z.record(z.string(), z.unknown()));
const shape = setShape.extend({
  onSuccessUpdateEmail: patches.nullish(),
  onSuccessDestroyEmail: z.array(id).nullish(),
});
type Args = z.infer<typeof shape>;

export const submissionSet: Method = {
  name: "EmailSubmission/set",
  capability: submission,
  run: async (context, raw) => {
    const args = checked(shape, raw);
    const account = writableAccountOf(context, args.accountId);
    const letters = new Map<string, string>();
    const { onSuccessUpdateEmail, onSuccessDestroyEmail, ...plain } = args;
    const result = await runSet(context, plain, {
      state: async () => String((await account.mail.states()).submission),
      create: (entries) => oneByOne(entries, ([, object]) => create(context, account, { object, letters })),
      update: (entries) => oneByOne(entries, ([one, patch]) => cancel(account, one, patch)),
      destroy: async (ids) => ids.map(() => ({ error: { type: "forbidden" } })),
    });
    const answer: Answer = ["EmailSubmission/set", result.answer];
    return [answer, ...(await afterwards(context, account, { args, result, letters }))];
  },
};

interface Creation {
  readonly object: JsonObject;
  /** Submission id → email id, for what is to happen to the letters afterwards. */
  readonly letters: Map<string, string>;
}

async function create(context: Context, account: Account, { object, letters }: Creation) {
  const wanted = newShape.safeParse(object);
  if (!wanted.success) {
    const names = wanted.error.issues.map((issue) => String(issue.path[0] ?? ""));
    throw invalidProperties(names, "These properties are missing, unknown or of a wrong type.");
  }
  if (!atLeast(account.access, "send")) throw new SetFailure({ type: "forbiddenToSend" });
  const { identityId, emailId, envelope } = wanted.data;
  if ((await identityById(account, identityId)) === null)
    throw invalidProperties(["identityId"], "No such identity in this mailbox.");
  const row = await letterOf(context, account, emailId);
  const from = await senderOf(account, row, envelope);
  const recipients = await recipientsOf(account, row, envelope);
  const sendAtMs = context.nowMs + holdMs(envelope, context.nowMs);
  const number = await account.mail.submit({
    emailNo: row.emailNo,
    identity: identityId,
    from,
    recipients,
    sendAtMs,
  });
  const created = idOf("s", number);
  letters.set(created, idOf("e", row.emailNo));
  return { id: created, threadId: idOf("t", row.thread), sendAt: utcDate(sendAtMs), undoStatus: "pending" };
}

async function letterOf(context: Context, account: Account, emailId: string): Promise<EmailRow> {
  const real = realId(context, emailId);
  const number = real === null ? null : numberOf("e", real);
  const places = number === null ? new Map() : await account.mail.placementsOf([number as EmailNo]);
  const [row] = places.size === 0 ? [] : await account.mail.emails([number as EmailNo]);
  if (row === undefined) throw invalidProperties(["emailId"], "No such email.");
  if (row.size > context.maxLetterBytes) throw new SetFailure({ type: "tooLarge", maxSize: context.maxLetterBytes });
  return row;
}

/** The envelope sender; both it and the letter's From must be addresses the person may use. */
async function senderOf(account: Account, row: EmailRow, envelope: NewSubmission["envelope"]): Promise<string> {
  const [author] = row.summary.from;
  if (author === undefined) throw new SetFailure({ type: "invalidEmail", properties: ["from"] });
  for (const one of row.summary.from) await allowedSender(account, one.address, "forbiddenFrom");
  const sender = envelope?.mailFrom.email ?? row.summary.sender[0]?.address ?? author.address; // RFC 8621 §7
  await allowedSender(account, sender, "forbiddenMailFrom");
  return sender;
}

async function allowedSender(account: Account, sender: string, type: string): Promise<void> {
  try {
    await account.checkSender(sender);
  } catch (error) {
    if (errorCodeOf(error) !== "sender-not-allowed") throw error;
    throw new SetFailure({ type, code: "sender-not-allowed", messages: messagesOf("sender-not-allowed") });
  }
}

async function recipientsOf(
  account: Account,
  { summary }: EmailRow,
  envelope: NewSubmission["envelope"],
): Promise<string[]> {
  const named = envelope?.rcptTo.map((one) => one.email);
  const addressed = [...summary.to, ...summary.cc, ...summary.bcc].map((one) => one.address);
  const unique = new Map((named ?? addressed).map((one) => [one.toLowerCase(), one]));
  if (unique.size === 0) throw new SetFailure({ type: "noRecipients" });
  if (unique.size > limits.smtpRecipients)
    throw new SetFailure({ type: "tooManyRecipients", maxRecipients: limits.smtpRecipients });
  const refused = new Map<string, ErrorCode>();
  for (const one of unique.values()) {
    const code = await refusalOf(account, one);
    if (code !== null) refused.set(one, code);
  }
  if (refused.size > 0) throw invalidRecipients(refused);
  return [...unique.values()];
}

async function refusalOf(account: Account, recipient: string): Promise<ErrorCode | null> {
  try {
    await account.checkRecipient(recipient);
    return null;
  } catch (error) {
    if (!(error instanceof CongvuError)) throw error;
    return error.code === "relay-denied" ? "outbound-not-set-up" : error.code;
  }
}

function invalidRecipients(refused: ReadonlyMap<string, ErrorCode>): SetFailure {
  const recipientErrors = Object.fromEntries([...refused].map(([one, code]) => [one, { code, ...messagesOf(code) }]));
  return new SetFailure({ type: "invalidRecipients", invalidRecipients: [...refused.keys()], recipientErrors });
}

/** How long to hold the letter (RFC 4865 §4); parameter names are case-insensitive as in SMTP. */
function holdMs(envelope: NewSubmission["envelope"], nowMs: number): number {
  const given = Object.entries(envelope?.mailFrom.parameters ?? {});
  const parameters = new Map(given.map(([name, value]) => [name.toUpperCase(), value ?? ""]));
  const holdFor = parameters.get("HOLDFOR");
  const holdUntil = parameters.get("HOLDUNTIL");
  if (holdFor === undefined && holdUntil === undefined) return undoDelaySeconds * 1_000;
  const seconds = holdFor === undefined ? secondsUntil(holdUntil ?? "", nowMs) : secondsOf(holdFor);
  const both = holdFor !== undefined && holdUntil !== undefined;
  if (both || !(seconds >= 0 && seconds <= maxDelayedSendSeconds))
    throw invalidProperties(["envelope"], `HOLDFOR or HOLDUNTIL, up to ${maxDelayedSendSeconds} seconds ahead.`);
  return seconds * 1_000;
}

const secondsOf = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN);

/** A time gone by means now. */
const secondsUntil = (text: string, nowMs: number): number =>
  z.iso.datetime({ offset: true }).safeParse(text).success
    ? Math.max(0, Math.ceil((Date.parse(text) - nowMs) / 1_000))
    : Number.NaN;

async function cancel(account: Account, one: string, patch: JsonObject): Promise<null> {
  const number = numberOf("s", one);
  const [found] = number === null ? [] : await account.mail.submissions([number]);
  if (found === undefined) throw new SetFailure({ type: "notFound" });
  const names = Object.keys(patch);
  if (names.some((name) => name !== "undoStatus") || patch.undoStatus !== "canceled")
    throw invalidProperties(names, 'Only undoStatus may change, to "canceled".');
  if (found.undoStatus === "canceled") return null;
  const done = found.undoStatus === "pending" && (await account.mail.cancelSubmission(found.id));
  if (!done) throw new SetFailure({ type: "cannotUnsend" });
  return null;
}

interface Afterwards {
  readonly args: Args;
  readonly result: SetResult;
  readonly letters: ReadonlyMap<string, string>;
}

/** The implicit Email/set for submissions that succeeded (RFC 8621 §7.5). */
async function afterwards(context: Context, account: Account, done: Afterwards): Promise<readonly Answer[]> {
  const { args, result } = done;
  const succeeded = new Set([...result.created.values(), ...result.updated, ...result.destroyed]);
  const update: Record<string, JsonObject> = Object.create(null);
  const destroy: string[] = [];
  for (const [key, patch] of Object.entries(args.onSuccessUpdateEmail ?? {})) {
    const letter = await letterSent(context, account, { key, succeeded, letters: done.letters });
    if (letter !== null) update[letter] = patch;
  }
  for (const key of args.onSuccessDestroyEmail ?? []) {
    const letter = await letterSent(context, account, { key, succeeded, letters: done.letters });
    if (letter !== null) destroy.push(letter);
  }
  if (Object.keys(update).length === 0 && destroy.length === 0) return [];
  return emailSet.run(context, { accountId: args.accountId, update, destroy });
}

async function letterSent(
  context: Context,
  account: Account,
  { key, succeeded, letters }: { key: string; succeeded: ReadonlySet<string>; letters: ReadonlyMap<string, string> },
): Promise<string | null> {
  const real = realId(context, key);
  if (real === null || !succeeded.has(real)) return null;
  const known = letters.get(real);
  if (known !== undefined) return known;
  const number = numberOf("s", real);
  const [found] = number === null ? [] : await account.mail.submissions([number]);
  return found === undefined ? null : idOf("e", found.emailNo);
}
