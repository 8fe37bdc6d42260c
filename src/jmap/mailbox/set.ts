// Mailbox/set (RFC 8621 §2.5): make, rename, move, subscribe, remove. Sort order and role are the server's own: a value
// given at creation is answered with the real one, as RFC 8620 §5.3 has it for server-set properties.
import { z } from "zod";
import { CongvuError } from "#base/errors.ts";
import { limits } from "#base/limits.ts";
import { mail } from "../capabilities.ts";
import { type Context, realId, writableAccountOf } from "../context.ts";
import { invalidProperties, SetFailure } from "../errors.ts";
import { idOf, numberOf } from "../ids.ts";
import type { JsonObject } from "../json.ts";
import { type Account, atLeast, type Folder, type FolderId, folderRoles } from "../mail-backend.ts";
import { method } from "../method.ts";
import { type Outcome, oneByOne, outcomeOf, runSet, setShape } from "../set.ts";
import { mailboxObject, mailboxState, rightsOf } from "./object.ts";

const shape = setShape.extend({ onDestroyRemoveEmails: z.boolean().optional() });

const writable = {
  name: z
    .string()
    .min(1)
    .refine((name) => Buffer.byteLength(name) <= limits.folderNameBytes),
  parentId: z.string().nullable(),
  isSubscribed: z.boolean(),
  sortOrder: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1),
} as const;
const newShape = z
  .strictObject({ ...writable, role: z.enum(folderRoles).nullable() })
  .partial()
  .required({ name: true });
const patchShape = z.strictObject(writable).partial();

export const mailboxSet = method({
  name: "Mailbox/set",
  capability: mail,
  args: shape,
  run: async (context, args) => {
    const account = writableAccountOf(context, args.accountId);
    const { answer } = await runSet(context, args, {
      state: async () => mailboxState(await account.mail.states()),
      create: (entries) => createAll(context, account, entries),
      update: (entries) => oneByOne(entries, ([id, patch]) => update(context, account, { id, patch })),
      destroy: (ids) => destroyAll(account, ids, args.onDestroyRemoveEmails ?? false),
    });
    return answer;
  },
});

/** Parents may stand after their children in the map: what can be made is made until nothing moves any more. */
async function createAll(
  context: Context,
  account: Account,
  entries: readonly (readonly [string, JsonObject])[],
): Promise<Outcome<JsonObject & { id: string }>[]> {
  const outcomes = new Map<string, Outcome<JsonObject & { id: string }>>();
  let waiting = entries;
  for (;;) {
    const names = new Set(waiting.map(([key]) => key));
    const isFree = ([, object]: readonly [string, JsonObject]) => !names.has(creationIdOf(object.parentId));
    const ready = waiting.filter(isFree);
    for (const [key, object] of ready.length === 0 ? waiting : ready)
      outcomes.set(key, await outcomeOf(() => create(context, account, { key, object })));
    waiting = ready.length === 0 ? [] : waiting.filter(([key]) => !outcomes.has(key));
    if (waiting.length === 0) return entries.flatMap(([key]) => outcomes.get(key) ?? []);
  }
}

const creationIdOf = (parentId: unknown): string =>
  typeof parentId === "string" && parentId.startsWith("#") ? parentId.slice(1) : "";

async function create(context: Context, account: Account, { key, object }: { key: string; object: JsonObject }) {
  const wanted = properties(newShape, object);
  const parent = await parentOf(context, account, wanted.parentId ?? null);
  const path = [...parent.path, wanted.name];
  const number = await namedOnce(() => account.mail.createFolder(path, wanted.role ?? null));
  const id = idOf("f", number);
  context.createdIds.set(key, id);
  if (wanted.isSubscribed !== undefined) await account.mail.setSubscribed(number, wanted.isSubscribed);
  const folder = (await account.mail.folders()).find((one) => one.id === number);
  if (folder === undefined) return { id };
  const { name, parentId, isSubscribed, ...serverSet } = await mailboxObject(account, folder, []);
  return { ...serverSet, totalThreads: 0, unreadThreads: 0, id };
}

