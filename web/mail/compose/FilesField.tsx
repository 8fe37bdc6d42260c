import { Paperclip, X } from "lucide-react";
import { useRef } from "react";
import { useI18n } from "../../i18n/I18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { fileIcon } from "../reader/AttachmentList.tsx";
import { type Draft, type DraftFile, filesSize, roomForFiles } from "./draft.ts";
import type { FilesControl } from "./use-files.ts";
import { useLetterBytes } from "./use-letter-bytes.ts";

/** Attached files with progress and the running total. */
export function FilesField({ draft, files }: { draft: Draft; files: FilesControl }) {
  const { t, formats } = useI18n();
  const letterBytes = useLetterBytes(draft.accountId);
  const shown = draft.files.filter(({ cid }) => cid === null);
  if (shown.length === 0) return null;
  return (
    <section className="compose-files" aria-label={t("files.region")}>
      <ul>
        {shown.map((file) => (
          <FileRow key={file.key} file={file} files={files} />
        ))}
      </ul>
      <p className="compose-total">
        {t("files.total", { total: formats.size(filesSize(draft)), room: formats.size(roomForFiles(letterBytes)) })}
      </p>
    </section>
  );
}

function FileRow({ file, files }: { file: DraftFile; files: FilesControl }) {
  const { t, formats } = useI18n();
  const Icon = fileIcon(file.name, file.type);
  const done = file.blobId !== null;
  return (
    <li className={file.failed ? "compose-file compose-file-failed" : "compose-file"}>
      <Icon size="1.25rem" strokeWidth={1.75} aria-hidden />
      <span className="file-name">{file.name}</span>
      <span className="file-size">{formats.size(file.size)}</span>
      {file.failed && (
        <>
          <span role="alert">{t("files.failed")}</span>
          <Button variant="quiet" onClick={() => files.retry(file.key)}>
            {t("retry")}
          </Button>
        </>
      )}
      {!done && !file.failed && (
        <progress max={1} value={file.progress} aria-label={t("files.uploading", { name: file.name })} />
      )}
      <Button
        variant="quiet"
        icon={X}
        label={t("files.remove", { name: file.name })}
        onClick={() => files.remove(file.key)}
      />
    </li>
  );
}

export function AttachButton({ files }: { files: FilesControl }) {
  const { t } = useI18n();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon={Paperclip} onClick={() => input.current?.click()}>
        {t("files.attach")}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t("files.attach")}
        onChange={(event) => {
          files.add([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
    </>
  );
}
