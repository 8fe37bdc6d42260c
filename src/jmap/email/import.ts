// Email/import (RFC 8621 §4.8): uploaded bytes become letters, exactly as they are. Email/copy (§4.7): a letter of one
// mailbox becomes one of another.
import { z } from "zod";
import { limits } from "#base/limits.ts";
import { letterBytes, readBlob } from "../blobs.ts";
import { mail } from "../capabilities.ts";
import { accountOf, type Context, realId, writableAccountOf } from "../context.ts";
import { invalidProperties, MethodError, SetFailure } from "../errors.ts";
import { idOf, numberOf } from "../ids.ts";
import type { Account, EmailNo } from "../mail-backend.ts";
import { type Answer, checked, date, id, type Method, method } from "../method.ts";
import { oneByOne } from "../set.ts";
import { storedEmails } from "./get.ts";
import { keepLetter } from "./keep.ts";
import { flagsOf, keywordsOf } from "./keywords.ts";
import { checkedKeywords, folderIdOf, trueKeys } from "./patch.ts";
import { emailSet } from "./set.ts";

const importShape = z.strictObject({
  accountId: id,
  ifInState: z.string().nullish(),
  emails: z.record(
    z.string(),
    z.strictObject({
      blobId: id,
      mailboxIds: z.unknown(),
      keywords: z.unknown().optional(),
      receivedAt: date.nullish(),
    }),
  ),
});

export const emailImport = method({
  name: "Email/import",
  capability: mail,
  args: importShape,
  run: async (context, args) => {
    const account = writableAccountOf(context, args.accountId);
    const entries = Object.entries(args.emails);
    const frame = await openFrame(account, args.ifInState, entries.length);
    const outcomes = await oneByOne(entries, async ([, email]) => {
      const blob = await readBlob(account, email.blobId);
      if (blob === null) throw new SetFailure({ type: "blobNotFound", notFound: [email.blobId] });
      if (blob.bytes.length > context.maxLetterBytes) throw new SetFailure({ type: "tooLarge" });
      if (hasBareLineEnd(blob.bytes)) throw new SetFailure({ type: "invalidEmail" });
      const receivedAtMs = email.receivedAt ? Date.parse(email.receivedAt) : context.nowMs;
      return keepLetter(account, { bytes: blob.bytes, receivedAtMs, ...placesOf(context, email) });
    });
    return frame.close(context, entries, outcomes);
  },
});

/** Keywords and folders of a letter to be stored. */
function placesOf(context: Context, email: { readonly mailboxIds?: unknown; readonly keywords?: unknown }) {
  const mailboxIds = trueKeys(email.mailboxIds ?? {}, "mailboxIds");
  if (mailboxIds.length === 0) throw invalidProperties(["mailboxIds"], "An email lies in at least one mailbox.");
  const keywords = checkedKeywords(trueKeys(email.keywords ?? {}, "keywords"));
  return { folders: mailboxIds.map((one) => folderIdOf(context, one)), flags: flagsOf(keywords) };
}

/** Stored letters have CRLF only (reliability rule 9). */
function hasBareLineEnd(bytes: Buffer): boolean {
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1))
    if (bytes[at - 1] !== 0x0d) return true;
  for (let at = bytes.indexOf(0x0d); at !== -1; at = bytes.indexOf(0x0d, at + 1))
    if (bytes[at + 1] !== 0x0a) return true;
  return false;
}

type Kept = Awaited<ReturnType<typeof keepLetter>>;
type Outcomes = Awaited<ReturnType<typeof oneByOne<unknown, Kept>>>;

