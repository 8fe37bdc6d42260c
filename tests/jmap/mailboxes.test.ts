// Mailbox methods against the real store (RFC 8621 §2).
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { TestPerson } from "../support/server.ts";
import { foldersOf, jmap, startTestWeb, type TestWeb } from "../support/web.ts";

describe("mailboxes", () => {
  let web: TestWeb;
  let hoa: TestPerson;
  let accountId: string;
  before(async () => {
    web = await startTestWeb();
    hoa = await web.server.addPerson("hoa@test.gov.vn");
    accountId = `a${hoa.account}`;
  });
  after(() => web.close());

  const set = async (args: object) => (await jmap(web, hoa, [["Mailbox/set", { accountId, ...args }]]))[0];
  const create = async (name: string, parentId: string | null = null): Promise<string> =>
    (await set({ create: { k: { name, parentId } } })).created.k.id;

  it("are all there with rights, roles and counts", async () => {
    const [answer] = await jmap(web, hoa, [["Mailbox/get", { accountId, ids: null }]]);
    const roles = answer.list.map(({ role }: { role: string }) => role);
    assert.deepEqual(roles.toSorted(), ["archive", "drafts", "inbox", "junk", "sent", "trash"]);
    const inbox = answer.list.find(({ role }: { role: string }) => role === "inbox");
    assert.deepEqual([inbox.totalEmails, inbox.unreadThreads, inbox.myRights.mayDelete], [0, 0, false]);
  });

  it("answers only the properties asked for, and what is not found", async () => {
    const [answer] = await jmap(web, hoa, [
      ["Mailbox/get", { accountId, ids: ["f1", "f99", "x"], properties: ["name"] }],
    ]);
    assert.deepEqual(answer.list, [{ id: "f1", name: "INBOX" }]);
    assert.deepEqual(answer.notFound, ["f99", "x"]);
  });

  it("are made with their parents in one call, in any order", async () => {
    const answer = await set({
      create: { con: { name: "Con", parentId: "#cha" }, cha: { name: "Cha", parentId: null, isSubscribed: false } },
    });
    assert.equal(answer.notCreated, null);
    const [got] = await jmap(web, hoa, [
      ["Mailbox/get", { accountId, ids: [answer.created.con.id, answer.created.cha.id] }],
    ]);
    assert.equal(got.list[0].parentId, answer.created.cha.id);
    assert.equal(got.list[1].isSubscribed, false);
  });

  it("A23 a circle of parents is refused, not followed", async () => {
    const answer = await set({ create: { a: { name: "A", parentId: "#b" }, b: { name: "B", parentId: "#a" } } });
    assert.equal(answer.created, null);
    assert.equal(answer.notCreated.a.type, "invalidProperties");
    assert.deepEqual(answer.notCreated.b.properties, ["parentId"]);
  });

  it("move and are renamed, but never into themselves", async () => {
    const top = await create("Một");
    const below = await create("Hai", top);
    const moved = await set({ update: { [below]: { name: "Hai mới", parentId: null } } });
    assert.deepEqual(moved.updated, { [below]: null });
    const circle = await set({ update: { [top]: { parentId: top } } });
    assert.deepEqual(circle.notUpdated[top].properties, ["parentId"]);
    const [got] = await jmap(web, hoa, [["Mailbox/get", { accountId, ids: [below] }]]);
    assert.deepEqual([got.list[0].name, got.list[0].parentId], ["Hai mới", null]);
  });

  it("two siblings never share a name", async () => {
    await create("Trùng");
    const answer = await set({ create: { k: { name: "Trùng" } } });
    assert.deepEqual([answer.notCreated.k.type, answer.notCreated.k.properties], ["invalidProperties", ["name"]]);
  });

  it("give up their letters only when told to", async () => {
    const id = await create("Có thư");
    const { bytes } = { bytes: Buffer.from("Subject: x\r\n\r\nbody\r\n") };
    const folder = Number(id.slice(1)) as never;
    await web.server.services.mail.append(hoa.handle, [{ folder, bytes, flags: { bits: 0, keywords: [] } }]);
    assert.equal((await set({ destroy: [id] })).notDestroyed[id].type, "mailboxHasEmail");
    assert.deepEqual((await set({ destroy: [id], onDestroyRemoveEmails: true })).destroyed, [id]);
    const [query] = await jmap(web, hoa, [["Email/query", { accountId, calculateTotal: true }]]);
    assert.equal(query.total, 0);
  });

  it("go children first, whatever the order; a parent alone does not", async () => {
    const top = await create("Trên");
    const below = await create("Dưới", top);
    assert.equal((await set({ destroy: [top] })).notDestroyed[top].type, "mailboxHasChild");
    assert.deepEqual((await set({ destroy: [top, below] })).destroyed, [top, below]);
  });

  it("of the standard kind stay", async () => {
    const { inbox = "" } = await foldersOf(web, hoa);
    const answer = await set({ destroy: [inbox], update: { [inbox]: { name: "x" } }, onDestroyRemoveEmails: true });
    assert.equal(answer.notDestroyed[inbox].type, "forbidden");
    assert.equal(answer.notUpdated[inbox].type, "forbidden");
  });

  const refused: [why: string, object: object, properties: string[]][] = [
    ["no name", {}, ["name"]],
    ["an empty name", { name: "" }, ["name"]],
    ["a name of another type", { name: 7 }, ["name"]],
    ["a count of its own", { name: "x", totalEmails: 5 }, ["totalEmails"]],
    ["a parent that is not there", { name: "x", parentId: "f999" }, ["parentId"]],
    ["a role it does not know", { name: "x", role: "king" }, ["role"]],
    ["a name past 255 octets", { name: "đ".repeat(128) }, ["name"]],
  ];
  for (const [why, object, properties] of refused) {
    it(`refuses a new one with ${why}`, async () => {
      const answer = await set({ create: { k: object } });
      assert.equal(answer.notCreated.k.type, "invalidProperties");
      assert.deepEqual(answer.notCreated.k.properties, properties);
    });
  }

  it("takes a name of 255 octets", async () => {
    const id = await create(`${"đ".repeat(127)}x`);
    assert.ok(id);
  });

  it("refuses to write on an old state", async () => {
    const answer = await set({ ifInState: "0", create: { k: { name: "x" } } });
    assert.equal(answer.type, "stateMismatch");
  });

  it("tells what changed since a state", async () => {
    const [before] = await jmap(web, hoa, [["Mailbox/get", { accountId, ids: [] }]]);
    const made = await create("Mới");
    const gone = await create("Tạm");
    await set({ destroy: [gone] });
    const [since] = await jmap(web, hoa, [["Mailbox/changes", { accountId, sinceState: before.state }]]);
    assert.deepEqual([since.created, since.destroyed, since.updatedProperties], [[made], [], null]);
    const [none] = await jmap(web, hoa, [["Mailbox/changes", { accountId, sinceState: since.newState }]]);
    assert.deepEqual([none.created, none.updated, none.destroyed], [[], [], []]);
  });

  it("a new letter moves counts, and says that only counts moved", async () => {
    const { inbox = "" } = await foldersOf(web, hoa);
    const [before] = await jmap(web, hoa, [["Mailbox/get", { accountId, ids: [] }]]);
    const bytes = Buffer.from("Subject: x\r\n\r\nbody\r\n");
    const folder = Number(inbox.slice(1)) as never;
    await web.server.services.mail.append(hoa.handle, [{ folder, bytes, flags: { bits: 0, keywords: [] } }]);
    const [since] = await jmap(web, hoa, [["Mailbox/changes", { accountId, sinceState: before.state }]]);
    assert.deepEqual(since.updated, [inbox]);
    assert.deepEqual(since.updatedProperties, ["totalEmails", "unreadEmails", "totalThreads", "unreadThreads"]);
  });

  it("a state this server never gave cannot be calculated from", async () => {
    for (const sinceState of ["abc", "999999", "-1"]) {
      const [answer] = await jmap(web, hoa, [["Mailbox/changes", { accountId, sinceState }]]);
      assert.equal(answer.type, "cannotCalculateChanges", sinceState);
    }
  });

  it("are found by filter and sorted as a tree", async () => {
    const query = async (args: object) => (await jmap(web, hoa, [["Mailbox/query", { accountId, ...args }]]))[0];
    const { inbox } = await foldersOf(web, hoa);
    assert.deepEqual((await query({ filter: { role: "inbox" } })).ids, [inbox]);
    const roles = await query({
      filter: { operator: "NOT", conditions: [{ hasAnyRole: false }] },
      calculateTotal: true,
    });
    assert.equal(roles.total, 6);
    const top = await create("Cây");
    const leaf = await create("Lá", top);
    const { ids } = await query({ sortAsTree: true, sort: [{ property: "name" }] });
    assert.equal(ids.indexOf(leaf), ids.indexOf(top) + 1);
    assert.equal((await query({ sort: [{ property: "size" }] })).type, "unsupportedSort");
    assert.equal((await query({ filter: { colour: "red" } })).type, "invalidArguments");
  });
});
