// Several sessions on one mailbox: what each is told of the others' doings, and when (RFC 9051 §7.5.1, RFC 2180).
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type ImapDoor, type ImapPeer, openImap, type Person } from "./door.ts";

let door: ImapDoor;
before(async () => {
  door = await openImap();
});
after(() => door.close());

/** A person with `letters` letters in INBOX, and two sessions that have it selected. */
async function twoSessions(letters = 4): Promise<{ person: Person; a: ImapPeer; b: ImapPeer }> {
  const person = await door.addPerson();
  const writer = await door.signIn(person, null);
  for (let i = 1; i <= letters; i++) await writer.append(`Subject: ${i}\r\n\r\n${i}\r\n`);
  await writer.ok("LOGOUT");
  const a = await door.signIn(person);
  const b = await door.signIn(person);
  return { person, a, b };
}

const untagged = async (peer: ImapPeer, command: string) => (await peer.ok(command)).slice(0, -1);

describe("flags", () => {
  it("set in one session show in the other with its next command", async () => {
    const { a, b } = await twoSessions();
    await a.ok("STORE 2 +FLAGS (\\Flagged)");
    assert.deepEqual(await untagged(b, "NOOP"), ["* 2 FETCH (FLAGS (\\Flagged))"]);
    assert.deepEqual(await untagged(b, "NOOP"), []);
  });

  it("show in FETCH, STORE and SEARCH too, before their own answer", async () => {
    const { a, b } = await twoSessions();
    await a.ok("STORE 2 +FLAGS (\\Flagged)");
    assert.deepEqual(await untagged(b, "FETCH 1 UID"), ["* 2 FETCH (FLAGS (\\Flagged))", "* 1 FETCH (UID 1)"]);
    await a.ok("STORE 3 +FLAGS (\\Draft)");
    assert.deepEqual(await untagged(b, "SEARCH DRAFT"), ["* 3 FETCH (FLAGS (\\Draft))", "* SEARCH 3"]);
  });

  it("changed by oneself are told once", async () => {
    const { a } = await twoSessions();
    assert.deepEqual(await untagged(a, "STORE 1 +FLAGS (\\Seen)"), ["* 1 FETCH (FLAGS (\\Seen \\Recent))"]);
    assert.deepEqual(await untagged(a, "STORE 2 +FLAGS.SILENT (\\Seen)"), []);
    assert.deepEqual(await untagged(a, "NOOP"), []);
  });

  it("that a silent STORE met on the way are told after all", async () => {
    const { a, b } = await twoSessions();
    await a.ok("STORE 2 +FLAGS (\\Flagged)");
    assert.deepEqual(await untagged(b, "STORE 2 +FLAGS.SILENT (\\Seen)"), ["* 2 FETCH (FLAGS (\\Flagged))"]);
    await a.ok("NOOP");
    // Between the two looks of one STORE: only the outcome differs from what was asked.
    await Promise.all([a.ok("STORE 3 +FLAGS (\\Flagged)"), b.ok("STORE 3 +FLAGS.SILENT (\\Seen)")]);
    await b.ok("NOOP");
    assert.match((await untagged(b, "FETCH 3 FLAGS")).join(), /\\Flagged \\Seen/);
  });

  it("that another session changed meanwhile make UNCHANGEDSINCE fail for that message only", async () => {
    const { a, b } = await twoSessions();
    const before = /MODSEQ \((\d+)\)/.exec((await a.ok("FETCH 4 MODSEQ")).join())?.[1];
    await b.ok("STORE 2 +FLAGS (\\Flagged)");
    const lines = await a.command(`UID STORE 1:3 (UNCHANGEDSINCE ${before}) +FLAGS.SILENT (\\Seen)`);
    assert.match(lines.at(-1) ?? "", /^OK \[MODIFIED 2\]/);
    assert.match(
      (await untagged(a, "FETCH 1:3 FLAGS")).join(),
      /1 FETCH \(FLAGS \(\\Seen.*2 FETCH \(FLAGS \(\\Flagged[^S]*3 FETCH \(FLAGS \(\\Seen/,
    );
  });
});

describe("expunging", () => {
  it("is told with NOOP, from the end, and never in FETCH, STORE or SEARCH", async () => {
    const { a, b } = await twoSessions();
    await a.ok("STORE 1,3 +FLAGS.SILENT (\\Deleted)");
    await a.ok("EXPUNGE");
    for (const command of ["FETCH 4 UID", "STORE 4 +FLAGS.SILENT (\\Draft)", "SEARCH UID 4"]) {
      assert.doesNotMatch((await b.ok(command)).join(), /EXPUNGE/);
    }
    assert.deepEqual((await untagged(b, "NOOP")).slice(0, 2), ["* 3 EXPUNGE", "* 1 EXPUNGE"]);
    assert.deepEqual(await untagged(b, "FETCH 1:2 UID"), ["* 1 FETCH (UID 2)", "* 2 FETCH (UID 4)"]);
  });

  it("is told in the UID forms, whose numbers it cannot confuse", async () => {
    const { a, b } = await twoSessions();
    await a.ok("STORE 2 +FLAGS.SILENT (\\Deleted)");
    await a.ok("EXPUNGE");
    assert.deepEqual(await untagged(b, "UID FETCH 4 UID"), ["* 4 FETCH (UID 4)", "* 2 EXPUNGE"]);
    assert.deepEqual(await untagged(b, "UID SEARCH UID 4"), ["* SEARCH 4"]);
  });

  it("leaves the numbers of the other session as they were until it is told", async () => {
    const { a, b } = await twoSessions();
    await a.ok("STORE 1 +FLAGS.SILENT (\\Deleted)");
    await a.ok("EXPUNGE");
    await a.append("Subject: 5\r\n\r\n");
    assert.deepEqual(await untagged(b, "FETCH 2:4 UID"), [
      "* 2 FETCH (UID 2)",
      "* 3 FETCH (UID 3)",
      "* 4 FETCH (UID 4)",
    ]);
    assert.deepEqual(await untagged(b, "STORE 2 +FLAGS (\\Flagged)"), ["* 2 FETCH (FLAGS (\\Flagged))"]);
    assert.deepEqual(await untagged(b, "SEARCH FLAGGED"), ["* SEARCH 2"]);
    assert.deepEqual((await untagged(b, "NOOP")).slice(0, 3), ["* 1 EXPUNGE", "* 4 EXISTS", "* 0 RECENT"]);
    assert.deepEqual(await untagged(b, "FETCH 1 (UID FLAGS)"), ["* 1 FETCH (UID 2 FLAGS (\\Flagged))"]);
  });

  it("of a number that is still held: the letter can be read, its flags cannot be set", async () => {
    const { a, b } = await twoSessions();
    await a.ok("STORE 2 +FLAGS.SILENT (\\Deleted)");
    await a.ok("EXPUNGE");
    assert.match((await b.ok("FETCH 2 (UID BODY.PEEK[])")).join(), /Subject: 2/);
    assert.match(await b.answer("STORE 2 +FLAGS (\\Seen)"), /^NO \[EXPUNGEISSUED\]/);
    assert.match(await b.answer("UID STORE 2 +FLAGS (\\Seen)"), /^OK/);
  });

  it("by COPY and MOVE of what is gone does nothing and says so by its answer", async () => {
    const { a, b } = await twoSessions();
    await a.ok("STORE 2 +FLAGS.SILENT (\\Deleted)");
    await a.ok("EXPUNGE");
    assert.match(await b.answer("COPY 2:3 Archive"), /^OK \[COPYUID \d+ 3 1\]/);
    assert.equal(await b.answer("UID MOVE 2 Archive"), "OK MOVE done");
  });

  it("by MOVE in one session is an expunge in the other", async () => {
    const { a, b } = await twoSessions();
    await a.ok("MOVE 2:3 Archive");
    assert.deepEqual(await untagged(b, "NOOP"), ["* 3 EXPUNGE", "* 2 EXPUNGE"]);
  });
});

describe("new letters", () => {
  it("show in every session, and are \\Recent in the first that is told", async () => {
    const { person, a, b } = await twoSessions(0);
    await a.append("Subject: 1\r\n\r\n");
    assert.deepEqual(await untagged(b, "NOOP"), ["* 1 EXISTS", "* 0 RECENT"]);
    assert.deepEqual(await untagged(a, "FETCH 1 FLAGS"), ["* 1 FETCH (FLAGS (\\Recent))"]);
    assert.deepEqual(await untagged(b, "FETCH 1 FLAGS"), ["* 1 FETCH (FLAGS ())"]);
    const c = await door.signIn(person, null);
    assert.ok((await c.ok("SELECT INBOX")).includes("* 0 RECENT"));
  });

  it("are \\Recent for EXAMINE and stay so for the next SELECT", async () => {
    const person = await door.addPerson();
    const a = await door.signIn(person, null);
    await a.append("Subject: 1\r\n\r\n");
    assert.ok((await a.ok("EXAMINE INBOX")).includes("* 1 RECENT"));
    assert.deepEqual(await untagged(a, "FETCH 1 FLAGS"), ["* 1 FETCH (FLAGS (\\Recent))"]);
    assert.ok((await a.ok("SELECT INBOX")).includes("* 1 RECENT"));
    assert.ok((await a.ok("SELECT INBOX")).includes("* 0 RECENT"));
  });

  it("are told of in an answer to APPEND and COPY", async () => {
    const { a, b } = await twoSessions(1);
    assert.deepEqual((await untagged(a, "COPY 1 INBOX")).slice(0, 1), ["* 2 EXISTS"]);
    assert.deepEqual((await untagged(b, 'STATUS "Sent" (MESSAGES)')).slice(1, 2), ["* 2 EXISTS"]);
  });
});

describe("IDLE", () => {
  it("is told of letters, flags and expunges as they happen", async () => {
    const { a, b } = await twoSessions(2);
    b.send("i IDLE\r\n");
    assert.equal(await b.response(), "+ Idling");
    await a.append("Subject: 3\r\n\r\n");
    assert.equal(await b.response(), "* 3 EXISTS");
    assert.match((await b.response()) ?? "", /^\* \d RECENT$/);
    await a.ok("STORE 1 +FLAGS.SILENT (\\Deleted)");
    assert.equal(await b.response(), "* 1 FETCH (FLAGS (\\Deleted))");
    await a.ok("EXPUNGE");
    assert.equal(await b.response(), "* 1 EXPUNGE");
    b.send("DONE\r\n");
    assert.deepEqual(await b.until("i"), ["OK IDLE done"]);
    assert.deepEqual(await untagged(b, "FETCH 1:2 UID"), ["* 1 FETCH (UID 2)", "* 2 FETCH (UID 3)"]);
  });

  it("begins with what happened before it", async () => {
    const { a, b } = await twoSessions(1);
    await a.append("Subject: 2\r\n\r\n");
    b.send("i IDLE\r\n");
    assert.equal(await b.response(), "+ Idling");
    assert.equal(await b.response(), "* 2 EXISTS");
  });

  it("is told within milliseconds of the commit", async () => {
    const { person, b } = await twoSessions(0);
    b.send("i IDLE\r\n");
    await b.response();
    const { mail } = door.services;
    const inbox = (await mail.folders(person.handle)).find(({ role }) => role === "inbox");
    assert.ok(inbox);
    const lags: number[] = [];
    for (let i = 1; i <= 20; i++) {
      await mail.append(person.handle, [
        { folder: inbox.id, bytes: Buffer.from(`Subject: ${i}\r\n\r\n`), flags: { bits: 0, keywords: [] } },
      ]);
      const start = performance.now();
      assert.equal(await b.response(), `* ${i} EXISTS`);
      lags.push(performance.now() - start);
      await b.response();
    }
    lags.sort((x, y) => x - y);
    assert.ok((lags[10] ?? 99) < 50, `median ${lags[10]} ms`);
  });
});

describe("a mailbox deleted under a session", () => {
  it("is empty for that session from then on, and cannot be written to", async () => {
    const person = await door.addPerson();
    const a = await door.signIn(person, null);
    const b = await door.signIn(person, null);
    await a.ok("CREATE Tam");
    for (let i = 1; i <= 2; i++) await a.append(`Subject: ${i}\r\n\r\n`, "Tam");
    await b.ok("SELECT Tam");
    await a.ok("DELETE Tam");
    assert.doesNotMatch((await b.command("FETCH 1 FLAGS")).join(), /EXPUNGE\b(?!ISSUED)/);
    assert.deepEqual(await untagged(b, "NOOP"), ["* 2 EXPUNGE", "* 1 EXPUNGE"]);
    assert.match(await b.answer("FETCH 1 FLAGS"), /^BAD/);
    assert.match(await b.answer("CLOSE"), /^OK/);
    assert.match(await b.answer("SELECT Tam"), /^NO \[NONEXISTENT\]/);
  });

  it("and made again under its name is another mailbox", async () => {
    const person = await door.addPerson();
    const a = await door.signIn(person, null);
    await a.ok("CREATE Tam");
    const first = (await a.ok("STATUS Tam (UIDVALIDITY MAILBOXID)"))[0];
    await a.ok("DELETE Tam");
    await a.ok("CREATE Tam");
    assert.notEqual((await a.ok("STATUS Tam (UIDVALIDITY MAILBOXID)"))[0], first);
  });

  it("of oneself: the session goes on", async () => {
    const person = await door.addPerson();
    const a = await door.signIn(person, null);
    await a.ok("CREATE Tam");
    await a.append("Subject: 1\r\n\r\n", "Tam");
    await a.ok("SELECT Tam");
    assert.deepEqual(await untagged(a, "DELETE Tam"), ["* 1 EXPUNGE"]);
    await a.ok("SELECT INBOX");
  });
});
