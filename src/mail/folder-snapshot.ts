// Immutable pictures of a folder, each made from the one before and what changed. Columns are typed arrays shared by all
// sessions; letters added at the end reuse the arrays' spare room, anything else copies them.
import type { FolderSnapshot } from "./doors.ts";
import type { FolderDelta, PlacementSlice, Uid } from "./ports.ts";

/** A picture of the rows in `slices`, ascending. */
export function firstSnapshot(
  slices: readonly PlacementSlice[],
  state: { modSeq: number; uidNext: Uid },
): FolderSnapshot {
  const count = slices.reduce((sum, slice) => sum + slice.uids.length, 0);
  const columns = allocate(count);
  const keywords = new Map<Uid, readonly string[]>();
  let at = 0;
  for (const slice of slices) {
    columns.uids.set(slice.uids, at);
    columns.emailNos.set(slice.emailNos, at);
    columns.bits.set(slice.bits, at);
    columns.modSeqs.set(slice.modSeqs, at);
    for (const [uid, words] of slice.keywords) keywords.set(uid, words);
    at += slice.uids.length;
  }
  return { ...state, count, ...columns, keywords, removals: 0, flagEdits: 0 };
}

type Columns = Pick<FolderSnapshot, "uids" | "emailNos" | "bits" | "modSeqs">;

/** Spare room at the end, so that a delivery costs no copy of a large folder. */
const roomFor = (count: number): number => count + 16 + (count >> 3);

function allocate(count: number): Columns {
  const room = roomFor(count);
  return {
    uids: new Uint32Array(room),
    emailNos: new Uint32Array(room),
    bits: new Uint8Array(room),
    modSeqs: new Float64Array(room),
  };
}

/** Index of `uid`, or -1. */
export function indexOfUid(snapshot: Pick<FolderSnapshot, "uids" | "count">, uid: Uid): number {
  let low = 0;
  let high = snapshot.count - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = snapshot.uids[middle] as number;
    if (found === uid) return middle;
    if (found < uid) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** The picture after `delta`. The old one stays as it was. */
export function nextSnapshot(old: FolderSnapshot, delta: FolderDelta): FolderSnapshot {
  const state = { modSeq: delta.modSeq, uidNext: delta.uidNext };
  const known = delta.removed.filter((uid) => indexOfUid(old, uid) >= 0);
  const lastUid = old.count > 0 ? (old.uids[old.count - 1] as number) : 0;
  const edited = delta.changed.uids.some((uid) => uid <= lastUid);
  if (known.length === 0 && delta.changed.uids.length === 0) return { ...old, ...state };
  if (known.length === 0 && !edited) return { ...appended(old, delta.changed), ...state };
  const kept = known.length > 0 ? without(old, new Set(known)) : copied(old);
  return { ...withRows(kept, delta.changed), ...state };
}

/** Later rows only. Writes past `old.count`, which no reader of `old` looks at. */
function appended(old: FolderSnapshot, rows: PlacementSlice): FolderSnapshot {
  const count = old.count + rows.uids.length;
  const columns: Columns = count <= old.uids.length && isFree(old) ? old : grown(old, count);
  columns.uids.set(rows.uids, old.count);
  columns.emailNos.set(rows.emailNos, old.count);
  columns.bits.set(rows.bits, old.count);
  columns.modSeqs.set(rows.modSeqs, old.count);
  const keywords = rows.keywords.size > 0 ? new Map([...old.keywords, ...rows.keywords]) : old.keywords;
  const { uids, emailNos, bits, modSeqs } = columns;
  return { ...old, uids, emailNos, bits, modSeqs, keywords, count };
}

/** Spare room is taken at most once: by the snapshot that follows this one. */
const isFree = (snapshot: FolderSnapshot): boolean => snapshot.uids[snapshot.count] === 0;

function grown(old: FolderSnapshot, count: number): Columns {
  const columns = allocate(count);
  columns.uids.set(old.uids.subarray(0, old.count));
  columns.emailNos.set(old.emailNos.subarray(0, old.count));
  columns.bits.set(old.bits.subarray(0, old.count));
  columns.modSeqs.set(old.modSeqs.subarray(0, old.count));
  return columns;
}

const copied = (old: FolderSnapshot): FolderSnapshot => ({ ...old, ...grown(old, old.count) });

function without(old: FolderSnapshot, gone: ReadonlySet<Uid>): FolderSnapshot {
  const columns = allocate(old.count);
  let count = 0;
  for (let i = 0; i < old.count; i++) {
    if (gone.has(old.uids[i] as number)) continue;
    columns.uids[count] = old.uids[i] as number;
    columns.emailNos[count] = old.emailNos[i] as number;
    columns.bits[count] = old.bits[i] as number;
    columns.modSeqs[count] = old.modSeqs[i] as number;
    count++;
  }
  const keywords = new Map([...old.keywords].filter(([uid]) => !gone.has(uid)));
  return { ...old, ...columns, count, keywords, removals: old.removals + 1 };
}

/** `rows` over a private copy: known uids get new flags, new ones go to the end. */
function withRows(base: FolderSnapshot, rows: PlacementSlice): FolderSnapshot {
  const keywords = new Map(base.keywords);
  let edits = 0;
  let firstNew = rows.uids.length;
  for (let i = 0; i < rows.uids.length; i++) {
    const uid = rows.uids[i] as number;
    const at = indexOfUid(base, uid);
    if (at < 0) {
      firstNew = Math.min(firstNew, i);
      continue;
    }
    edits++;
    base.bits[at] = rows.bits[i] as number;
    base.modSeqs[at] = rows.modSeqs[i] as number;
    const words = rows.keywords.get(uid);
    if (words) keywords.set(uid, words);
    else keywords.delete(uid);
  }
  const edited = { ...base, keywords, flagEdits: base.flagEdits + (edits > 0 ? 1 : 0) };
  if (firstNew === rows.uids.length) return edited;
  return appended(edited, {
    uids: rows.uids.subarray(firstNew),
    emailNos: rows.emailNos.subarray(firstNew),
    bits: rows.bits.subarray(firstNew),
    modSeqs: rows.modSeqs.subarray(firstNew),
    keywords: new Map([...rows.keywords].filter(([uid]) => indexOfUid(base, uid) < 0)),
  });
}
