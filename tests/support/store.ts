// The real store on ":memory:" with a clock turned by hand, and people made as needed.
import { grant } from "#auth/grant.ts";
import type { AccountHandle } from "#auth/ports.ts";
import { SignIn } from "#auth/sign-in.ts";
import { buildPeopleIndex } from "#directory/people-search.ts";
import type { AccountId, OrganizationId, PersonId } from "#directory/ports.ts";
import { openStore, type Store } from "#storage/sqlite/open-store.ts";
import { FakeClock } from "./fake-clock.ts";

export interface StorePerson {
  readonly person: PersonId;
  readonly account: AccountId;
  readonly address: string;
  readonly handle: AccountHandle;
}

export interface StoreWorld {
  readonly store: Store;
  readonly clock: FakeClock;
  readonly signIn: SignIn;
  readonly organization: OrganizationId;
  addPerson(address: string, password?: string): Promise<StorePerson>;
}

export async function openWorld(data = ":memory:"): Promise<StoreWorld> {
  const clock = new FakeClock();
  const onFatal = (error: Error) => {
    throw error;
  };
  const store = await openStore({ data, clock, buildPeopleIndex, onFatal });
  const { directory, credentials, audit } = store;
  const signIn = new SignIn({ directory, credentials, audit, clock });
  const organization = await directory.createOrganization({ name: "Thử", domain: "test.gov.vn", regulation: null });
  return {
    store,
    clock,
    signIn,
    organization,
    async addPerson(address, password) {
      const name = address.split("@")[0] ?? address;
      const person = await directory.createPerson(organization, { name, agency: null });
      const unit = { kind: "personal", name, addresses: [address], person, agency: null } as const;
      const account = await directory.createAccount(organization, unit);
      if (password !== undefined) await signIn.setPassword(person, password);
      const row = await directory.account(account);
      if (!row) throw new Error("account not made");
      return { person, account, address, handle: grant(row, person, "administer") };
    },
  };
}
