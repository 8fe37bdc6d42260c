// Folders and their placements as readers see them. On a unit mailbox "seen" is laid over the rows per person.
import type { AccountHandle } from "#auth/ports.ts";
import {
  type EmailNo,
  type Folder,
  type FolderDelta,
  type FolderId,
  type FolderRole,
  flagBits,
  type ModSeq,
  type Placement,
  type PlacementSlice,
  type Uid,
} from "#mail/ports.ts";
import type { Statements } from "./statements.ts";

interface FolderRow {
  readonly folder: FolderId;
  readonly parent: number;
  readonly name: string;
  readonly role: FolderRole | null;
  readonly uid_validity: number;
  readonly uid_next: number;
  readonly recent_uid: number;
  readonly total: number;
  readonly unread: number;
  readonly bytes: number;
  readonly mod_seq: number;
  readonly subscribed: number;
  readonly sort_order: number;
}

export function readFolders(sql: Statements, handle: AccountHandle): Folder[] {
  const rows = sql.all<FolderRow>(
    `SELECT folder, parent, name, role, uid_validity, uid_next, recent_uid, total, unread, bytes, mod_seq, subscribed, sort_order
     FROM folder WHERE account = ?1 AND deleted_at IS NULL ORDER BY sort_order, name`,
    handle.account,
  );
  const own = handle.seenPerPerson ? unreadOf(sql, handle) : null;
  return rows.map((row) => ({
    id: row.folder,
    parent: row.parent === 0 ? null : (row.parent as FolderId),
    name: row.name,
    role: row.role,
    uidValidity: row.uid_validity,
    uidNext: row.uid_next,
    recentFrom: row.recent_uid,
    total: row.total,
    unread: own ? (own.get(row.folder) ?? 0) : row.unread,
    bytes: row.bytes,
    modSeq: row.mod_seq,
    subscribed: row.subscribed === 1,
    sortOrder: row.sort_order,
  }));
}

function unreadOf(sql: Statements, handle: AccountHandle): Map<number, number> {
  const rows = sql.all<{ folder: number; unread: number }>(
    "SELECT folder, unread FROM viewer_folder WHERE account = ?1 AND person = ?2",
    handle.account,
    handle.viewer,
  );
  return new Map(rows.map((row) => [row.folder, row.unread]));
}

/** Per person: explicit values, and where the folder counts as seen by default. Null = the bit on the row is the truth. */
interface SeenLayer {
  readonly before: Uid;
  readonly values: ReadonlyMap<Uid, boolean>;
}

export function seenLayer(sql: Statements, handle: AccountHandle, folder: FolderId): SeenLayer | null {
  if (!handle.seenPerPerson) return null;
  const joined = sql.get<{ seen_before_uid: number }>(
    "SELECT seen_before_uid FROM viewer_folder WHERE account = ?1 AND folder = ?2 AND person = ?3",
    handle.account,
    folder,
    handle.viewer,
  );
  const rows = sql.all<{ uid: number; value: number }>(
    "SELECT uid, value FROM seen WHERE account = ?1 AND person = ?2 AND folder = ?3",
    handle.account,
    handle.viewer,
    folder,
  );
  return { before: joined?.seen_before_uid ?? 1, values: new Map(rows.map((row) => [row.uid, row.value === 1])) };
}

export function bitsFor(layer: SeenLayer | null, uid: Uid, bits: number): number {
  if (!layer) return bits;
  const seen = layer.values.get(uid) ?? uid < layer.before;
  return seen ? bits | flagBits.seen : bits & ~flagBits.seen;
}

type SliceRow = readonly [uid: number, email: number, bits: number, modSeq: number, keywords: string | null];

function toSlice(rows: readonly SliceRow[], layer: SeenLayer | null): PlacementSlice {
  const slice = {
    uids: new Uint32Array(rows.length),
    emailNos: new Uint32Array(rows.length),
    bits: new Uint8Array(rows.length),
    modSeqs: new Float64Array(rows.length),
    keywords: new Map<Uid, readonly string[]>(),
  };
  for (let i = 0; i < rows.length; i++) {
    const [uid, email, bits, modSeq, keywords] = rows[i] as SliceRow;
    slice.uids[i] = uid;
    slice.emailNos[i] = email;
    slice.bits[i] = layer ? bitsFor(layer, uid, bits) : bits;
    slice.modSeqs[i] = modSeq;
    if (keywords !== null) slice.keywords.set(uid, keywords.split(" "));
  }
  return slice;
}

