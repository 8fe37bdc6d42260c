// What a person does to letters: shown at once, undone on the screen when the server refuses (and told by the throw).
import { type Call, call, expectAllSet } from "./client.ts";
import type { Office } from "./office.ts";
import { sync } from "./sync.ts";
import type { Letter, QueryResult, SetResult } from "./types.ts";

/** Letters of one Email/set; the server allows more, this keeps each answer quick. */
const atOnce = 400;

type Patch = Record<string, true | null | Readonly<Record<string, true>>>;

async function update(office: Office, accountId: string, patches: ReadonlyMap<string, Patch>): Promise<void> {
  const entries = [...patches];
  for (let start = 0; start < entries.length; start += atOnce) {
    const part = Object.fromEntries(entries.slice(start, start + atOnce));
    const answers = await call([["Email/set", { accountId, update: part }, "set"]]);
    expectAllSet(answers.of<SetResult>("set"));
  }
  void sync(office, accountId);
}

/** Shows `next` now; puts the old letters back if `work` fails. */
async function optimistically(
  office: Office,
  accountId: string,
  change: { letters: readonly Letter[]; next: (letter: Letter) => Letter; work: () => Promise<void> },
): Promise<void> {
  const cache = office.letters(accountId);
  cache.put(change.letters.map(change.next));
  try {
    await change.work();
  } catch (error) {
    cache.put(change.letters);
    throw error;
  }
}

function held(office: Office, accountId: string, ids: readonly string[]): Letter[] {
  const cache = office.letters(accountId);
  return ids.map((id) => cache.get(id)).filter((letter) => letter !== undefined);
}

export async function setKeyword(
  office: Office,
  accountId: string,
  change: { ids: readonly string[]; keyword: string; on: boolean },
): Promise<void> {
  const { keyword, on } = change;
  const letters = held(office, accountId, change.ids).filter((letter) => (letter.keywords[keyword] === true) !== on);
  if (letters.length === 0) return;
  const next = (letter: Letter): Letter => {
    const { [keyword]: _, ...others } = letter.keywords;
    return { ...letter, keywords: on ? { ...others, [keyword]: true } : others };
  };
  const patches = new Map(letters.map(({ id }) => [id, { [`keywords/${keyword}`]: on ? (true as const) : null }]));
  await optimistically(office, accountId, { letters, next, work: () => update(office, accountId, patches) });
}

/** Moves letters into `to`, out of `from` (null = out of every folder). Resolves to the way back. */
export async function moveLetters(
  office: Office,
  accountId: string,
  move: { ids: readonly string[]; from: string | null; to: string },
): Promise<() => Promise<void>> {
  const letters = held(office, accountId, move.ids).filter((letter) => letter.mailboxIds[move.to] !== true);
  const target = (letter: Letter): Readonly<Record<string, true>> => {
    if (move.from === null) return { [move.to]: true };
    const { [move.from]: _, ...others } = letter.mailboxIds;
    return { ...others, [move.to]: true };
  };
  await place(office, accountId, letters, target);
  const before = new Map(letters.map((letter) => [letter.id, letter.mailboxIds]));
  return async () => {
    const now = held(office, accountId, [...before.keys()]);
    await place(office, accountId, now, (letter) => before.get(letter.id) ?? letter.mailboxIds);
  };
}

async function place(
  office: Office,
  accountId: string,
  letters: readonly Letter[],
  target: (letter: Letter) => Readonly<Record<string, true>>,
): Promise<void> {
  if (letters.length === 0) return;
  const patches = new Map(letters.map((letter) => [letter.id, { mailboxIds: target(letter) }]));
  const next = (letter: Letter): Letter => ({ ...letter, mailboxIds: target(letter) });
  await optimistically(office, accountId, { letters, next, work: () => update(office, accountId, patches) });
}

/** For good; the server keeps no way back for the person. */
export async function destroyLetters(office: Office, accountId: string, ids: readonly string[]): Promise<void> {
  for (let start = 0; start < ids.length; start += atOnce) {
    const destroy = ids.slice(start, start + atOnce);
    const answers = await call([["Email/set", { accountId, destroy }, "set"]]);
    expectAllSet(answers.of<SetResult>("set"));
    office.letters(accountId).remove(destroy);
  }
  void sync(office, accountId);
}

export type FolderChange =
  | { readonly create: { readonly name: string; readonly parentId: string | null } }
  | { readonly rename: { readonly id: string; readonly name: string } }
  | { readonly destroy: { readonly id: string } };

/** Creates, renames or deletes a folder; a deleted folder's letters lie in no other place, so it must be empty. */
export async function changeFolder(office: Office, accountId: string, change: FolderChange): Promise<void> {
  const answers = await call([folderCall(accountId, change)]);
  expectAllSet(answers.of<SetResult>("set"));
  await sync(office, accountId);
}

function folderCall(accountId: string, change: FolderChange): Call {
  if ("create" in change) return ["Mailbox/set", { accountId, create: { folder: change.create } }, "set"];
  if ("rename" in change) {
    return ["Mailbox/set", { accountId, update: { [change.rename.id]: { name: change.rename.name } } }, "set"];
  }
  return ["Mailbox/set", { accountId, destroy: [change.destroy.id], onDestroyRemoveEmails: false }, "set"];
}

/** Ids of a folder's letters that fit a condition, a slice at a time; the work takes them out of the condition. */
async function untilNone(
  accountId: string,
  filter: Record<string, unknown>,
  work: (ids: readonly string[]) => Promise<void>,
): Promise<void> {
  for (let before = ""; ; ) {
    const answers = await call([["Email/query", { accountId, filter, limit: atOnce }, "query"]]);
    const { ids } = answers.of<QueryResult>("query");
    if (ids.length === 0 || ids.join() === before) return;
    before = ids.join();
    await work(ids);
  }
}

/** Everything in the folder goes for good, however much it is (C48). */
export const emptyFolder = (office: Office, accountId: string, folder: string): Promise<void> =>
  untilNone(accountId, { inMailbox: folder }, (ids) => destroyLetters(office, accountId, ids));

export const readFolder = (office: Office, accountId: string, folder: string): Promise<void> =>
  untilNone(accountId, { inMailbox: folder, notKeyword: "$seen" }, (ids) =>
    update(office, accountId, new Map(ids.map((id) => [id, { "keywords/$seen": true }]))),
  );
