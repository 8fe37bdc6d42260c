// Delta sync (RFC 8620 §5.2): asks what changed since the state this page holds and applies just that; the folder tree
// and the lists are never reloaded for it. Only when the server cannot tell any more is everything asked again.
import { type Call, call, idsOf, JmapError } from "./client.ts";
import { type FolderState, foldersQuery, type Office } from "./office.ts";
import {
  type ChangesResult,
  type Folder,
  folderProperties,
  type GetResult,
  type Letter,
  letterProperties,
} from "./types.ts";

const changesAtOnce = 200;
const running = new Map<string, Promise<void>>();
const again = new Set<string>();

/** Letters that came in by a sync and are unread: for the announcement. */
export type Arrived = (accountId: string, letters: readonly Letter[]) => void;

/** Brings one account up to date. Calls that overlap are joined, with one more round after. */
export function sync(office: Office, accountId: string, arrived: Arrived = () => {}): Promise<void> {
  const current = running.get(accountId);
  if (current) {
    again.add(accountId);
    return current;
  }
  const run = rounds(office, accountId, arrived).finally(() => running.delete(accountId));
  running.set(accountId, run);
  return run;
}

async function rounds(office: Office, accountId: string, arrived: Arrived): Promise<void> {
  do {
    again.delete(accountId);
    await syncFolders(office, accountId);
    await syncLetters(office, accountId, arrived);
  } while (again.has(accountId));
}

async function syncFolders(office: Office, accountId: string): Promise<void> {
  const { queryKey } = foldersQuery(accountId);
  const held = office.queries.getQueryData(queryKey);
  if (!held) return;
  const answers = await call([
    ["Mailbox/changes", { accountId, sinceState: held.state }, "changes"],
    get("Mailbox", accountId, "created", folderProperties),
    get("Mailbox", accountId, "updated", folderProperties),
  ]);
  const changes = changesOrNull(() => answers.of<ChangesResult>("changes"));
  if (!changes) {
    await office.queries.invalidateQueries({ queryKey });
    return;
  }
  const fresh = [...answers.of<GetResult<Folder>>("created").list, ...answers.of<GetResult<Folder>>("updated").list];
  office.queries.setQueryData(queryKey, (old) => old && applyFolders(old, changes, fresh));
}

export function applyFolders(old: FolderState, changes: ChangesResult, fresh: readonly Folder[]): FolderState {
  const gone = new Set(changes.destroyed);
  const byId = new Map(old.list.filter((folder) => !gone.has(folder.id)).map((folder) => [folder.id, folder]));
  for (const folder of fresh) byId.set(folder.id, folder);
  return { state: changes.newState, list: [...byId.values()] };
}

async function syncLetters(office: Office, accountId: string, arrived: Arrived): Promise<void> {
  const letters = office.letters(accountId);
  for (let more = letters.state !== null; more; ) {
    const answers = await call([
      ["Email/changes", { accountId, sinceState: letters.state, maxChanges: changesAtOnce }, "changes"],
      get("Email", accountId, "created", letterProperties),
      get("Email", accountId, "updated", letterProperties),
    ]);
    const changes = changesOrNull(() => answers.of<ChangesResult>("changes"));
    if (!changes) {
      await letters.reload();
      return;
    }
    const created = answers.of<GetResult<Letter>>("created").list;
    letters.state = changes.newState;
    letters.put([...created, ...answers.of<GetResult<Letter>>("updated").list]);
    letters.remove(changes.destroyed);
    if (created.length > 0) arrived(accountId, created);
    more = changes.hasMoreChanges;
  }
}

function get(
  type: "Email" | "Mailbox",
  accountId: string,
  which: "created" | "updated",
  properties: readonly string[],
): Call {
  return [`${type}/get`, { accountId, "#ids": idsOf("changes", `${type}/changes`, `/${which}`), properties }, which];
}

function changesOrNull(read: () => ChangesResult): ChangesResult | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof JmapError && error.type === "cannotCalculateChanges") return null;
    throw error;
  }
}
