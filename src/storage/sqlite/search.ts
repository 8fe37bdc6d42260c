// The search thread as the rest of the store sees it: told which accounts changed, asked for letters by their text.
import { Worker } from "node:worker_threads";
import { CongvuError } from "#base/errors.ts";
import type { TextTerm } from "#mail/ports.ts";
import type { SearchIndex } from "./search-index.ts";

export interface TextSearch {
  /** Letters of the account that hold every term, ascending; includes everything committed before the call. */
  find(account: number, terms: readonly TextTerm[]): Promise<number[]>;
  /** After a commit. */
  changed(accounts: readonly number[]): void;
  close(): Promise<void>;
}

export type SearchRequest =
  | { readonly kind: "find"; readonly id: number; readonly account: number; readonly terms: readonly TextTerm[] }
  | { readonly kind: "changed"; readonly accounts: readonly number[] }
  | { readonly kind: "close" };

export interface SearchAnswer {
  readonly id: number;
  readonly emailNos: readonly number[] | null;
}

export function threadSearch(options: { mainFile: string; searchFile: string; bodies: string }): TextSearch {
  const worker = new Worker(new URL("./search-thread.ts", import.meta.url), { workerData: options });
  const waiting = new Map<number, { resolve(found: number[]): void; reject(error: Error): void }>();
  let lastId = 0;
  let ended = false;

  worker.on("message", (answer: SearchAnswer) => {
    const asker = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.emailNos) asker?.resolve([...answer.emailNos]);
    else asker?.reject(new CongvuError("server-fault", "search failed"));
  });
  const fail = () => {
    ended = true;
    for (const asker of waiting.values()) asker.reject(new CongvuError("server-fault", "search has stopped"));
    waiting.clear();
  };
  worker.on("error", fail);
  worker.on("exit", fail);
  const post = (request: SearchRequest) => worker.postMessage(request);

  return {
    find(account, terms) {
      return new Promise((resolve, reject) => {
        if (ended) return reject(new CongvuError("server-fault", "search has stopped"));
        waiting.set(++lastId, { resolve, reject });
        post({ kind: "find", id: lastId, account, terms });
      });
    },
    changed: (accounts) => post({ kind: "changed", accounts }),
    async close() {
      if (ended) return;
      const exited = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
      post({ kind: "close" });
      await exited;
    },
  };
}

/** The same index in place, for ":memory:". */
export function inlineSearch(index: SearchIndex): TextSearch {
  return {
    find: (account, terms) => index.find(account, terms),
    changed: () => undefined,
    close: async () => undefined,
  };
}
