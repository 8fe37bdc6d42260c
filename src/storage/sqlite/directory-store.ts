// The directory on SQLite. Address look-ups are the hottest read of SMTP and sign-in: answered from the prepared
// statement over the page cache, a few microseconds each.

import type { Clock } from "#base/clock.ts";
import {
  type Access,
  type Account,
  type AccountId,
  type AccountKind,
  type AccountMember,
  type AccountState,
  type Agency,
  type AgencyId,
  accessLevels,
  type DirectoryEntry,
  type DirectoryStore,
  type NewAccount,
  type NewAgency,
  type NewPerson,
  type Organization,
  type OrganizationId,
  type PeopleIndex,
  type Person,
  type PersonId,
  type PostId,
} from "#directory/ports.ts";
import type { Statements } from "./statements.ts";
import type { Writer } from "./writer.ts";

interface AccountRow {
  readonly id: AccountId;
  readonly organization: OrganizationId;
  readonly kind: AccountKind;
  readonly state: AccountState;
  readonly name: string;
  readonly address: string | null;
  readonly person: PersonId | null;
  readonly agency: AgencyId | null;
  readonly quota_bytes: number | null;
}

const accountColumns = `account.id, account.organization, account.kind, account.state, account.name, account.person,
  account.agency, account.quota_bytes,
  (SELECT address FROM address WHERE address.account = account.id AND address.kind = 'primary') AS address`;

const toAccount = (row: AccountRow): Account => ({
  id: row.id,
  organization: row.organization,
  kind: row.kind,
  state: row.state,
  name: row.name,
  address: row.address ?? "",
  person: row.person,
  agency: row.agency,
  quotaBytes: row.quota_bytes,
});

export type BuildPeopleIndex = (entries: readonly DirectoryEntry[]) => PeopleIndex;

export class SqliteDirectory implements DirectoryStore {
  readonly #read: Statements;
  readonly #writer: Writer;
  readonly #clock: Clock;
  readonly #buildIndex: BuildPeopleIndex;
  /** People search of each organization, made at the first search after a change. */
  readonly #people = new Map<OrganizationId, PeopleIndex>();

  constructor(parts: { read: Statements; writer: Writer; clock: Clock; buildPeopleIndex: BuildPeopleIndex }) {
    this.#read = parts.read;
    this.#writer = parts.writer;
    this.#clock = parts.clock;
    this.#buildIndex = parts.buildPeopleIndex;
  }

