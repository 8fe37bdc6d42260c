// Only for what cannot be undone.
import { useI18n } from "../i18n/I18n.tsx";
import { Button } from "./Button.tsx";
import { ModalDialog } from "./ModalDialog.tsx";

interface Props {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly close: () => void;
  readonly confirm: () => void;
}

export default function ConfirmDialog({ title, text, yes, close, confirm }: Props) {
  const { t } = useI18n();
  return (
    <ModalDialog title={title} close={close}>
      <p>{text}</p>
      <div className="modal-foot">
        <Button onClick={close} autoFocus>
          {t("cancel")}
        </Button>
        <Button
          variant="danger"
          onClick={() => {
            close();
            confirm();
          }}
        >
          {yes}
        </Button>
      </div>
    </ModalDialog>
  );
}
