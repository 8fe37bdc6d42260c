// Sending, closing and throwing away. Sending asks at most what a colleague would ask (no subject? no attachment?),
// closes the window, and offers the way back for as long as the server holds the letter.
import { useRef, useState } from "react";
import { useOffice } from "../../app/office-context.tsx";
import { prefer, preferences } from "../../app/preferences.ts";
import { useI18n } from "../../i18n/I18n.tsx";
import { Unreachable } from "../../jmap/http.ts";
import { announce } from "../../ui/announce.ts";
import { showToast } from "../../ui/toasts.ts";
import { failureWords } from "../failure-words.ts";
import { closeCompose, openCompose } from "./desk.ts";
import { type Draft, type Obstacle, obstacleOf } from "./draft.ts";
import { speaksOfAttachment } from "./forgotten.ts";
import { textOf } from "./html.ts";
import { alreadySent, discardDraft, outcomeOf, SendRefused, type Sent, send, sendNow, takeBack } from "./sending.ts";
import { type DraftControl, forgetLocally, renderBody } from "./use-draft.ts";
import { useLetterBytes } from "./use-letter-bytes.ts";

/** Questions before sending, in the order they are asked. */
export type Question = "quick" | "subject" | "attachment";

export interface Sender {
  readonly busy: boolean;
  readonly obstacle: Obstacle | null;
  readonly question: Question | null;
  /** Plain sentence of why sending failed; stays until sent or edited away. */
  readonly failure: string | null;
  readonly submit: (by: "button" | "keys") => void;
  /** «Vẫn gửi». */
  readonly agree: () => void;
  readonly dismiss: () => void;
  readonly close: () => Promise<void>;
  readonly discard: () => Promise<void>;
}

/** The delivery is looked at this long after the letter left. */
const settleMs = 1_500;

export function useSender(control: DraftControl): Sender {
  const office = useOffice();
  const { t, language } = useI18n();
  const [busy, setBusy] = useState(false);
  const [obstacle, setObstacle] = useState<Obstacle | null>(null);
  const [asked, setAsked] = useState<{ question: Question; agreed: readonly Question[] } | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  /** A sending broke off before its answer: the letter may have gone. */
  const uncertain = useRef(false);
  const { draft } = control;
  const letterBytes = useLetterBytes(draft.accountId);

  const fail = (error: unknown): void => {
    const words = failureWords(error, t, language);
    setFailure(words);
    announce(words, true);
  };
  const sendIt = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    const ready = await control.stop();
    try {
      if (uncertain.current && (await alreadySent(office, ready))) {
        forgetLocally(ready.key);
        closeCompose(ready.key);
        showToast({ text: t("sent") });
        return;
      }
      const sent = await send(office, ready, renderBody(ready));
      forgetLocally(ready.key);
      closeCompose(ready.key);
      offerUndo({ ...ready, serverId: sent.emailId }, sent);
    } catch (error) {
      uncertain.current ||= error instanceof Unreachable;
      control.resume(error instanceof SendRefused ? { serverId: error.emailId } : {});
      fail(error);
      setBusy(false);
    }
  };
  const offerUndo = (sentDraft: Draft, sent: Sent): void => {
    const { accountId } = sentDraft;
    const undo = (): void => {
      takeBack(office, accountId, { id: sent.submissionId, emailId: sent.emailId }, sentDraft).then(
        () => openCompose({ kind: "again", draft: sentDraft }),
        toastFailure,
      );
    };
    const now = (): void => {
      sendNow(office, sentDraft, sent).then(() => showToast({ text: t("sent") }), toastFailure);
    };
    const settle = (): void => {
      setTimeout(() => void tellOutcome(accountId, sent.submissionId), settleMs);
    };
    showToast({
      text: (secondsLeft) => t("sending", { seconds: secondsLeft }),
      endsAtMs: Math.max(sent.sendAtMs, Date.now() + 1_000),
      actions: [
        { label: t("undo"), run: undo },
        { label: t("send-now"), run: now },
      ],
      ended: settle,
    });
  };
  const toastFailure = (error: unknown): void => {
    showToast({ kind: "failed", text: failureWords(error, t, language) });
  };
  const tellOutcome = async (accountId: string, submissionId: string): Promise<void> => {
    const outcome = await outcomeOf(accountId, submissionId).catch(() => null);
    office.refreshOutbox(accountId);
    if (outcome?.kind === "sent") showToast({ text: t("sent") });
    if (outcome?.kind === "refused") {
      showToast({ kind: "failed", text: t("outbox.failed", { addresses: outcome.addresses.join(", ") }) });
    }
  };

  const ask = (by: "button" | "keys", agreed: readonly Question[]): void => {
    const standing = obstacleOf(draft, letterBytes);
    setObstacle(standing);
    if (standing) return;
    const question = questionsOf(draft, by).find((one) => !agreed.includes(one));
    setAsked(question ? { question, agreed } : null);
    if (!question) void sendIt();
  };
  return {
    busy,
    obstacle: obstacle && obstacleOf(draft, letterBytes),
    question: asked?.question ?? null,
    failure,
    submit: (by) => ask(by, []),
    agree() {
      if (!asked) return;
      if (asked.question === "quick") prefer({ quickSend: true });
      ask("button", [...asked.agreed, asked.question]);
    },
    dismiss() {
      setAsked(null);
      setObstacle(null);
    },
    async close() {
      const saved = await control.saveNow();
      closeCompose(draft.key);
      if (control.save.kind !== "local") forgetLocally(draft.key);
      if (saved.serverId && saved.serverId !== draft.serverId) showToast({ text: t("save.kept-as-draft") });
    },
    async discard() {
      const thrown = await control.stop();
      closeCompose(draft.key);
      forgetLocally(draft.key);
      const back = (): void => openCompose({ kind: "again", draft: { ...thrown, serverId: null } });
      showToast({ text: t("compose.discarded"), actions: [{ label: t("undo"), run: back }] });
      await discardDraft(office, thrown).catch(toastFailure);
    },
  };
}

function questionsOf(draft: Draft, by: "button" | "keys"): Question[] {
  const questions: Question[] = [];
  if (by === "keys" && !preferences.get().quickSend) questions.push("quick");
  if (draft.subject.trim() === "") questions.push("subject");
  const attached = draft.files.some(({ cid }) => cid === null);
  if (!attached && speaksOfAttachment(`${draft.subject}\n${textOf(draft.html)}`)) questions.push("attachment");
  return questions;
}
