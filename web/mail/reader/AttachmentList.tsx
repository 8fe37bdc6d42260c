import {
  Archive,
  Download,
  File,
  FileImage,
  FileSpreadsheet,
  FileText,
  type LucideIcon,
  Mail,
  Presentation,
} from "lucide-react";
import { useI18n } from "../../i18n/I18n.tsx";
import type { BodyPart, LetterDetail } from "../../jmap/types.ts";
import { partUrl, zipUrl } from "../../jmap/urls.ts";
import { type FileKind, kindOfFile } from "../file-kind.ts";

const icons: Record<FileKind, LucideIcon> = {
  text: FileText,
  sheet: FileSpreadsheet,
  slides: Presentation,
  image: FileImage,
  archive: Archive,
  letter: Mail,
  other: File,
};
export const fileIcon = (name: string, type: string): LucideIcon => icons[kindOfFile(name, type)];

/** Every attachment with name, kind and size; all at once as one .zip (C12). */
export function AttachmentList({ accountId, letter }: { accountId: string; letter: LetterDetail }) {
  const { t, formats } = useI18n();
  const files = letter.attachments.filter(isShown);
  if (files.length === 0) return null;
  const total = files.reduce((sum, { size }) => sum + size, 0);
  return (
    <section className="files" aria-label={t("files.region")}>
      <div className="files-head">
        <h3>{t("files.count", { count: files.length, size: formats.size(total) })}</h3>
        {files.length > 1 && (
          <a className="button button-quiet" href={zipUrl(accountId, letter.id)} download>
            <Download size="1.25em" strokeWidth={1.75} aria-hidden />
            {t("files.all")}
          </a>
        )}
      </div>
      <ul>
        {files.map((part) => (
          <FileRow key={part.partId} accountId={accountId} letter={letter} part={part} />
        ))}
      </ul>
    </section>
  );
}

/** Pictures that stand in the text by content id are seen there. */
const isShown = (part: BodyPart): boolean =>
  !(part.disposition === "inline" && part.cid !== null && part.type.startsWith("image/"));

function FileRow({ accountId, letter, part }: { accountId: string; letter: LetterDetail; part: BodyPart }) {
  const { t, formats } = useI18n();
  const name = part.name ?? t("files.unnamed");
  const Icon = fileIcon(name, part.type);
  return (
    <li className="file">
      <Icon size="1.25rem" strokeWidth={1.75} aria-hidden />
      <span className="file-name">{name}</span>
      <span className="file-size">{formats.size(part.size)}</span>
      <a
        className="button button-quiet"
        href={partUrl(accountId, letter.id, part, true)}
        download={name}
        aria-label={t("files.download.one", { name })}
      >
        <Download size="1.25em" strokeWidth={1.75} aria-hidden />
        {t("files.download")}
      </a>
    </li>
  );
}
