import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { systemClock } from "#base/clock.ts";
import { openStore, type Store } from "#storage/sqlite/open-store.ts";
import { createDirectory, type Directory } from "./directory.ts";
import { buildPeopleIndex } from "./people-search.ts";
import type { AgencyId, Organization, PersonId } from "./ports.ts";

let store: Store;
let directory: Directory;
let organization: Organization;
let department: AgencyId;

before(async () => {
  store = await openStore({
    data: ":memory:",
    clock: systemClock,
    buildPeopleIndex,
    onFatal: (error) => {
      throw error;
    },
  });
  directory = createDirectory({ store: store.directory, audit: store.audit, defaultQuotaBytes: 5_000 });
  organization = await directory.createOrganization({
    name: "Tỉnh Bình Minh",
    domain: "BinhMinh.gov.vn",
    regulation: "binh-thuan-bdt-2012",
  });
  department = await directory.createAgency(organization, {
    parent: null,
    name: "Sở Khoa học và Công nghệ",
    code: "SKHCN",
    kind: "department",
  });
});
after(() => store.close());

const official = (name: string, address: string, more: object = {}) =>
  directory.createOfficial(organization, { name, agency: department, addresses: [address], ...more });

describe("the directory", () => {
  it("keeps an organization under the one spelling of its domain, once", async () => {
    assert.equal(organization.domain, "binhminh.gov.vn");
    assert.equal(organization.zone, "Asia/Ho_Chi_Minh");
    await assert.rejects(directory.createOrganization({ name: "Khác", domain: "binhminh.gov.vn", regulation: null }), {
      code: "already-exists",
    });
  });

  const organizations = [
    { name: "", domain: "x.gov.vn", regulation: null, why: "no name" },
    { name: "X", domain: "vn", regulation: null, why: "a top-level domain" },
    { name: "X", domain: "x.gov.vn", regulation: "ha-noi-2099", why: "an unknown regulation" },
  ];
  for (const { why, ...wanted } of organizations) {
    it(`refuses an organization with ${why}`, () =>
      assert.rejects(directory.createOrganization(wanted), { code: "invalid" }));
  }

  it("makes a person with a mailbox under the address in one spelling", async () => {
    const made = await official(" Trần  Thị Hoa ", "HoaTT@SKHCN.BinhMinh.gov.vn", { title: "Chánh Văn phòng" });
    assert.equal(made.address, "hoatt@skhcn.binhminh.gov.vn");
    const account = await store.directory.accountByAddress("hoatt@skhcn.binhminh.gov.vn");
    assert.deepEqual([account?.name, account?.kind, account?.person], ["Trần Thị Hoa", "personal", made.person]);
    assert.equal((await store.directory.person(made.person))?.title, "Chánh Văn phòng");
    assert.ok(await store.directory.isLocalDomain("skhcn.binhminh.gov.vn"));
  });

  it("gives an address to one mailbox only, over all kinds and whatever the case", async () => {
    await official("Võ Thị Thu An", "anvtt@skhcn.binhminh.gov.vn");
    await assert.rejects(official("Vũ Thị Thanh An", "ANVTT@skhcn.binhminh.gov.vn"), { code: "already-exists" });
    await assert.rejects(
      directory.createUnitMailbox(organization, {
        name: "Văn phòng",
        agency: department,
        addresses: ["van.phong@binhminh.gov.vn", "anvtt@skhcn.binhminh.gov.vn"],
      }),
      { code: "already-exists" },
    );
    assert.equal(await store.directory.accountByAddress("van.phong@binhminh.gov.vn"), null, "nothing half made");
  });

  const refused: { why: string; code: string; make: () => Promise<unknown> }[] = [
    { why: "an address of another domain", code: "invalid", make: () => official("An", "an@gmail.com") },
    { why: "a domain that merely ends alike", code: "invalid", make: () => official("An", "an@xbinhminh.gov.vn") },
    { why: "no address", code: "invalid", make: () => official("An", "an@x.vn", { addresses: [] }) },
    {
      why: "the same address twice",
      code: "already-exists",
      make: () => official("An", "", { addresses: ["an1@binhminh.gov.vn", "AN1@binhminh.gov.vn"] }),
    },
    {
      why: "21 addresses",
      code: "limit-exceeded",
      make: () => official("An", "", { addresses: Array.from({ length: 21 }, (_, i) => `x${i}@binhminh.gov.vn`) }),
    },
    { why: "a reserved word", code: "forbidden", make: () => official("Root", "root@binhminh.gov.vn") },
    { why: "a role's word for a person", code: "forbidden", make: () => official("Abuse", "abuse@binhminh.gov.vn") },
    { why: "a name with NUL", code: "invalid", make: () => official("A\u0000n", "an2@binhminh.gov.vn") },
    {
      why: "a name that turns the reading direction",
      code: "invalid",
      make: () => official("A\u202En", "an2@binhminh.gov.vn"),
    },
    {
      why: "a recovery address that is the mailbox itself",
      code: "invalid",
      make: () => official("An", "an2@binhminh.gov.vn", { recoveryAddress: "An2@binhminh.gov.vn" }),
    },
    {
      why: "a birth date that is no day",
      code: "invalid",
      make: () => official("An", "an2@binhminh.gov.vn", { birthDate: "1990-02-30" }),
    },
    { why: "a negative quota", code: "invalid", make: () => official("An", "an2@binhminh.gov.vn", { quotaBytes: -1 }) },
    {
      why: "an agency that is not there",
      code: "not-found",
      make: () => official("An", "an2@binhminh.gov.vn", { agency: 999 as AgencyId }),
    },
  ];
  for (const { why, code, make } of refused) {
    it(`refuses a mailbox with ${why}, and makes nothing`, async () => {
      const before = (await store.directory.accounts(organization.id)).length;
      await assert.rejects(make(), { code });
      assert.equal((await store.directory.accounts(organization.id)).length, before);
    });
  }

  const quotas = [
    { given: undefined, kept: 5_000, why: "the default" },
    { given: null, kept: 5_000, why: "the default" },
    { given: 1, kept: 1, why: "its own" },
    { given: 0, kept: null, why: "none" },
  ];
  for (const [index, { given, kept, why }] of quotas.entries()) {
    it(`a mailbox given the quota ${given} has ${why}`, async () => {
      const { account } = await official("Quách Ta", `ta${index}@binhminh.gov.vn`, { quotaBytes: given });
      assert.equal((await store.directory.account(account))?.quotaBytes, kept);
    });
  }

  it("takes 20 addresses for one mailbox", async () => {
    const addresses = Array.from({ length: 20 }, (_, i) => `hai${i}@binhminh.gov.vn`);
    const { account } = await official("Tạ Thị Hải", "", { addresses });
    assert.deepEqual(await store.directory.addressesOf(account), addresses);
  });

  it("lets a unit have a role's word", async () => {
    const unit = await directory.createUnitMailbox(organization, {
      name: "Trung tâm vận hành",
      agency: null,
      addresses: ["vanhanh@binhminh.gov.vn", "postmaster@binhminh.gov.vn"],
    });
    assert.deepEqual(await store.directory.addressesOf(unit.account), [
      "vanhanh@binhminh.gov.vn",
      "postmaster@binhminh.gov.vn",
    ]);
  });

  const agencies = [
    { why: "a code with a dot", agency: { code: "s.k" }, code: "invalid" },
    { why: "a code that begins with a digit", agency: { code: "1k" }, code: "invalid" },
    { why: "a code that is in use", agency: { code: "skhcn" }, code: "already-exists" },
    { why: "a kind that does not exist", agency: { kind: "galaxy" }, code: "invalid" },
    { why: "a parent that is not there", agency: { parent: 999 as AgencyId }, code: "not-found" },
  ];
  for (const { why, agency, code } of agencies) {
    it(`refuses an agency with ${why}`, () =>
      assert.rejects(
        directory.createAgency(organization, {
          parent: null,
          name: "Sở Nội vụ",
          code: "snv",
          kind: "department",
          ...agency,
        }),
        { code },
      ));
  }

  it("gives the holder of a post what the post may do, from the first day to the last", async () => {
    const { person } = await official("Lê Thị Ngọc Ánh", "anhltn@skhcn.binhminh.gov.vn");
    const { account } = await directory.createUnitMailbox(organization, {
      name: "Văn phòng Sở KH&CN",
      agency: department,
      addresses: ["vanphong.skhcn@binhminh.gov.vn"],
    });
    const post = await directory.createPost(organization, {
      agency: department,
      title: "Văn thư",
      isHead: false,
      person,
      from: "2020-01-01",
      to: null,
    });
    await directory.grantAccess(organization, { account, person, post, access: "send" });
    const held = await store.directory.accountsOf(person);
    assert.deepEqual(
      held.map((one) => [one.account.address, one.access]),
      [
        ["anhltn@skhcn.binhminh.gov.vn", "administer"],
        ["vanphong.skhcn@binhminh.gov.vn", "send"],
      ],
    );
  });

  for (const [from, to] of [
    ["2026-13-01", null],
    ["today", null],
    ["2026-02-02", "2026-02-01"],
  ] as const) {
    it(`refuses a post held from ${from} to ${to}`, () =>
      assert.rejects(
        directory.createPost(organization, {
          agency: department,
          title: "Văn thư",
          isHead: false,
          person: 1 as PersonId,
          from,
          to,
        }),
        { code: "invalid" },
      ));
  }

  it("writes every act to the audit log, whose chain holds", async () => {
    const actions = (await store.audit.rows(1, 100)).map((row) => row.action);
    for (const action of ["organization-create", "agency-create", "account-create", "post-create", "access-grant"]) {
      assert.ok(actions.includes(action), action);
    }
    assert.equal((await store.audit.verify()).brokenAt, null);
  });
});
