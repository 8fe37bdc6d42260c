// The rules that everything new in the directory passes, whichever door asks: names that can be read, addresses of the
// organization's own domains in one spelling, reserved words, nothing twice, a recovery address that is not the mailbox
// itself. Every act is written to the audit log. Reading goes straight to the store.
import type { AuditEntry, AuditLog } from "#audit/ports.ts";
import { CongvuError } from "#base/errors.ts";
import { regulationById, regulations } from "#regulations/registry.ts";
import { isWithin, normalAddress, normalDomain, refusedWord } from "./address.ts";
import { isAgencyKind } from "./agency-kinds.ts";
import { displayText, optionalText } from "./display-name.ts";
import { isUnitCode } from "./naming/unit-code.ts";
import type {
  Access,
  AccountId,
  AgencyId,
  DirectoryStore,
  NewAccount,
  NewAgency,
  NewPerson,
  Organization,
  OrganizationId,
  PersonId,
  PostId,
} from "./ports.ts";

export interface NewOfficial extends NewPerson {
  /** Primary address, then aliases. */
  readonly addresses: readonly string[];
  /** Null = the default; 0 = none. */
  readonly quotaBytes?: number | null;
}

export interface NewUnitMailbox {
  readonly name: string;
  readonly addresses: readonly string[];
  readonly agency: AgencyId | null;
  readonly quotaBytes?: number | null;
}

export interface NewPostHolding {
  readonly agency: AgencyId;
  readonly title: string;
  readonly isHead: boolean;
  readonly person: PersonId;
  /** ISO days; null = until further notice. */
  readonly from: string;
  readonly to: string | null;
}

export interface Directory {
  createOrganization(o: { name: string; domain: string; regulation: string | null }): Promise<Organization>;
  createAgency(organization: Organization, agency: NewAgency): Promise<AgencyId>;
  /** A person with a personal mailbox. */
  createOfficial(
    organization: Organization,
    official: NewOfficial,
  ): Promise<{ person: PersonId; account: AccountId; address: string }>;
  createUnitMailbox(
    organization: Organization,
    mailbox: NewUnitMailbox,
  ): Promise<{ account: AccountId; address: string }>;
  /** A new post and its first holder. */
  createPost(organization: Organization, holding: NewPostHolding): Promise<PostId>;
  /** Through a post when one is named, else a direct grant. */
  grantAccess(
    organization: Organization,
    grant: { account: AccountId; person: PersonId; post: PostId | null; access: Access },
  ): Promise<void>;
}

const titleLimit = 200;
const addressesLimit = 20;
const agencyNameLimit = 200;

interface Parts {
  readonly store: DirectoryStore;
  readonly audit: Pick<AuditLog, "record">;
  /** Who acts; null = the operator at the command line. */
  readonly actor?: PersonId | null;
  /** For mailboxes that are given none of their own; 0 = none. */
  readonly defaultQuotaBytes: number;
}

export const createDirectory = (parts: Parts): Directory => ({
  createOrganization: (wanted) => createOrganization(parts, wanted),
  createAgency: (organization, agency) => createAgency(parts, organization, agency),
  createOfficial: (organization, official) => createOfficial(parts, organization, official),
  createUnitMailbox: (organization, mailbox) => createUnitMailbox(parts, organization, mailbox),
  createPost: (organization, holding) => createPost(parts, organization, holding),
  async grantAccess(organization, { account, person, post, access }) {
    await parts.store.grantAccess({ account, person, post, access });
    await record(parts, organization.id, {
      action: "access-grant",
      object: `account ${account}`,
      detail: { person, post, access },
    });
  },
});

const record = (
  { audit, actor = null }: Parts,
  organization: OrganizationId,
  entry: Pick<AuditEntry, "action" | "object" | "detail">,
): Promise<void> => audit.record({ organization, actor, actingFor: null, result: "done", ...entry });

async function createOrganization(
  parts: Parts,
  { name, domain, regulation }: Parameters<Directory["createOrganization"]>[0],
): Promise<Organization> {
  const { store } = parts;
  if (regulation !== null) requireRegulation(regulation);
  const wanted = { name: displayText(name, agencyNameLimit), domain: normalDomain(domain), regulation };
  if (await store.isLocalDomain(wanted.domain)) throw new CongvuError("already-exists", wanted.domain);
  const id = await store.createOrganization(wanted);
  await record(parts, id, { action: "organization-create", object: wanted.domain, detail: { regulation } });
  const created = (await store.organizations()).find((one) => one.id === id);
  if (!created) throw new CongvuError("server-fault", "organization gone after it was made");
  return created;
}

async function createAgency(parts: Parts, organization: Organization, agency: NewAgency): Promise<AgencyId> {
  const { store } = parts;
  const siblings = await store.agencies(organization.id);
  const checked = checkedAgency(agency);
  if (checked.parent !== null) requireAgency(siblings, checked.parent);
  if (siblings.some((one) => one.code === checked.code)) throw new CongvuError("already-exists", checked.code);
  const id = await store.createAgency(organization.id, checked);
  const { name, code } = checked;
  await record(parts, organization.id, { action: "agency-create", object: name, detail: { code } });
  return id;
}

