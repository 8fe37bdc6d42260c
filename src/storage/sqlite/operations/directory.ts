// Organizations, agencies, people, posts, mailboxes. Checks of meaning are directory/'s; here uniqueness is enforced.
import { CongvuError } from "#base/errors.ts";
import { fold } from "#base/fold.ts";
import { makeStandardFolders } from "./folders.ts";
import type { Touched } from "./touched.ts";
import { joinViewer } from "./viewers.ts";

export function createOrganization(
  t: Touched,
  input: { name: string; domain: string; regulation: string | null; zone: string },
): number {
  if (t.sql.get("SELECT 1 FROM domain WHERE name = ?1", input.domain)) throw new CongvuError("already-exists");
  const id = t.sql.insert(
    "INSERT INTO organization(name, regulation, zone, created_at) VALUES (?1, ?2, ?3, ?4)",
    input.name,
    input.regulation,
    input.zone,
    t.nowMs,
  );
  t.sql.run("INSERT INTO domain(name, organization, sort) VALUES (?1, ?2, 0)", input.domain, id);
  return id;
}

export interface AgencyInput {
  readonly organization: number;
  readonly parent: number | null;
  readonly name: string;
  readonly code: string;
  readonly kind: string;
  readonly sortOrder: number;
}

export function createAgency(t: Touched, input: AgencyInput): number {
  const taken = t.sql.get("SELECT 1 FROM agency WHERE organization = ?1 AND code = ?2", input.organization, input.code);
  if (taken) throw new CongvuError("already-exists", "agency code");
  return t.sql.insert(
    `INSERT INTO agency(organization, parent, name, folded, code, kind, sort_order) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)`,
    input.organization,
    input.parent,
    input.name,
    fold(input.name),
    input.code,
    input.kind,
    input.sortOrder,
  );
}

export interface PersonInput {
  readonly organization: number;
  readonly name: string;
  readonly agency: number | null;
  readonly title: string | null;
  readonly phone: string | null;
  readonly recoveryAddress: string | null;
  readonly birthDate: string | null;
}

export function createPerson(t: Touched, input: PersonInput): number {
  return t.sql.insert(
    `INSERT INTO person(organization, agency, name, folded, title, phone, recovery_address, birth_date)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`,
    input.organization,
    input.agency,
    input.name,
    fold(input.name),
    input.title,
    input.phone,
    input.recoveryAddress,
    input.birthDate,
  );
}

export interface AccountInput {
  readonly organization: number;
  readonly kind: "personal" | "unit";
  readonly name: string;
  /** Canonical; the first is the primary one. */
  readonly addresses: readonly string[];
  readonly person: number | null;
  readonly agency: number | null;
  readonly quotaBytes: number | null;
}

export function createAccount(t: Touched, input: AccountInput): number {
  const id = t.sql.insert(
    `INSERT INTO account(organization, kind, name, folded, person, agency, quota_bytes, created_at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`,
    input.organization,
    input.kind,
    input.name,
    fold(input.name),
    input.person,
    input.agency,
    input.quotaBytes,
    t.nowMs,
  );
  for (const [sort, address] of input.addresses.entries()) {
    if (t.sql.get("SELECT 1 FROM address WHERE address = ?1", address))
      throw new CongvuError("already-exists", address);
    holdDomain(t, input.organization, address.slice(address.lastIndexOf("@") + 1));
    t.sql.run(
      "INSERT INTO address(address, account, kind, sort, since) VALUES (?1, ?2, ?3, ?4, ?5)",
      address,
      id,
      sort === 0 ? "primary" : "alias",
      sort,
      t.nowMs,
    );
  }
  t.sql.run("INSERT INTO account_counter(account, seen_per_person) VALUES (?1, ?2)", id, input.kind === "unit" ? 1 : 0);
  makeStandardFolders(t, id);
  return id;
}

/** A unit's own domain becomes local with its first address. */
function holdDomain(t: Touched, organization: number, domain: string): void {
  const held = t.sql.get<{ organization: number }>("SELECT organization FROM domain WHERE name = ?1", domain);
  if (held && held.organization !== organization) throw new CongvuError("already-exists", domain);
  if (!held) t.sql.run("INSERT INTO domain(name, organization, sort) VALUES (?1, ?2, 1)", domain, organization);
}

export function createPost(t: Touched, input: { agency: number; title: string; isHead: boolean }): number {
  return t.sql.insert(
    "INSERT INTO post(agency, title, is_head) VALUES (?1, ?2, ?3)",
    input.agency,
    input.title,
    input.isHead ? 1 : 0,
  );
}

/** Whoever holds the post joins its unit mailboxes now, so that what comes from here on is unread to them. */
export function holdPost(t: Touched, input: { post: number; person: number; from: string; to: string | null }): void {
  t.sql.run(
    "INSERT OR REPLACE INTO post_holding(post, person, from_day, to_day) VALUES (?1, ?2, ?3, ?4)",
    input.post,
    input.person,
    input.from,
    input.to,
  );
  const units = t.sql.all<{ account: number }>("SELECT account FROM account_member WHERE post = ?1", input.post);
  for (const { account } of units) joinViewer(t, { account, person: input.person });
}

export interface MemberInput {
  readonly account: number;
  /** 0 when the right belongs to a post. */
  readonly person: number;
  readonly post: number;
  readonly access: string;
}

export function grantAccess(t: Touched, input: MemberInput): void {
  t.sql.run(
    "INSERT OR REPLACE INTO account_member(account, person, post, access) VALUES (?1, ?2, ?3, ?4)",
    input.account,
    input.person,
    input.post,
    input.access,
  );
  const people = input.post
    ? t.sql.all<{ person: number }>("SELECT person FROM post_holding WHERE post = ?1 AND to_day IS NULL", input.post)
    : [{ person: input.person }];
  for (const { person } of people) {
    joinViewer(t, { account: input.account, person });
    t.event({
      account: input.account,
      kind: "rights-changed",
      person,
      door: "system",
      email: null,
      data: input.access,
    });
  }
}
