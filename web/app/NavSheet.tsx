import { useI18n } from "../i18n/I18n.tsx";
import { ModalDialog } from "../ui/ModalDialog.tsx";
import { FontSize } from "./FontSize.tsx";
import { Footer } from "./Footer.tsx";
import { Nav } from "./Nav.tsx";
import "./nav-sheet.css";

/** Everything of the left navigation, for phones. */
export default function NavSheet({ close }: { close: () => void }) {
  const { t } = useI18n();
  return (
    <ModalDialog title={t("nav.main")} close={close} shape="side">
      <div className="nav-sheet">
        <FontSize />
        <Nav followed={close} />
        <Footer />
      </div>
    </ModalDialog>
  );
}
