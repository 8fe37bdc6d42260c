import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { grant } from "#auth/grant.ts";
import { CongvuError } from "#base/errors.ts";
import { limits } from "#base/limits.ts";
import { buildPeopleIndex } from "#directory/people-search.ts";
import { ingest } from "#mail/ingest.ts";
import type { FolderId } from "#mail/ports.ts";
import { FakeClock } from "#tests/support/fake-clock.ts";
import { openStore } from "./open-store.ts";

const dayMs = 24 * 3_600_000;
const inbox = 1 as FolderId;
const none = { bits: 0, keywords: [] };
const letter = (text: string) => ingest(Buffer.from(`From: a@test.gov.vn\r\nSubject: ${text}\r\n\r\n${text}\r\n`));

async function openWith(data: string) {
  const clock = new FakeClock();
  const onFatal = (error: Error) => {
    throw error;
  };
  const store = await openStore({ data, clock, buildPeopleIndex, onFatal });
  const organization = await store.directory.createOrganization({
    name: "Thử",
    domain: "test.gov.vn",
    regulation: null,
  });
  const person = await store.directory.createPerson(organization, { name: "Hoa", agency: null });
  const addresses = ["hoa@test.gov.vn"];
  const account = await store.directory.createAccount(organization, {
    kind: "personal",
    name: "Hoa",
    addresses,
    person,
    agency: null,
  });
  const row = await store.directory.account(account);
  assert.ok(row);
  const handle = grant(row, person, "administer");
  const append = async (text: string) => {
    const [placed] = await store.mail.append(handle, [
      { folder: inbox, flags: none, receivedAtMs: clock.nowMs(), letter: letter(text) },
    ]);
    assert.ok(placed);
    return placed;
  };
  return { clock, store, handle, append };
}

const purgeAll = async (purge: () => Promise<number>) => {
  while ((await purge()) > 0);
};

test("an expunged letter can be restored on its last day and is erased the day after", async () => {
  const { clock, store, handle, append } = await openWith(":memory:");
  const [early, late] = [await append("sớm"), await append("muộn")];
  await store.mail.removePlacements(handle, { folder: inbox, uids: [early.uid] });
  clock.advance(dayMs);
  await store.mail.removePlacements(handle, { folder: inbox, uids: [late.uid] });
  clock.advance((limits.restoreDays - 1) * dayMs + 1);
  await purgeAll(() => store.mail.purge());
  assert.deepEqual(await store.mail.restore(handle, [early.emailNo, late.emailNo], inbox), [late.emailNo]);
  await assert.rejects(store.mail.body(handle, early.emailNo));
  assert.match((await store.mail.body(handle, late.emailNo)).toString(), /muộn/);
  await store.close();
});

test("the change feed reaches back thirty days; an older state means full resync", async () => {
  const { clock, store, handle, append } = await openWith(":memory:");
  const { modSeq: start } = await store.mail.states(handle);
  await append("cũ");
  const { modSeq: middle } = await store.mail.states(handle);
  clock.advance(limits.changeDays * dayMs + 1);
  await append("mới");
  await purgeAll(() => store.mail.purge());
  await assert.rejects(
    store.mail.changesSince(handle, start, 10),
    (error) => error instanceof CongvuError && error.code === "not-found",
  );
  assert.equal((await store.mail.changesSince(handle, middle, 10)).changes.length, 1);
  await store.close();
});

test("a body two letters hold outlives the first of them", async () => {
  const { clock, store, handle, append } = await openWith(":memory:");
  const [one, two] = [await append("chung"), await append("chung")];
  await store.mail.removePlacements(handle, { folder: inbox, uids: [one.uid] });
  clock.advance(limits.restoreDays * dayMs + 1);
  await purgeAll(() => store.mail.purge());
  assert.match((await store.mail.body(handle, two.emailNo)).toString(), /chung/);
  await store.close();
});

const files = (data: string) =>
  readdirSync(path.join(data, "bodies"), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

test("a body file without a row goes after a day, one with a row stays", async (t) => {
  const data = mkdtempSync(path.join(tmpdir(), "congvu-keeping-"));
  t.after(() => rmSync(data, { recursive: true, force: true }));
  const { store, append } = await openWith(data);
  const noise = Array.from({ length: 60_000 }, (_, i) => Math.imul(i, 2_654_435_761).toString(36)).join("\r\n");
  await append(noise);
  await append(noise); // the same bytes: their second file belongs to no row
  assert.equal(files(data).length, 2);
  const hour = 3_600_000;
  assert.equal(await store.mail.sweepFiles(Date.now() + (limits.unusedHours - 1) * hour), 0);
  assert.equal(await store.mail.sweepFiles(Date.now() + (limits.unusedHours + 1) * hour), 1);
  assert.equal(files(data).length, 1);
  await store.close();
});

test("the sweep finds every changed column, a missing letter and a wrong counter", async (t) => {
  const data = mkdtempSync(path.join(tmpdir(), "congvu-sweep-"));
  t.after(() => rmSync(data, { recursive: true, force: true }));
  const { store, append } = await openWith(data);
  for (let i = 0; i < 8; i++) await append(`Thư số ${i}`);
  assert.deepEqual((await store.sweep()).findings, []);
  const damage = [
    ["UPDATE placement SET bits = bits | 1 WHERE uid = 1", "placement"],
    ["UPDATE placement SET mod_seq = mod_seq + 1 WHERE uid = 2", "placement"],
    ["UPDATE email SET received_at = received_at + 1 WHERE id % 16777216 = 3", "email"],
    ["UPDATE letter SET summary = replace(summary, 'a@', 'b@') WHERE body = 4", "letter"],
    ["UPDATE letter SET envelope = envelope || ' ' WHERE body = 5", "letter"],
    ["UPDATE folder SET total = total + 1 WHERE folder = 1", "folder"],
    ["UPDATE account_counter SET used_bytes = used_bytes - 1", "account"],
  ] as const;
  const db = new DatabaseSync(path.join(data, "congvu.db"), { timeout: 5_000 });
  for (const [sql, what] of damage) {
    db.exec(sql);
    const found = (await store.sweep()).findings;
    assert.ok(
      found.some((finding) => finding.what === what),
      sql,
    );
  }
  db.exec("DELETE FROM email WHERE id % 16777216 = 6");
  assert.ok((await store.sweep()).findings.some((finding) => finding.problem.includes("missing")));
  db.close();
  await store.close();
});

test("B21 E09 a body changed by one bit is never served", async (t) => {
  const data = mkdtempSync(path.join(tmpdir(), "congvu-flip-"));
  t.after(() => rmSync(data, { recursive: true, force: true }));
  const { store, handle, append } = await openWith(data);
  const placed = await append("Nguyên vẹn");
  const db = new DatabaseSync(path.join(data, "congvu.db"), { timeout: 5_000 });
  const { data: bytes } = db.prepare("SELECT data FROM body").get() as { data: Uint8Array };
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const flipped = Uint8Array.from(bytes);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    db.prepare("UPDATE body SET data = ?").run(flipped);
    // Octets 2-7 name dictionary and key, not yet in use: a flip there changes nothing of the letter.
    if (bit >> 3 >= 2 && bit >> 3 < 8) continue;
    await assert.rejects(
      store.mail.body(handle, placed.emailNo),
      (error) => error instanceof CongvuError && error.code === "body-damaged",
    );
  }
  db.close();
  await store.close();
});