async function update(context: Context, account: Account, { id, patch }: { id: string; patch: JsonObject }) {
  const folders = await account.mail.folders();
  const folder = folderOf(folders, id);
  const current = await mailboxObject(account, folder, []);
  const wanted = properties(patchShape, withoutUnchanged(patch, current));
  const renames = wanted.name !== undefined || wanted.parentId !== undefined;
  if (renames) {
    if (!rightsOf(account.access, folder).mayRename) throw new SetFailure({ type: "forbidden" });
    const parent = wanted.parentId === undefined ? current.parentId : wanted.parentId;
    const target = await parentOf(context, account, typeof parent === "string" ? parent : null);
    if (target.ids.includes(folder.id)) throw invalidProperties(["parentId"], "A mailbox cannot lie inside itself.");
    await namedOnce(() => account.mail.renameFolder(folder.id, [...target.path, wanted.name ?? folder.name]));
  }
  if (wanted.isSubscribed !== undefined) await account.mail.setSubscribed(folder.id, wanted.isSubscribed);
  return wanted.sortOrder === undefined ? null : { sortOrder: folder.sortOrder };
}

/** Clients may send back server-set properties as they are (RFC 8620 §5.3). */
function withoutUnchanged(patch: JsonObject, current: JsonObject): JsonObject {
  const changed = Object.entries(patch).filter(
    ([name, value]) => Object.hasOwn(writable, name) || JSON.stringify(current[name]) !== JSON.stringify(value),
  );
  return Object.fromEntries(changed);
}

/** Children before their parents, whatever the order of the list. */
async function destroyAll(account: Account, ids: readonly string[], removeEmails: boolean): Promise<Outcome<null>[]> {
  const folders = await account.mail.folders();
  const depth = (id: string) => pathTo(folders, numberOf("f", id) as FolderId | null).path.length;
  const outcomes = new Map<string, Outcome<null>>();
  for (const id of ids.toSorted((a, b) => depth(b) - depth(a)))
    outcomes.set(id, await outcomeOf(() => destroy(account, id, removeEmails)));
  return ids.flatMap((id) => outcomes.get(id) ?? []);
}

async function destroy(account: Account, id: string, removeEmails: boolean): Promise<null> {
  const folders = await account.mail.folders();
  const folder = folderOf(folders, id);
  if (!rightsOf(account.access, folder).mayDelete) throw new SetFailure({ type: "forbidden" });
  if (folders.some((one) => one.parent === folder.id)) throw new SetFailure({ type: "mailboxHasChild" });
  if (folder.total > 0 && !removeEmails) throw new SetFailure({ type: "mailboxHasEmail" });
  await account.mail.deleteFolder(folder.id);
  return null;
}

function folderOf(folders: readonly Folder[], id: string): Folder {
  const number = numberOf("f", id);
  const folder = folders.find((one) => one.id === number);
  if (folder === undefined) throw new SetFailure({ type: "notFound" });
  return folder;
}

interface Place {
  readonly path: readonly string[];
  readonly ids: readonly FolderId[];
}

async function parentOf(context: Context, account: Account, parentId: string | null): Promise<Place> {
  if (!atLeast(account.access, "write")) throw new SetFailure({ type: "forbidden" });
  if (parentId === null) return { path: [], ids: [] };
  const id = realId(context, parentId);
  const number = id === null ? null : numberOf("f", id);
  const place = pathTo(await account.mail.folders(), number as FolderId | null);
  if (place.path.length === 0) throw invalidProperties(["parentId"], "No such mailbox.");
  return place;
}

/** Names and ids from the root to a folder; empty when there is none. */
function pathTo(folders: readonly Folder[], id: FolderId | null): Place {
  const path: string[] = [];
  const ids: FolderId[] = [];
  for (let at = id; at !== null; ) {
    const folder = folders.find((one) => one.id === at);
    if (folder === undefined) return { path: [], ids: [] };
    path.unshift(folder.name);
    ids.unshift(folder.id);
    at = folder.parent;
  }
  return { path, ids };
}

/** Two siblings of one name are the name's fault (RFC 8621 §2). */
async function namedOnce<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const isName = error instanceof CongvuError && (error.code === "already-exists" || error.code === "invalid");
    throw isName ? invalidProperties(["name"], error.message) : error;
  }
}

function properties<Shape extends z.ZodType>(objectShape: Shape, object: JsonObject): z.infer<Shape> {
  const parsed = objectShape.safeParse(object);
  if (parsed.success) return parsed.data;
  const names = parsed.error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? issue.keys : [String(issue.path[0] ?? "")],
  );
  throw invalidProperties([...new Set(names)], "These properties are missing, unknown, read only or of a wrong type.");
}