  async organizations(): Promise<Organization[]> {
    return this.#read.all<Organization & Record<string, unknown>>(
      `SELECT id, organization.name, domain.name AS domain, regulation, zone FROM organization
       JOIN domain ON domain.organization = organization.id AND domain.sort = 0 ORDER BY id`,
    );
  }

  async createOrganization(o: { name: string; domain: string; regulation: string | null; zone?: string }) {
    const id = await this.#writer.commitAndAck("createOrganization", { zone: "Asia/Ho_Chi_Minh", ...o });
    return id as OrganizationId;
  }

  async agencies(organization: OrganizationId): Promise<Agency[]> {
    return this.#read.all<Agency & Record<string, unknown>>(
      `SELECT id, organization, parent, name, code, kind, sort_order AS sortOrder FROM agency
       WHERE organization = ?1 ORDER BY sort_order, name`,
      organization,
    );
  }

  async createAgency(organization: OrganizationId, agency: NewAgency) {
    const id = await this.#writer.commitAndAck("createAgency", { organization, sortOrder: 0, ...agency });
    this.#people.clear();
    return id as AgencyId;
  }

  async createPerson(organization: OrganizationId, person: NewPerson) {
    const id = await this.#writer.commitAndAck("createPerson", {
      organization,
      title: null,
      phone: null,
      recoveryAddress: null,
      birthDate: null,
      ...person,
    });
    this.#people.clear();
    return id as PersonId;
  }

  async person(id: PersonId): Promise<Person | null> {
    return this.#read.get<Person>(
      `SELECT id, organization, name, agency, title, phone, recovery_address AS recoveryAddress FROM person WHERE id = ?1`,
      id,
    );
  }

  async createAccount(organization: OrganizationId, account: NewAccount) {
    const id = await this.#writer.commitAndAck("createAccount", {
      organization,
      kind: account.kind,
      name: account.name,
      addresses: account.addresses,
      person: account.person,
      agency: account.agency,
      quotaBytes: account.quotaBytes ?? null,
    });
    this.#people.clear();
    return id as AccountId;
  }

  async createPost(post: { agency: AgencyId; title: string; isHead: boolean }) {
    return (await this.#writer.commitAndAck("createPost", post)) as PostId;
  }

  async holdPost(holding: { post: PostId; person: PersonId; from: string; to: string | null }) {
    await this.#writer.commitAndAck("holdPost", holding);
  }

  async grantAccess(member: AccountMember) {
    const { account, post, access } = member;
    await this.#writer.commitAndAck("grantAccess", {
      account,
      person: post ? 0 : member.person,
      post: post ?? 0,
      access,
    });
  }

  async account(id: AccountId): Promise<Account | null> {
    const row = this.#read.get<AccountRow>(`SELECT ${accountColumns} FROM account WHERE id = ?1`, id);
    return row && toAccount(row);
  }

  async accounts(organization: OrganizationId): Promise<Account[]> {
    return this.#read
      .all<AccountRow>(`SELECT ${accountColumns} FROM account WHERE organization = ?1 ORDER BY id`, organization)
      .map(toAccount);
  }

  async accountByAddress(address: string): Promise<Account | null> {
    const row = this.#read.get<AccountRow>(
      `SELECT ${accountColumns} FROM address AS given JOIN account ON account.id = given.account
       WHERE given.address = ?1 AND given.kind <> 'retired'`,
      address,
    );
    return row && toAccount(row);
  }

  async accountsByLocalPart(local: string): Promise<Account[]> {
    return this.#read
      .all<AccountRow>(
        `SELECT ${accountColumns} FROM address AS given JOIN account ON account.id = given.account
         WHERE given.address >= ?1 || '@' AND given.address < ?1 || 'A' AND given.kind <> 'retired'
           AND account.kind = 'personal' LIMIT 10`,
        local,
      )
      .map(toAccount);
  }

  async isLocalDomain(domain: string): Promise<boolean> {
    return this.#read.get("SELECT 1 FROM domain WHERE name = ?1", domain) !== null;
  }

  async accountsOf(person: PersonId): Promise<{ account: Account; access: Access }[]> {
    const own = this.#read
      .all<AccountRow>(
        `SELECT ${accountColumns} FROM account WHERE person = ?1 AND kind = 'personal' ORDER BY id`,
        person,
      )
      .map((row) => ({ account: toAccount(row), access: "administer" as Access }));
    const today = new Date(this.#clock.nowMs()).toISOString().slice(0, 10);
    const rows = this.#read.all<AccountRow & { access: Access }>(
      `SELECT ${accountColumns}, account_member.access AS access FROM account_member
       JOIN account ON account.id = account_member.account
       WHERE account_member.person = ?1 OR account_member.post IN (
         SELECT post FROM post_holding WHERE person = ?1 AND from_day <= ?2 AND (to_day IS NULL OR to_day >= ?2))
       ORDER BY account.name`,
      person,
      today,
    );
    return [...own, ...highestOf(rows)];
  }

  async addressesOf(account: AccountId): Promise<string[]> {
    return this.#read
      .all<{ address: string }>(
        "SELECT address FROM address WHERE account = ?1 AND kind <> 'retired' ORDER BY sort",
        account,
      )
      .map((row) => row.address);
  }

  async searchPeople(organization: OrganizationId, text: string, limit: number): Promise<DirectoryEntry[]> {
    let index = this.#people.get(organization);
    if (!index) {
      index = this.#buildIndex(this.#entries(organization));
      this.#people.set(organization, index);
    }
    return index.search(text, limit);
  }

  #entries(organization: OrganizationId): DirectoryEntry[] {
    return this.#read.all<DirectoryEntry & Record<string, unknown>>(
      `SELECT account.id AS account, account.kind, account.name, address.address, person.title, agency.name AS agencyName
       FROM account JOIN address ON address.account = account.id AND address.kind = 'primary'
       LEFT JOIN person ON person.id = account.person LEFT JOIN agency ON agency.id = account.agency
       WHERE account.organization = ?1 AND account.state = 'active'`,
      organization,
    );
  }
}

/** One right an account: the highest of those a person has by name or by post. */
function highestOf(rows: readonly (AccountRow & { access: Access })[]): { account: Account; access: Access }[] {
  const best = new Map<AccountId, { account: Account; access: Access }>();
  for (const row of rows) {
    const held = best.get(row.id);
    if (held && accessLevels.indexOf(held.access) >= accessLevels.indexOf(row.access)) continue;
    best.set(row.id, { account: toAccount(row), access: row.access });
  }
  return [...best.values()];
}
