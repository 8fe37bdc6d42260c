// Files of a draft on their way to the server, each with its progress. Too much is told before anything is sent (C20).
import { useCallback, useEffect, useRef } from "react";
import { useI18n } from "../../i18n/I18n.tsx";
import { request } from "../../jmap/http.ts";
import { upload } from "../../jmap/upload.ts";
import { showToast } from "../../ui/toasts.ts";
import { makeKey } from "./desk.ts";
import { type DraftFile, filesFit, filesSize, roomForFiles } from "./draft.ts";
import { downloadUrl } from "./start-draft.ts";
import type { DraftControl } from "./use-draft.ts";
import { useLetterBytes } from "./use-letter-bytes.ts";

export interface FilesControl {
  readonly add: (files: readonly File[], cid?: string) => void;
  readonly remove: (key: string) => void;
  readonly retry: (key: string) => void;
  /** After the letter moved to another mailbox: its files must lie there too. */
  readonly moveTo: (accountId: string, files: readonly DraftFile[], from: string) => void;
}

export function useFiles({ draft, change }: DraftControl): FilesControl {
  const { t, formats } = useI18n();
  const letterBytes = useLetterBytes(draft.accountId);
  const sources = useRef(new Map<string, File>());
  const aborts = useRef(new Map<string, AbortController>());
  const latest = useRef(draft);
  latest.current = draft;

  const patch = useCallback(
    (key: string, part: Partial<DraftFile>): void =>
      change((old) => ({ files: old.files.map((file) => (file.key === key ? { ...file, ...part } : file)) })),
    [change],
  );
  const start = useCallback(
    (key: string, file: File, accountId: string): void => {
      const abort = new AbortController();
      aborts.current.set(key, abort);
      upload(accountId, file, { progress: (progress) => patch(key, { progress }), signal: abort.signal }).then(
        ({ blobId }) => patch(key, { blobId, progress: 1 }),
        () => {
          if (!abort.signal.aborted) patch(key, { failed: true });
        },
      );
    },
    [patch],
  );
  const add = useCallback(
    (files: readonly File[], cid?: string): void => {
      const total = filesSize(latest.current) + files.reduce((sum, file) => sum + file.size, 0);
      if (!filesFit(total, letterBytes)) {
        const room = formats.size(roomForFiles(letterBytes));
        showToast({ kind: "failed", text: t("files.too-large", { total: formats.size(total), room }) });
        return;
      }
      const made = files.map((file) => ({ file, key: makeKey() }));
      const entries = made.map(({ file, key }) => entryOf(file, key, cid));
      change((old) => ({ files: [...old.files, ...entries] }));
      for (const { file, key } of made) {
        sources.current.set(key, file);
        start(key, file, latest.current.accountId);
      }
    },
    [change, start, letterBytes, t, formats],
  );
  const remove = useCallback(
    (key: string): void => {
      aborts.current.get(key)?.abort();
      sources.current.delete(key);
      change((old) => ({ files: old.files.filter((file) => file.key !== key) }));
    },
    [change],
  );
  const retry = useCallback(
    (key: string): void => {
      const file = sources.current.get(key);
      if (!file) {
        remove(key);
        return;
      }
      patch(key, { failed: false, progress: 0 });
      start(key, file, latest.current.accountId);
    },
    [patch, remove, start],
  );
  const moveTo = useCallback(
    (accountId: string, files: readonly DraftFile[], from: string): void => {
      for (const file of files) {
        const known = sources.current.get(file.key);
        const bytes = known ? Promise.resolve(known) : fetchFile(from, file);
        bytes.then(
          (source) => {
            sources.current.set(file.key, source);
            start(file.key, source, accountId);
          },
          () => patch(file.key, { failed: true }),
        );
      }
    },
    [patch, start],
  );
  useEffect(() => {
    const running = aborts.current;
    return () => {
      for (const abort of running.values()) abort.abort();
    };
  }, []);
  return { add, remove, retry, moveTo };
}

const entryOf = (file: File, key: string, cid: string | undefined): DraftFile => ({
  key,
  name: file.name.normalize("NFC") || "tep",
  type: file.type || "application/octet-stream",
  size: file.size,
  blobId: null,
  progress: 0,
  failed: false,
  cid: cid ?? null,
});

async function fetchFile(accountId: string, file: DraftFile): Promise<File> {
  const response = await request(downloadUrl(accountId, file.blobId ?? "", file.type));
  return new File([await response.blob()], file.name, { type: file.type });
}
