// The state of one letter being written: every change is kept on this computer within half a second and on the server
// after a pause, in the background; the state text tells the truth about both (C24, C31).
import { useCallback, useEffect, useRef, useState } from "react";
import { useOffice } from "../../app/office-context.tsx";
import { noteSaver, noteServerId } from "./desk.ts";
import { type Draft, type Rendered, wholeHtml } from "./draft.ts";
import { textOf, toLetter } from "./html.ts";
import { forgetDraft, holdDraft, keepDraft, keepDraftNow } from "./local-drafts.ts";
import { saveDraft } from "./sending.ts";

const localMs = 400;
const serverMs = 4_000;

export type SaveState =
  | { readonly kind: "new" | "changed" | "saving" }
  | { readonly kind: "saved"; readonly atMs: number }
  /** Kept on this computer only. */
  | { readonly kind: "local" };

export const renderBody = (draft: Draft): Rendered => {
  const html = toLetter(wholeHtml(draft));
  return { html, text: textOf(html) };
};

export interface DraftControl {
  readonly draft: Draft;
  readonly save: SaveState;
  readonly change: (change: Partial<Draft> | ((draft: Draft) => Partial<Draft>)) => void;
  /** Waits for a save that is under way, saves what changed since; answers the draft as the server has it. */
  readonly saveNow: () => Promise<Draft>;
  /** No save begins any more: the letter is being sent or thrown away. Answers the draft after the running one. */
  readonly stop: () => Promise<Draft>;
  readonly resume: (change?: Partial<Draft>) => void;
}

export function useDraft(initial: Draft): DraftControl {
  const office = useOffice();
  const [draft, setDraft] = useState(initial);
  const [save, setSave] = useState<SaveState>({ kind: initial.serverId === null ? "new" : "changed" });
  const latest = useRef(draft);
  const dirty = useRef(false);
  const stopped = useRef(false);
  const running = useRef<Promise<void>>(Promise.resolve());
  const person = office.me.person.id;

  const put = useCallback((next: Draft): void => {
    latest.current = next;
    setDraft(next);
  }, []);

  const change = useCallback<DraftControl["change"]>(
    (wish) => {
      const part = typeof wish === "function" ? wish(latest.current) : wish;
      dirty.current = true;
      put({ ...latest.current, ...part });
      setSave({ kind: "changed" });
    },
    [put],
  );

  const saveOnce = useCallback(async (): Promise<void> => {
    if (!dirty.current || stopped.current) return;
    dirty.current = false;
    setSave({ kind: "saving" });
    const saving = latest.current;
    try {
      const serverId = await saveDraft(office, saving, renderBody(saving));
      noteServerId(saving.key, serverId);
      put({ ...latest.current, serverId });
      if (!dirty.current) setSave({ kind: "saved", atMs: Date.now() });
    } catch {
      dirty.current = true;
      setSave({ kind: "local" });
    }
  }, [office, put]);

  const saveNow = useCallback(async (): Promise<Draft> => {
    running.current = running.current.then(saveOnce);
    await running.current;
    return latest.current;
  }, [saveOnce]);

  const stop = useCallback(async (): Promise<Draft> => {
    stopped.current = true;
    await running.current;
    return latest.current;
  }, []);

  const resume = useCallback(
    (part: Partial<Draft> = {}): void => {
      stopped.current = false;
      put({ ...latest.current, ...part });
    },
    [put],
  );

  useEffect(() => {
    noteServerId(draft.key, draft.serverId);
    if (!dirty.current) return;
    const local = setTimeout(() => void keepDraft(person, draft).catch(() => {}), localMs);
    const server = setTimeout(() => void saveNow(), serverMs);
    return () => {
      clearTimeout(local);
      clearTimeout(server);
    };
  }, [draft, person, saveNow]);

  useEffect(() => holdDraft(initial.key), [initial.key]);

  useEffect(() => {
    noteSaver(initial.key, async () => {
      await saveNow();
      return !dirty.current;
    });
    return () => noteSaver(initial.key, null);
  }, [initial.key, saveNow]);

  useEffect(() => {
    const keep = (): void => {
      if (dirty.current && !stopped.current) keepDraftNow(person, latest.current);
    };
    window.addEventListener("pagehide", keep);
    document.addEventListener("visibilitychange", keep);
    return () => {
      window.removeEventListener("pagehide", keep);
      document.removeEventListener("visibilitychange", keep);
    };
  }, [person]);

  return { draft, save, change, saveNow, stop, resume };
}

export const forgetLocally = (key: string): void => void forgetDraft(key).catch(() => {});
