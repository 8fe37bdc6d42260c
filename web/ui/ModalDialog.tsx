// A dialog over the page. Imports React Aria: use it only from chunks that are loaded on demand.
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog, Heading, I18nProvider, Modal, ModalOverlay } from "react-aria-components";
import { useI18n } from "../i18n/I18n.tsx";
import { ariaLocale } from "./aria-locale.ts";
import { Button } from "./Button.tsx";
import "./modal.css";

interface Props {
  readonly title: string;
  /** Null = the person cannot leave without an answer. */
  readonly close: (() => void) | null;
  readonly children: ReactNode;
  readonly shape?: "small" | "side";
}

export function ModalDialog({ title, close, children, shape = "small" }: Props) {
  const { language, t } = useI18n();
  return (
    <I18nProvider locale={ariaLocale(language)}>
      <ModalOverlay
        isOpen
        isDismissable={close !== null}
        isKeyboardDismissDisabled={close === null}
        onOpenChange={(open) => {
          if (!open) close?.();
        }}
        className="modal-overlay"
      >
        <Modal className={`modal modal-${shape}`}>
          <Dialog className="modal-dialog" role={close === null ? "alertdialog" : "dialog"}>
            <header className="modal-head">
              <Heading slot="title" className="modal-title">
                {title}
              </Heading>
              {close && <Button variant="quiet" icon={X} label={t("close")} onClick={close} />}
            </header>
            {children}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </I18nProvider>
  );
}
