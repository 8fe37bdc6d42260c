import { useI18n } from "../../i18n/I18n.tsx";
import type { MessageKey } from "../../i18n/text.ts";
import { Button } from "../../ui/Button.tsx";
import type { Obstacle } from "./draft.ts";
import type { Question, Sender } from "./use-sender.ts";

const obstacles: Record<Obstacle, MessageKey> = {
  "no-recipients": "obstacle.no-recipients",
  "bad-recipient": "obstacle.bad-recipient",
  "files-uploading": "obstacle.files-uploading",
  "files-failed": "obstacle.files-failed",
  "too-large": "obstacle.too-large",
};
const questions: Record<Question, MessageKey> = {
  quick: "question.quick",
  subject: "question.subject",
  attachment: "question.attachment",
};

/** One line above the buttons: what is missing, what is asked, what failed. Inline, never a dialog. */
export function Prompts({ sender }: { sender: Sender }) {
  const { t } = useI18n();
  const { obstacle, question, failure } = sender;
  if (obstacle) {
    return (
      <div className="compose-prompt" role="alert">
        <p>{t(obstacles[obstacle])}</p>
      </div>
    );
  }
  if (question) {
    return (
      <div className="compose-prompt" role="alert">
        <p>{t(questions[question])}</p>
        <Button onClick={sender.dismiss}>{t("question.back")}</Button>
        <Button variant="primary" onClick={sender.agree}>
          {question === "quick" ? t("compose.send") : t("question.send")}
        </Button>
      </div>
    );
  }
  if (!failure) return null;
  return (
    <div className="compose-prompt compose-failed">
      <p>{t("compose.failed", { reason: failure })}</p>
      <Button onClick={() => sender.submit("button")}>{t("retry")}</Button>
    </div>
  );
}