/** States and the created / notCreated maps that import and copy answer with. */
async function openFrame(account: Account, ifInState: string | null | undefined, count: number) {
  if (count > limits.jmapObjectsInSet) throw new MethodError("requestTooLarge");
  const stateNow = async () => String((await account.mail.states()).email);
  const oldState = await stateNow();
  if (typeof ifInState === "string" && ifInState !== oldState) throw new MethodError("stateMismatch");
  return {
    close: async (context: Context, entries: readonly (readonly [string, unknown])[], outcomes: Outcomes) => {
      const created: Record<string, Kept> = Object.create(null);
      const notCreated: Record<string, unknown> = Object.create(null);
      for (const [index, [key]] of entries.entries()) {
        const outcome = outcomes[index];
        if (outcome === undefined) continue;
        if ("error" in outcome) notCreated[key] = outcome.error;
        else {
          created[key] = outcome.ok;
          context.createdIds.set(key, outcome.ok.id);
        }
      }
      const orNull = (map: object) => (Object.keys(map).length === 0 ? null : map);
      const states = { oldState, newState: await stateNow() };
      return { accountId: account.id, ...states, created: orNull(created), notCreated: orNull(notCreated) };
    },
  };
}

const copyShape = z.strictObject({
  fromAccountId: id,
  ifFromInState: z.string().nullish(),
  accountId: id,
  ifInState: z.string().nullish(),
  create: z.record(
    z.string(),
    z.strictObject({
      id,
      mailboxIds: z.unknown(),
      keywords: z.unknown().optional(),
      receivedAt: date.nullish(),
    }),
  ),
  onSuccessDestroyOriginal: z.boolean().nullish(),
  destroyFromIfInState: z.string().nullish(),
});

export const emailCopy: Method = {
  name: "Email/copy",
  capability: mail,
  run: async (context, raw) => {
    const args = checked(copyShape, raw);
    const source = sourceOf(context, args.fromAccountId);
    const target = writableAccountOf(context, args.accountId);
    if (source.id === target.id) throw new MethodError("invalidArguments", "the same account"); // RFC 8620 §5.4
    const state = String((await source.mail.states()).email);
    if (typeof args.ifFromInState === "string" && args.ifFromInState !== state) throw new MethodError("stateMismatch");
    const entries = Object.entries(args.create);
    const frame = await openFrame(target, args.ifInState, entries.length);
    const outcomes = await oneByOne(entries, ([, wanted]) => copyOne(context, { source, target, wanted }));
    const answer = await frame.close(context, entries, outcomes);
    const copied: Answer = ["Email/copy", { fromAccountId: source.id, ...answer }];
    const originals = entries.filter((_, index) => "ok" in (outcomes[index] ?? {})).map(([, wanted]) => wanted.id);
    if (!args.onSuccessDestroyOriginal || originals.length === 0) return [copied];
    const ifInState = args.destroyFromIfInState ?? null;
    return [copied, ...(await emailSet.run(context, { accountId: source.id, ifInState, destroy: originals }))];
  },
};

function sourceOf(context: Context, fromAccountId: string): Account {
  try {
    return accountOf(context, fromAccountId);
  } catch {
    throw new MethodError("fromAccountNotFound");
  }
}

interface Copy {
  readonly source: Account;
  readonly target: Account;
  readonly wanted: z.infer<typeof copyShape>["create"][string];
}

async function copyOne(context: Context, { source, target, wanted }: Copy): Promise<Kept> {
  const real = realId(context, wanted.id);
  const number = real === null ? null : numberOf("e", real);
  const [email] = number === null ? [] : await storedEmails(source, [idOf("e", number)]);
  const bytes = number === null ? null : await letterBytes(source, number as EmailNo);
  if (email === undefined || bytes === null) throw new SetFailure({ type: "notFound" });
  const { folders, flags } = placesOf(context, wanted);
  const kept = wanted.keywords === undefined ? flagsOf(Object.keys(keywordsOf(email.placements))) : flags;
  const receivedAtMs = wanted.receivedAt ? Date.parse(wanted.receivedAt) : email.row.receivedAtMs;
  return keepLetter(target, { bytes, folders, flags: kept, receivedAtMs });
}
