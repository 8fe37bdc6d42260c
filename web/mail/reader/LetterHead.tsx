import { ChevronDown, Star } from "lucide-react";
import { useState } from "react";
import { initials } from "../../app/initials.ts";
import { useOffice } from "../../app/office-context.tsx";
import { useI18n } from "../../i18n/I18n.tsx";
import { type Account, type EmailAddress, isFlagged, type LetterDetail } from "../../jmap/types.ts";
import { UrgencyBadge } from "../../ui/UrgencyBadge.tsx";
import { sameAddress } from "../compose/recipients.ts";
import { ownAddresses } from "../own-addresses.ts";
import { personName } from "../people.ts";

const namesShown = 3;

/** Urgency, subject, who to whom and when: the full address always stands beside the name (C40). */
export function LetterHead({ account, letter }: { account: Account; letter: LetterDetail }) {
  const { t, formats } = useI18n();
  const sender = letter.from?.[0];
  const at = new Date(letter.sentAt ?? letter.receivedAt);
  return (
    <header className="letter-head">
      <h2 className="letter-subject">
        <UrgencyBadge urgency={letter.urgency} /> {letter.subject || t("list.no-subject")}
        {isFlagged(letter) && (
          <>
            {" "}
            <Star size="1.125rem" className="letter-star" aria-hidden />
            <span className="quiet">{t("list.starred")}</span>
          </>
        )}
      </h2>
      <div className="letter-people">
        <span className="letter-avatar" aria-hidden="true">
          {initials(sender ? personName(sender) : "?")}
        </span>
        <div className="letter-lines">
          <p>
            {sender ? <Person person={sender} /> : t("list.nobody")}
            {letter.replyTo?.[0] && sender && !sameAddress(letter.replyTo[0].email, sender.email) && (
              <span className="letter-replyto"> {t("reader.reply-to", { address: letter.replyTo[0].email })}</span>
            )}
          </p>
          <Recipients
            account={account}
            letter={letter}
            time={<time dateTime={letter.sentAt ?? letter.receivedAt}>{formats.full(at)}</time>}
          />
        </div>
      </div>
    </header>
  );
}

function Person({ person }: { person: EmailAddress }) {
  return (
    <>
      {person.name && <strong>{person.name} </strong>}
      <span className="letter-address">&lt;{person.email}&gt;</span>
    </>
  );
}

function Recipients({ account, letter, time }: { account: Account; letter: LetterDetail; time: React.ReactNode }) {
  const { t } = useI18n();
  const office = useOffice();
  const [open, setOpen] = useState(false);
  const own = ownAddresses(office, account);
  const all = [...(letter.to ?? []), ...(letter.cc ?? []), ...(letter.bcc ?? [])];
  const mine = (person: EmailAddress): boolean => own.some((address) => sameAddress(address, person.email));
  const sorted = [...all.filter(mine), ...all.filter((person) => !mine(person))];
  const names = sorted
    .slice(0, namesShown)
    .map((person) => (sameAddress(person.email, office.me.address) ? t("me") : personName(person)));
  const rest = sorted.length - names.length;
  const short =
    rest > 0
      ? t("reader.to.more", { names: names.join(", "), count: rest })
      : t("reader.to", { names: names.join(", ") || t("list.nobody") });
  return (
    <>
      <p className="letter-to">
        <button type="button" className="letter-expand" aria-expanded={open} onClick={() => setOpen(!open)}>
          {short} <ChevronDown size="1em" aria-hidden /> ·
        </button>
        {time}
      </p>
      {open && (
        <dl className="letter-all">
          <Line label={t("field.from")} list={letter.from} />
          <Line label={t("field.to")} list={letter.to} />
          <Line label={t("field.cc")} list={letter.cc} />
          <Line label={t("field.bcc")} list={letter.bcc} />
          <Line label={t("field.reply-to")} list={letter.replyTo} />
        </dl>
      )}
    </>
  );
}

function Line({ label, list }: { label: string; list: readonly EmailAddress[] | null }) {
  if (!list?.length) return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <ul>
          {list.map((person) => (
            <li key={`${person.name} ${person.email}`}>
              <Person person={person} />
            </li>
          ))}
        </ul>
      </dd>
    </div>
  );
}
