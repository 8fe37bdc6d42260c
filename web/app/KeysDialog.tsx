import { useI18n } from "../i18n/I18n.tsx";
import { ModalDialog } from "../ui/ModalDialog.tsx";
import { KeyTable } from "./KeyTable.tsx";

export default function KeysDialog({ close }: { close: () => void }) {
  const { t } = useI18n();
  return (
    <ModalDialog title={t("keys.title")} close={close}>
      <KeyTable />
    </ModalDialog>
  );
}
