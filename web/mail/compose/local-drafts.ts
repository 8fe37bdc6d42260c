// Letters being written, kept on this computer at every change (C8, C9, C24): they outlive a crash, a closed window and
// an ended session. Kept per person, removed once the server has the letter sent or the person threw it away.
import type { Draft } from "./draft.ts";

interface Kept {
  readonly key: string;
  readonly person: number;
  readonly draft: Draft;
  readonly keptAtMs: number;
}

const storeName = "drafts";

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("congvu", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(storeName, { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

let database: Promise<IDBDatabase> | null = null;

async function run<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  database ??= open();
  const transaction = (await database).transaction(storeName, mode);
  const request = work(transaction.objectStore(storeName));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

export async function keepDraft(person: number, draft: Draft): Promise<void> {
  const kept: Kept = { key: draft.key, person, draft, keptAtMs: Date.now() };
  await run("readwrite", (store) => store.put(kept));
}

export async function forgetDraft(key: string): Promise<void> {
  await run("readwrite", (store) => store.delete(key));
}

const lockName = (key: string): string => `congvu.draft.${key}`;

/** Says to other tabs of this browser that a draft is being written here; the way to stop is answered. */
export function holdDraft(key: string): () => void {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  navigator.locks?.request(lockName(key), () => held).catch(() => {});
  return release;
}

/** What this person left on this computer, oldest first, without what another tab is writing on. */
export async function rescuedDrafts(person: number): Promise<Draft[]> {
  const all = await run<Kept[]>("readonly", (store) => store.getAll());
  const held = new Set((await navigator.locks?.query())?.held?.map(({ name }) => name));
  return all
    .filter((kept) => kept.person === person && !held.has(lockName(kept.key)))
    .sort((a, b) => a.keptAtMs - b.keptAtMs)
    .map(({ draft }) => ({ ...draft, files: draft.files.filter((file) => file.blobId !== null) }));
}
