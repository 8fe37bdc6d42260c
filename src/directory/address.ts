// Addresses of this system's own mailboxes: one spelling for each (lower case, domain in A-labels), what may stand in
// them, and the words nobody may take. How foreign addresses are parsed is mime's affair.
import { domainToASCII } from "node:url";
import { CongvuError } from "#base/errors.ts";

export interface LocalAddress {
  readonly local: string;
  readonly domain: string;
  /** `local@domain`. */
  readonly address: string;
}

/** Names that the field's own texts give to roles: a unit mailbox may have them, a person may not. */
export const roleWords: ReadonlySet<string> = new Set(
  ["postmaster", "abuse", "hostmaster", "webmaster", "security", "noc", "support", "info"], // RFC 2142 §3-§5
);

/** Names that machines use or that would pass for the system speaking. Nobody may have them. */
export const reservedWords: ReadonlySet<string> = new Set([
  ...["mailer-daemon", "noreply", "no-reply", "donotreply", "root", "admin", "administrator", "daemon", "nobody"],
  ...["system", "sysadmin", "www", "ftp", "uucp", "usenet", "bounce", "bounces", "localhost", "congvu", "quantri"],
]);

const localPart = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/;
/** What a naming rule may produce: requirements 3.1, stricter than what may be typed by hand. */
const ruleLocalPart = /^[a-z][a-z0-9]*(?:\.[a-z0-9]+)*$/;
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Lower-case A-labels; throws `invalid`. Canonical before every comparison, never after. */
export function normalDomain(text: string): string {
  const domain = text.length > 1_000 ? "" : domainToASCII(text.normalize("NFC").replace(/\.$/, "")).toLowerCase();
  const labels = domain.split(".");
  const fits = domain.length <= 253 && labels.length > 1 && labels.every((one) => label.test(one)); // RFC 1035 §2.3.4
  if (!fits || /^[0-9]+$/.test(labels.at(-1) ?? "")) throw new CongvuError("invalid", "domain");
  return domain;
}

/** `"AnVTT@BDT.binhthuan.gov.vn"` → its one spelling; throws `invalid` for what no mailbox here may be called. */
export function normalAddress(text: string): LocalAddress {
  const at = text.lastIndexOf("@");
  const local = text.slice(0, Math.max(at, 0)).trim().toLowerCase();
  if (at < 1 || local.length > 64 || !localPart.test(local)) throw new CongvuError("invalid", "address"); // RFC 5321 §4.5.3.1.1
  const domain = normalDomain(text.slice(at + 1).trim());
  return { local, domain, address: `${local}@${domain}` };
}

export const fitsNamingRule = (local: string): boolean => local.length <= 64 && ruleLocalPart.test(local);

/** Why a mailbox of this kind may not have the local part; null = it may. */
export function refusedWord(local: string, kind: "personal" | "unit"): "reserved" | null {
  if (reservedWords.has(local)) return "reserved";
  return kind === "personal" && roleWords.has(local) ? "reserved" : null;
}

/** True for the organization's own domain and every name below it: agencies have labels of their own. */
export const isWithin = (domain: string, parent: string): boolean => domain === parent || domain.endsWith(`.${parent}`);
