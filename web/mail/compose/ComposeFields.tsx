// From, recipients, subject, urgency. From is the mailbox one stands in, and its colour band says so (C28, C29).
import { useState } from "react";
import { useOffice } from "../../app/office-context.tsx";
import { useI18n } from "../../i18n/I18n.tsx";
import { identitiesQuery } from "../../jmap/office.ts";
import type { Account } from "../../jmap/types.ts";
import { may } from "../rights.ts";
import { noteServerId } from "./desk.ts";
import type { Draft, DraftFile } from "./draft.ts";
import { RecipientField } from "./RecipientField.tsx";
import { discardDraft } from "./sending.ts";
import { UrgencyFields } from "./UrgencyFields.tsx";
import type { DraftControl } from "./use-draft.ts";
import type { FilesControl } from "./use-files.ts";

interface Props {
  readonly control: DraftControl;
  readonly files: FilesControl;
  readonly focusTo: boolean;
}

export function ComposeFields({ control, files, focusTo }: Props) {
  const { draft, change } = control;
  const { t } = useI18n();
  const [copies, setCopies] = useState(false);
  const showCopies = copies || draft.cc.length > 0 || draft.bcc.length > 0;
  return (
    <div className="compose-fields">
      <FromRow control={control} files={files} />
      <div className="compose-to">
        <RecipientField label={t("field.to")} list={draft.to} change={(to) => change({ to })} autoFocus={focusTo} />
        {!showCopies && (
          <button type="button" className="compose-copies" onClick={() => setCopies(true)}>
            {t("compose.copies")}
          </button>
        )}
      </div>
      {showCopies && (
        <>
          <RecipientField label={t("field.cc")} list={draft.cc} change={(cc) => change({ cc })} />
          <RecipientField label={t("field.bcc")} list={draft.bcc} change={(bcc) => change({ bcc })} />
        </>
      )}
      <div className="compose-row">
        <label htmlFor={`${draft.key}-subject`}>{t("field.subject")}</label>
        <input
          id={`${draft.key}-subject`}
          className="compose-subject"
          placeholder={t("compose.subject.hint")}
          autoCapitalize="off"
          autoCorrect="off"
          autoComplete="off"
          maxLength={500}
          value={draft.subject}
          onChange={(event) => change({ subject: event.target.value })}
        />
      </div>
      <UrgencyFields draft={draft} change={change} />
    </div>
  );
}

function FromRow({ control, files }: Omit<Props, "focusTo">) {
  const { draft } = control;
  const { t } = useI18n();
  const office = useOffice();
  const accounts = office.me.mailboxes.filter((account) => may(account, "send"));
  const account = office.account(draft.accountId);
  const unit = account?.kind === "unit";
  const choose = async (next: Account): Promise<void> => {
    const old = await control.stop();
    await discardDraft(office, old).catch(() => {});
    noteServerId(old.key, null);
    control.resume();
    const identity = await identityOf(office, next);
    const moving = old.files.filter((file) => file.blobId !== null);
    control.change({
      accountId: next.accountId,
      serverId: null,
      origin: null,
      from: { name: identity.name, email: identity.email },
      identityId: identity.id,
      files: old.files.map((file): DraftFile => ({ ...file, blobId: null, progress: 0 })),
    });
    files.moveTo(next.accountId, moving, old.accountId);
  };
  return (
    <>
      <div className="compose-row">
        <label htmlFor={`${draft.key}-from`}>{t("field.send-as")}</label>
        {accounts.length > 1 ? (
          <select
            id={`${draft.key}-from`}
            className="compose-from"
            value={draft.accountId}
            onChange={(event) => {
              const next = office.account(event.target.value);
              if (next) void choose(next);
            }}
          >
            {accounts.map((one) => (
              <option key={one.accountId} value={one.accountId}>
                {one.name} &lt;{one.address}&gt;
              </option>
            ))}
          </select>
        ) : (
          <output id={`${draft.key}-from`} className="compose-from">
            {fromWords(draft)}
          </output>
        )}
      </div>
      {unit && <p className="compose-band">{t("compose.as-unit", { unit: account.name })}</p>}
    </>
  );
}

const fromWords = ({ from }: Draft): string => (from.name ? `${from.name} <${from.email}>` : from.email);

async function identityOf(office: ReturnType<typeof useOffice>, account: Account) {
  const identities = await office.queries.ensureQueryData(identitiesQuery(account.accountId)).catch(() => []);
  const found = identities.find(({ email }) => email === account.address) ?? identities[0];
  return found ?? { id: null, name: account.name, email: account.address };
}
