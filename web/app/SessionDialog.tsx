// The session ended while the page was open: the password is asked over the page, nothing under it is lost (C8, C9).
import { useState } from "react";
import { useI18n } from "../i18n/I18n.tsx";
import { sessionEnded } from "../jmap/connection.ts";
import { jsonBody, plainRequest, Refused } from "../jmap/http.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { ModalDialog } from "../ui/ModalDialog.tsx";
import { useOffice } from "./office-context.tsx";

export default function SessionDialog() {
  const { t, language } = useI18n();
  const { me } = useOffice();
  const [password, setPassword] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const signIn = async (): Promise<void> => {
    setBusy(true);
    try {
      await plainRequest("/api/v1/session", jsonBody({ name: me.address, password, remember: false }));
      sessionEnded.set(false);
    } catch (failure) {
      setError((failure instanceof Refused && failure.messages[language]) || t("signin.unreachable"));
      setBusy(false);
    }
  };
  return (
    <ModalDialog title={t("session.title")} close={null}>
      <form
        className="session-form"
        onSubmit={(event) => {
          event.preventDefault();
          void signIn();
        }}
      >
        <p>{t("session.kept")}</p>
        <Field label={t("signin.address")} value={me.address} readOnly autoComplete="username" />
        <Field
          label={t("signin.password")}
          type="password"
          autoComplete="current-password"
          value={password}
          error={error}
          autoFocus
          required
          onChange={(event) => setPassword(event.target.value)}
        />
        <div className="modal-foot">
          <Button onClick={() => location.assign("/dang-nhap")}>{t("session.other")}</Button>
          <Button variant="primary" type="submit" disabled={busy}>
            {t("signin.submit")}
          </Button>
        </div>
      </form>
    </ModalDialog>
  );
}
