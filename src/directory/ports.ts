// What the rest of the system may ask of the directory: organizations, agencies, people, posts, mailboxes, addresses.
// Names follow the glossary: the tenant is an organization, its tree is made of agencies, a person holds posts,
// an account is one mailbox (personal or unit).
declare const brand: unique symbol;
type Branded<T, B extends string> = T & { readonly [brand]: B };

export type OrganizationId = Branded<number, "OrganizationId">;
export type AgencyId = Branded<number, "AgencyId">;
export type PersonId = Branded<number, "PersonId">;
export type PostId = Branded<number, "PostId">;
/** Number of a mailbox. Below 2^29, because a search rowid is account × 2^24 + letter. */
export type AccountId = Branded<number, "AccountId">;

export interface Organization {
  readonly id: OrganizationId;
  readonly name: string;
  /** Its first domain, lower case A-labels. */
  readonly domain: string;
  readonly regulation: string | null;
  /** IANA zone of INTERNALDATE, duty and search dates. */
  readonly zone: string;
}

export interface Agency {
  readonly id: AgencyId;
  readonly organization: OrganizationId;
  readonly parent: AgencyId | null;
  readonly name: string;
  /** Short stable code used in addresses: "skhcn". */
  readonly code: string;
  readonly kind: string;
  readonly sortOrder: number;
}

export interface Person {
  readonly id: PersonId;
  readonly organization: OrganizationId;
  /** As given; never "corrected". */
  readonly name: string;
  readonly agency: AgencyId | null;
  /** Free text of the post held, for lists and signatures. */
  readonly title: string | null;
  readonly phone: string | null;
  readonly recoveryAddress: string | null;
}

export type AccountKind = "personal" | "unit";
export type AccountState = "active" | "suspended" | "closed";

export interface Account {
  readonly id: AccountId;
  readonly organization: OrganizationId;
  readonly kind: AccountKind;
  readonly state: AccountState;
  /** Shown name: the person's or the unit's. */
  readonly name: string;
  readonly address: string;
  /** Owner of a personal account, null for a unit. */
  readonly person: PersonId | null;
  readonly agency: AgencyId | null;
  readonly quotaBytes: number | null;
}

/** What a person may do in a unit mailbox. Rights come from holding a post; `person` members are direct grants. */
export interface AccountMember {
  readonly account: AccountId;
  readonly person: PersonId;
  readonly post: PostId | null;
  readonly access: Access;
}

/** Rising: each level includes those before it. */
export const accessLevels = ["read", "flag", "write", "send", "administer"] as const;
export type Access = (typeof accessLevels)[number];

export interface NewAgency {
  readonly parent: AgencyId | null;
  readonly name: string;
  readonly code: string;
  readonly kind: string;
  readonly sortOrder?: number;
}

export interface NewPerson {
  readonly name: string;
  readonly agency: AgencyId | null;
  readonly title?: string | null;
  readonly phone?: string | null;
  readonly recoveryAddress?: string | null;
  readonly birthDate?: string | null;
}

export interface NewAccount {
  readonly kind: AccountKind;
  readonly name: string;
  /** Primary address, then aliases; full, lower case. */
  readonly addresses: readonly string[];
  readonly person: PersonId | null;
  readonly agency: AgencyId | null;
  readonly quotaBytes?: number | null;
}

/** One hit of the people search. */
export interface DirectoryEntry {
  readonly account: AccountId;
  readonly kind: AccountKind;
  readonly name: string;
  readonly address: string;
  readonly title: string | null;
  readonly agencyName: string | null;
}

/** People and units made ready for searching (directory/people-search.ts). */
export interface PeopleIndex {
  /** Best first, at most `limit`. Empty text finds nothing. */
  search(text: string, limit: number): DirectoryEntry[];
}

export interface DirectoryStore {
  organizations(): Promise<Organization[]>;
  createOrganization(o: {
    name: string;
    domain: string;
    regulation: string | null;
    zone?: string;
  }): Promise<OrganizationId>;
  agencies(organization: OrganizationId): Promise<Agency[]>;
  createAgency(organization: OrganizationId, agency: NewAgency): Promise<AgencyId>;
  createPerson(organization: OrganizationId, person: NewPerson): Promise<PersonId>;
  person(id: PersonId): Promise<Person | null>;
  /** Creates the mailbox with its addresses and its standard folders. Throws `already-exists` for a taken address. */
  createAccount(organization: OrganizationId, account: NewAccount): Promise<AccountId>;
  /** Holder from–to of a post. */
  createPost(post: { agency: AgencyId; title: string; isHead: boolean }): Promise<PostId>;
  holdPost(holding: { post: PostId; person: PersonId; from: string; to: string | null }): Promise<void>;
  grantAccess(member: AccountMember): Promise<void>;
  account(id: AccountId): Promise<Account | null>;
  accounts(organization: OrganizationId): Promise<Account[]>;
  /** The mailbox that `address` (any case, U- or A-label) delivers to; null = unknown. Hot: answered from memory when possible. */
  accountByAddress(address: string): Promise<Account | null>;
  /** Personal mailboxes whose local part is `local`, over all domains: what a person types who leaves the domain out. */
  accountsByLocalPart(local: string): Promise<Account[]>;
  isLocalDomain(domain: string): Promise<boolean>;
  /** Every mailbox `person` may open, own one first, with the level held today. */
  accountsOf(person: PersonId): Promise<{ account: Account; access: Access }[]>;
  addressesOf(account: AccountId): Promise<string[]>;
  /** Folded, word starts in any order, initials; exact diacritics first. */
  searchPeople(organization: OrganizationId, text: string, limit: number): Promise<DirectoryEntry[]>;
}
