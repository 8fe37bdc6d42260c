// Email/set (RFC 8621 §4.6): drafts are made, keywords and folders change, letters go. Destroyed letters stay
// restorable behind the scenes; a client that wants them in the trash moves them there.
import { errorCodeOf } from "#base/errors.ts";
import { mail } from "../capabilities.ts";
import { type Context, writableAccountOf } from "../context.ts";
import { SetFailure } from "../errors.ts";
import { idOf, numberOf } from "../ids.ts";
import type { JsonObject } from "../json.ts";
import type { Account, EmailNo, EmailPatch } from "../mail-backend.ts";
import { method } from "../method.ts";
import { type Outcome, oneByOne, outcomeOf, runSet, setShape } from "../set.ts";
import { draftOf } from "./draft.ts";
import { storedEmails } from "./get.ts";
import { keepLetter } from "./keep.ts";
import { keywordsOf } from "./keywords.ts";
import { patchOf } from "./patch.ts";

export const emailSet = method({
  name: "Email/set",
  capability: mail,
  args: setShape,
  run: async (context, args) => {
    const account = writableAccountOf(context, args.accountId);
    const { answer } = await runSet(context, args, {
      state: async () => String((await account.mail.states()).email),
      create: (entries) => oneByOne(entries, ([, object]) => create(context, account, object)),
      update: (entries) => updateAll(context, account, entries),
      destroy: (ids) => destroyAll(account, ids),
    });
    return answer;
  },
});

async function create(context: Context, account: Account, object: JsonObject): Promise<JsonObject & { id: string }> {
  return keepLetter(account, await draftOf(context, account, object));
}

/** All in one unit of work; when one of them is refused, one after the other, so that each gets its own answer. */
async function updateAll(
  context: Context,
  account: Account,
  entries: readonly (readonly [string, JsonObject])[],
): Promise<Outcome<null>[]> {
  const emails = await storedEmails(
    account,
    entries.map(([id]) => id),
  );
  const known = new Map(emails.map((email) => [idOf("e", email.row.emailNo), email]));
  const wanted: Outcome<EmailPatch>[] = await oneByOne(entries, async ([id, patch]) => {
    const email = known.get(id);
    if (email === undefined) throw new SetFailure({ type: "notFound" });
    const folders = [...new Set(email.placements.map((placement) => placement.folder))];
    const keywords = Object.keys(keywordsOf(email.placements));
    return patchOf(context, patch, { emailNo: email.row.emailNo, keywords, folders });
  });
  const patches = wanted.flatMap((outcome) => ("ok" in outcome ? [outcome.ok] : []));
  const failures = await applyPatches(account, patches);
  return wanted.map((outcome) => ("ok" in outcome ? (failures.get(outcome.ok) ?? { ok: null }) : outcome));
}

async function applyPatches(account: Account, patches: readonly EmailPatch[]): Promise<Map<EmailPatch, Outcome<null>>> {
  if (patches.length === 0) return new Map();
  try {
    const { notFound } = await account.mail.updateEmails(patches);
    const gone = new Set(notFound);
    const missing: Outcome<null> = { error: { type: "notFound" } };
    return new Map(patches.filter((patch) => gone.has(patch.emailNo)).map((patch) => [patch, missing]));
  } catch (error) {
    if (patches.length > 1) return applyEach(account, patches);
    return new Map([[patches[0] as EmailPatch, await outcomeOf(async () => Promise.reject(namingFolder(error)))]]);
  }
}

async function applyEach(account: Account, patches: readonly EmailPatch[]): Promise<Map<EmailPatch, Outcome<null>>> {
  const failures = new Map<EmailPatch, Outcome<null>>();
  for (const patch of patches)
    for (const [key, value] of await applyPatches(account, [patch])) failures.set(key, value);
  return failures;
}

/** The letter was there a moment ago: what is not found is a folder. */
function namingFolder(error: unknown): unknown {
  if (errorCodeOf(error) !== "not-found") return error;
  return new SetFailure({ type: "invalidProperties", properties: ["mailboxIds"], description: "No such mailbox." });
}

async function destroyAll(account: Account, ids: readonly string[]): Promise<Outcome<null>[]> {
  const numbers = ids.map((id) => numberOf("e", id) as EmailNo | null);
  const { notFound } = await account.mail.destroyEmails(numbers.filter((no) => no !== null));
  const gone = new Set(notFound);
  return numbers.map((no) => (no === null || gone.has(no) ? { error: { type: "notFound" } } : { ok: null }));
}