const sliceColumns = "uid, email, bits, mod_seq, keywords";

/** Live rows above `afterUid`; `asOf` brings back what was expunged after that moment and leaves out what came later. */
export function readPlacements(
  sql: Statements,
  handle: AccountHandle,
  folder: FolderId,
  page: { afterUid: Uid; limit: number; asOf?: { modSeq: ModSeq; uidNext: Uid } },
): PlacementSlice {
  const rows = page.asOf
    ? sql.arrays<SliceRow>(
        `SELECT ${sliceColumns} FROM placement WHERE account = ?1 AND folder = ?2 AND uid > ?3 AND uid < ?5
           AND (expunged_at IS NULL OR mod_seq > ?6) ORDER BY uid LIMIT ?4`,
        handle.account,
        folder,
        page.afterUid,
        page.limit,
        page.asOf.uidNext,
        page.asOf.modSeq,
      )
    : sql.arrays<SliceRow>(
        `SELECT ${sliceColumns} FROM placement WHERE account = ?1 AND folder = ?2 AND uid > ?3 AND expunged_at IS NULL
         ORDER BY uid LIMIT ?4`,
        handle.account,
        folder,
        page.afterUid,
        page.limit,
      );
  return toSlice(rows, seenLayer(sql, handle, folder));
}

export function readFolderDelta(
  sql: Statements,
  handle: AccountHandle,
  folder: FolderId,
  since: ModSeq,
): FolderDelta | null {
  const state = sql.get<{ mod_seq: number; uid_next: number }>(
    `SELECT account_counter.mod_seq, uid_next FROM folder JOIN account_counter USING (account)
     WHERE account = ?1 AND folder = ?2 AND deleted_at IS NULL`,
    handle.account,
    folder,
  );
  if (!state) return null;
  const uids = sql.all<{ uid: number }>(
    "SELECT DISTINCT uid FROM change WHERE account = ?1 AND mod_seq > ?2 AND kind = 1 AND folder = ?3 ORDER BY uid",
    handle.account,
    since,
    folder,
  );
  const changed: SliceRow[] = [];
  const removed: Uid[] = [];
  for (const { uid } of uids) {
    const [row] = sql.arrays<SliceRow>(
      `SELECT ${sliceColumns} FROM placement WHERE account = ?1 AND folder = ?2 AND uid = ?3 AND expunged_at IS NULL`,
      handle.account,
      folder,
      uid,
    );
    if (row) changed.push(row);
    else removed.push(uid);
  }
  const layer = changed.length > 0 ? seenLayer(sql, handle, folder) : null;
  return { modSeq: state.mod_seq, uidNext: state.uid_next, changed: toSlice(changed, layer), removed };
}

interface PlacementRow {
  readonly folder: FolderId;
  readonly uid: number;
  readonly bits: number;
  readonly mod_seq: number;
  readonly keywords: string | null;
}

/** Live placements of each letter; letters without one are not in the map. */
export function readPlacementsOf(
  sql: Statements,
  handle: AccountHandle,
  emailNos: readonly EmailNo[],
): Map<EmailNo, Placement[]> {
  const layers = new Map<FolderId, SeenLayer | null>();
  const layerOf = (folder: FolderId) => {
    if (!layers.has(folder)) layers.set(folder, seenLayer(sql, handle, folder));
    return layers.get(folder) ?? null;
  };
  const found = new Map<EmailNo, Placement[]>();
  for (const emailNo of emailNos) {
    const rows = sql.all<PlacementRow>(
      `SELECT folder, ${sliceColumns} FROM placement INDEXED BY placement_email
       WHERE account = ?1 AND email = ?2 AND expunged_at IS NULL`,
      handle.account,
      emailNo,
    );
    if (rows.length === 0) continue;
    found.set(
      emailNo,
      rows.map((row) => ({
        folder: row.folder,
        uid: row.uid,
        flags: { bits: bitsFor(layerOf(row.folder), row.uid, row.bits), keywords: row.keywords?.split(" ") ?? [] },
        modSeq: row.mod_seq,
      })),
    );
  }
  return found;
}
