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

const lastWords = "congvu.draft.";

/** While the page goes away a database no longer answers in time: the last words are written the short way. */
export function keepDraftNow(person: number, draft: Draft): void {
  const kept: Kept = { key: draft.key, person, draft, keptAtMs: Date.now() };
  try {
    localStorage.setItem(`${lastWords}${draft.key}`, JSON.stringify(kept));
  } catch {
    // Larger than this store takes: the database has it up to the last half second.
  }
}

function readLastWords(): Kept[] {
  const kept: Kept[] = [];
  for (const name of Object.keys(localStorage).filter((one) => one.startsWith(lastWords))) {
    const text = localStorage.getItem(name);
    if (text !== null) kept.push(JSON.parse(text) as Kept); // written by keepDraftNow
  }
  return kept;
}

export async function forgetDraft(key: string): Promise<void> {
  localStorage.removeItem(`${lastWords}${key}`);
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
  const stored = await run<Kept[]>("readonly", (store) => store.getAll());
  const held = new Set((await navigator.locks?.query())?.held?.map(({ name }) => name));
  const newest = new Map<string, Kept>();
  for (const kept of [...stored, ...readLastWords()]) {
    if (kept.keptAtMs >= (newest.get(kept.key)?.keptAtMs ?? 0)) newest.set(kept.key, kept);
  }
  return [...newest.values()]
    .filter((kept) => kept.person === person && !held.has(lockName(kept.key)))
    .sort((a, b) => a.keptAtMs - b.keptAtMs)
    .map(({ draft }) => ({ ...draft, files: draft.files.filter((file) => file.blobId !== null) }));
}

/** After a sign-out: nothing of this person stays on a shared computer. */
export async function forgetAllDrafts(person: number): Promise<void> {
  const stored = await run<Kept[]>("readonly", (store) => store.getAll());
  const mine = [...stored, ...readLastWords()].filter((kept) => kept.person === person);
  for (const { key } of mine) await forgetDraft(key);
}
