import { useSyncExternalStore } from "react";
import { createStore } from "./store.ts";

const minute = createStore(Date.now());
if (typeof window !== "undefined") window.setInterval(() => minute.set(Date.now()), 30_000);

/** The present, told anew every half minute. */
export const useNow = (): Date => new Date(useSyncExternalStore(minute.subscribe, minute.get));
