import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { CongvuError, type ErrorCode } from "#base/errors.ts";
import { limits } from "#base/limits.ts";
import { openWorld, type StorePerson, type StoreWorld } from "#tests/support/store.ts";

const refused = (code: ErrorCode) => (error: unknown) => error instanceof CongvuError && error.code === code;
const password = "mật khẩu của Hoa";

describe("the one sign-in service", () => {
  let world: StoreWorld;
  let hoa: StorePerson;
  let nam: StorePerson;
  before(async () => {
    world = await openWorld();
    hoa = await world.addPerson("hoatt@test.gov.vn", password);
    nam = await world.addPerson("nam@so.test.gov.vn", "khác");
  });
  after(() => world.store.close());

  const attempt = (name: string, typed: string, remoteAddress = "203.0.113.5") =>
    world.signIn.signIn({ name, password: typed, door: "imap", remoteAddress });

  test("a right password signs in, with the domain, without it, in any case and either Unicode form", async () => {
    for (const name of ["hoatt@test.gov.vn", "HoaTT@Test.GOV.vn", "hoatt", " hoatt "]) {
      assert.equal((await attempt(name, password)).person, hoa.person);
    }
    assert.equal((await attempt("hoatt", password.normalize("NFD"))).person, hoa.person);
  });

  test("a bare name finds the one official who has it, also under a unit's domain", async () => {
    assert.equal((await attempt("nam", "khác")).person, nam.person);
  });

  test("a wrong password, an unknown name and a mailbox without a password answer the same", async () => {
    await world.addPerson("moi@test.gov.vn");
    for (const name of ["hoatt", "khong.co", "moi", ""]) {
      await assert.rejects(attempt(name, "sai", `198.51.${name.length}.1`), refused("sign-in-failed"));
    }
  });

  test("D01 the fifth wrong password locks the name for that network, at every door", async () => {
    const from = "192.0.2.77";
    for (let i = 0; i < limits.signInFailuresBeforeLock; i++) {
      await assert.rejects(attempt("nam", "sai", from), refused("sign-in-failed"));
    }
    await assert.rejects(attempt("nam", "khác", "192.0.2.1"), refused("sign-in-locked"));
    const pop = { name: "nam", password: "khác", door: "pop3", remoteAddress: from } as const;
    await assert.rejects(world.signIn.signIn(pop), refused("sign-in-locked"));
  });

  test("D02 the lock leaves other networks and other names alone, and ends", async () => {
    assert.equal((await attempt("nam", "khác", "192.0.3.1")).person, nam.person);
    assert.equal((await attempt("hoatt", password, "192.0.2.77")).person, hoa.person);
    world.clock.advance(limits.signInLockMs + 1);
    assert.equal((await attempt("nam", "khác", "192.0.2.77")).person, nam.person);
  });

  test("a remembered password dies with a new one", async () => {
    await attempt("hoatt", password);
    await world.signIn.setPassword(hoa.person, "mật khẩu mới");
    await assert.rejects(attempt("hoatt", password, "198.18.0.1"), refused("sign-in-failed"));
    await attempt("hoatt", "mật khẩu mới");
    await world.signIn.setPassword(hoa.person, password);
  });

  test("a password is taken up to its limit and refused past it", async () => {
    const longest = "x".repeat(limits.passwordBytes);
    await world.signIn.setPassword(nam.person, longest);
    assert.equal((await attempt("nam", longest, "198.19.0.1")).person, nam.person);
    await assert.rejects(attempt("nam", `${longest}x`, "198.19.0.2"), refused("sign-in-failed"));
    await assert.rejects(world.signIn.setPassword(nam.person, `${longest}x`), refused("invalid"));
    await assert.rejects(world.signIn.setPassword(nam.person, ""), refused("invalid"));
  });

  test("D06 past two hashes at once and 64 waiting, a sign-in is told to come again", async () => {
    const many = limits.hashesAtOnce + limits.hashQueue + 5;
    const tries = Array.from({ length: many }, (_, i) => attempt(`x${i}`, "sai", `10.${i}.0.1`));
    const codes = (await Promise.allSettled(tries)).map((one) =>
      one.status === "rejected" ? one.reason.code : "done",
    );
    assert.equal(codes.filter((code) => code === "sign-in-busy").length, 5);
    assert.equal(codes.filter((code) => code === "sign-in-failed").length, many - 5);
  });

  test("every try is in the audit log, and no password is", async () => {
    await attempt("hoatt", password);
    const rows = await world.store.audit.rows(1, 10_000);
    const text = JSON.stringify(rows);
    assert.ok(rows.some((row) => row.action === "sign-in" && row.result === "refused"));
    assert.ok(!text.includes("mật khẩu") && !text.includes("sai"));
    assert.equal((await world.store.audit.verify()).brokenAt, null);
  });

  test("a web session lives until it is idle too long, ended or past its end; its token is not in the store", async () => {
    const who = await attempt("hoatt", password);
    const options = { remoteAddress: "::1", userAgent: "thử", remember: true };
    const session = await world.signIn.startSession(who, options);
    assert.equal((await world.signIn.session(session.token))?.person, hoa.person);
    assert.equal(await world.signIn.session(`${session.token}x`), null);
    world.clock.advance(limits.sessionIdleMs - 1);
    assert.ok(await world.signIn.session(session.token));
    world.clock.advance(limits.sessionIdleMs + 1);
    assert.equal(await world.signIn.session(session.token), null);
    const other = await world.signIn.startSession(who, options);
    await world.signIn.endSession(other.token);
    assert.equal(await world.signIn.session(other.token), null);
  });

  test("a person opens own and granted mailboxes only, and sends from those with the level for it", async () => {
    const { directory } = world.store;
    const make = (address: string) =>
      directory.createAccount(world.organization, {
        kind: "unit",
        name: address,
        addresses: [address],
        person: null,
        agency: null,
      });
    const office = await make("vp@test.gov.vn");
    const readOnly = await make("doc@test.gov.vn");
    await directory.grantAccess({ account: office, person: hoa.person, post: null, access: "send" });
    await directory.grantAccess({ account: readOnly, person: hoa.person, post: null, access: "read" });
    assert.equal((await world.signIn.open(hoa.person, office)).access, "send");
    await assert.rejects(world.signIn.open(nam.person, office), refused("forbidden"));
    await assert.rejects(world.signIn.open(nam.person, hoa.account), refused("forbidden"));
    const addresses = (await world.signIn.sendableAddresses(hoa.person)).map((one) => one.address);
    assert.deepEqual(addresses, ["hoatt@test.gov.vn", "vp@test.gov.vn"]);
  });

  test("a right by post lasts from the first to the last day of holding it", async () => {
    const { directory } = world.store;
    const agency = await directory.createAgency(world.organization, {
      parent: null,
      name: "Sở Thử",
      code: "st",
      kind: "so",
    });
    const unit = { kind: "unit", name: "Sở Thử", addresses: ["so@test.gov.vn"], person: null, agency } as const;
    const account = await directory.createAccount(world.organization, unit);
    const post = await directory.createPost({ agency, title: "Văn thư", isHead: false });
    await directory.grantAccess({ account, person: nam.person, post, access: "write" });
    const today = new Date(world.clock.nowMs()).toISOString().slice(0, 10);
    await directory.holdPost({ post, person: nam.person, from: today, to: today });
    assert.equal((await world.signIn.open(nam.person, account)).access, "write");
    world.clock.advance(24 * 3_600_000);
    await assert.rejects(world.signIn.open(nam.person, account), refused("forbidden"));
  });
});
