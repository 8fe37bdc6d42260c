// The sqlite store under the contract: in memory, and on a folder with its writer, checkpoint and search threads.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { grant } from "#auth/grant.ts";
import { systemClock } from "#base/clock.ts";
import { buildPeopleIndex } from "#directory/people-search.ts";
import { openStore } from "#storage/sqlite/open-store.ts";
import { mailStoreContract, type StoreUnderTest } from "./mail-store-contract.ts";

async function openAt(data: string, remove: () => void): Promise<StoreUnderTest> {
  const fail = (error: Error) => {
    throw error;
  };
  const store = await openStore({ data, clock: systemClock, buildPeopleIndex, onFatal: fail });
  const { directory } = store;
  const organization = await directory.createOrganization({ name: "Thử", domain: "test.gov.vn", regulation: null });
  const person = async (name: string) => {
    const id = await directory.createPerson(organization, { name, agency: null });
    const addresses = [`${name}@test.gov.vn`];
    const account = await directory.createAccount(organization, {
      kind: "personal",
      name,
      addresses,
      person: id,
      agency: null,
    });
    const row = await directory.account(account);
    if (!row) throw new Error("account not made");
    return { id, handle: grant(row, id, "administer") };
  };
  const hoa = await person("hoa");
  const nam = await person("nam");
  const unit = { kind: "unit", name: "Văn phòng", addresses: ["vp@test.gov.vn"], person: null, agency: null } as const;
  const unitId = await directory.createAccount(organization, unit);
  for (const { id } of [hoa, nam])
    await directory.grantAccess({ account: unitId, person: id, post: null, access: "send" });
  const unitRow = await directory.account(unitId);
  if (!unitRow) throw new Error("unit not made");
  return {
    store: store.mail,
    organization,
    hoa: hoa.handle,
    nam: nam.handle,
    unitByHoa: grant(unitRow, hoa.id, "send"),
    unitByNam: grant(unitRow, nam.id, "send"),
    async close() {
      await store.close();
      remove();
    },
  };
}

mailStoreContract("sqlite in memory", () => openAt(":memory:", () => undefined));
mailStoreContract("sqlite on a folder", () => {
  const data = mkdtempSync(path.join(tmpdir(), "congvu-contract-"));
  return openAt(data, () => rmSync(data, { recursive: true, force: true }));
});
