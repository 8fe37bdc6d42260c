// Makes or renames a folder of one's own.
import { useState } from "react";
import { useOffice } from "../../app/office-context.tsx";
import { useI18n } from "../../i18n/I18n.tsx";
import { changeFolder } from "../../jmap/actions.ts";
import type { Folder } from "../../jmap/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { ModalDialog } from "../../ui/ModalDialog.tsx";
import { failureWords } from "../failure-words.ts";
import { folderName } from "./folder-words.ts";

type Props = { readonly accountId: string; readonly close: () => void } & (
  | { readonly kind: "create"; readonly parent: Folder | null }
  | { readonly kind: "rename"; readonly folder: Folder }
);

export default function FolderDialog(props: Props) {
  const { accountId, close } = props;
  const { t, language } = useI18n();
  const office = useOffice();
  const [name, setName] = useState(props.kind === "rename" ? props.folder.name : "");
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const save = async (): Promise<void> => {
    const clean = name.normalize("NFC").trim();
    if (!clean) return setError(t("folder.name.missing"));
    setBusy(true);
    const change =
      props.kind === "create"
        ? { create: { name: clean, parentId: props.parent?.id ?? null } }
        : { rename: { id: props.folder.id, name: clean } };
    try {
      await changeFolder(office, accountId, change);
      close();
    } catch (failure) {
      setError(failureWords(failure, t, language));
      setBusy(false);
    }
  };
  const inside = props.kind === "create" && props.parent ? folderName(props.parent, t) : null;
  return (
    <ModalDialog title={props.kind === "create" ? t("folder.create") : t("folder.rename")} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field
          label={t("folder.name")}
          hint={inside ? t("folder.inside", { folder: inside }) : undefined}
          value={name}
          error={error}
          autoFocus
          maxLength={120}
          onChange={(event) => setName(event.target.value)}
        />
        <div className="modal-foot">
          <Button onClick={close}>{t("cancel")}</Button>
          <Button variant="primary" type="submit" disabled={busy}>
            {t("save")}
          </Button>
        </div>
      </form>
    </ModalDialog>
  );
}
