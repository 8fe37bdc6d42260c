// After a crash or a closed window: letters that were being written come back as tabs, unless they are on the page.

import { composing } from "./desk.ts";
import { rescuedDrafts } from "./local-drafts.ts";

export async function rescueDrafts(person: number): Promise<number> {
  const drafts = await rescuedDrafts(person).catch(() => []);
  const open = new Set(composing.get().map(({ key }) => key));
  const back = drafts.filter(({ key }) => !open.has(key));
  composing.set((old) => [
    ...old,
    ...back.map((draft) => ({ key: draft.key, wish: { kind: "again" as const, draft } })),
  ]);
  return back.length;
}