async function createOfficial(parts: Parts, organization: Organization, official: NewOfficial) {
  const { store } = parts;
  const addresses = await freeAddresses(store, organization, { wanted: official.addresses, kind: "personal" });
  const checked = checkedPerson(official, addresses);
  const quotaBytes = checkedQuota(official.quotaBytes ?? parts.defaultQuotaBytes);
  if (checked.agency !== null) requireAgency(await store.agencies(organization.id), checked.agency);
  const person = await store.createPerson(organization.id, checked);
  const { name, agency } = checked;
  const mailbox = { kind: "personal", name, addresses, person, agency, quotaBytes } as const;
  return { person, ...(await createMailbox(parts, organization, mailbox)) };
}

async function createUnitMailbox(parts: Parts, organization: Organization, wanted: NewUnitMailbox) {
  const { store } = parts;
  const { agency } = wanted;
  const addresses = await freeAddresses(store, organization, { wanted: wanted.addresses, kind: "unit" });
  if (agency !== null) requireAgency(await store.agencies(organization.id), agency);
  const name = displayText(wanted.name, agencyNameLimit);
  const quotaBytes = checkedQuota(wanted.quotaBytes ?? parts.defaultQuotaBytes);
  return createMailbox(parts, organization, { kind: "unit", name, addresses, person: null, agency, quotaBytes });
}

async function createMailbox(
  parts: Parts,
  organization: Organization,
  mailbox: NewAccount,
): Promise<{ account: AccountId; address: string }> {
  const account = await parts.store.createAccount(organization.id, mailbox);
  const address = mailbox.addresses[0] ?? "";
  await record(parts, organization.id, { action: "account-create", object: address, detail: { kind: mailbox.kind } });
  return { account, address };
}

async function createPost(parts: Parts, organization: Organization, holding: NewPostHolding): Promise<PostId> {
  const { agency, isHead, person, from, to } = holding;
  if (!isDay(from) || (to !== null && (!isDay(to) || to < from))) throw new CongvuError("invalid", "post dates");
  const title = displayText(holding.title, titleLimit);
  const post = await parts.store.createPost({ agency, title, isHead });
  await parts.store.holdPost({ post, person, from, to });
  await record(parts, organization.id, { action: "post-create", object: title, detail: { person, from, to } });
  return post;
}

/** Canonical, of this organization, allowed for the kind, and nobody's yet. Throws otherwise. */
async function freeAddresses(
  store: DirectoryStore,
  organization: Organization,
  { wanted, kind }: { wanted: readonly string[]; kind: "personal" | "unit" },
): Promise<string[]> {
  if (wanted.length === 0) throw new CongvuError("invalid", "a mailbox needs an address");
  if (wanted.length > addressesLimit) throw new CongvuError("limit-exceeded", "addresses of one mailbox");
  const addresses = new Set<string>();
  for (const text of wanted) {
    const { local, domain, address } = normalAddress(text);
    if (!isWithin(domain, organization.domain)) throw new CongvuError("invalid", `not a domain of ours: ${domain}`);
    if (refusedWord(local, kind)) throw new CongvuError("forbidden", `reserved word: ${local}`);
    if (addresses.has(address) || (await store.accountByAddress(address))) {
      throw new CongvuError("already-exists", address);
    }
    addresses.add(address);
  }
  return [...addresses];
}

function checkedAgency(agency: NewAgency): NewAgency {
  const code = agency.code.trim().toLowerCase();
  if (!isUnitCode(code)) throw new CongvuError("invalid", "agency code");
  if (!isAgencyKind(agency.kind)) throw new CongvuError("invalid", "agency kind");
  return { ...agency, name: displayText(agency.name, agencyNameLimit), code };
}

function checkedPerson(person: NewPerson, addresses: readonly string[]): NewPerson {
  const recovery = person.recoveryAddress?.trim().toLowerCase() || null;
  if (recovery !== null && addresses.includes(recovery)) {
    throw new CongvuError("invalid", "the recovery address is the mailbox itself"); // requirements 3.4
  }
  if (person.birthDate && !isDay(person.birthDate)) throw new CongvuError("invalid", "birth date");
  return {
    name: displayText(person.name),
    agency: person.agency,
    title: optionalText(person.title, titleLimit),
    phone: optionalText(person.phone, 40),
    recoveryAddress: recovery,
    birthDate: person.birthDate || null,
  };
}

function requireAgency(agencies: readonly { readonly id: AgencyId }[], id: AgencyId): void {
  if (!agencies.some((one) => one.id === id)) throw new CongvuError("not-found", "agency");
}

function requireRegulation(id: string): void {
  if (regulationById(id) !== null) return;
  throw new CongvuError("invalid", `regulation ${id}; known: ${regulations.map((one) => one.id).join(", ")}`);
}

/** The store's null = no quota. */
function checkedQuota(quota: number): number | null {
  if (!Number.isSafeInteger(quota) || quota < 0) throw new CongvuError("invalid", "quota");
  return quota === 0 ? null : quota;
}

/** A real day as `2026-11-22`. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
