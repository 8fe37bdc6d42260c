// Identities and submissions against the real store (RFC 8621 §6, §7).
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { TestPerson } from "../support/server.ts";
import { foldersOf, jmap, startTestWeb, type TestWeb } from "../support/web.ts";

describe("sending", () => {
  let web: TestWeb;
  let hoa: TestPerson;
  let nam: TestPerson;
  let accountId: string;
  let folders: Record<string, string>;
  let identityId: string;
  before(async () => {
    web = await startTestWeb();
    hoa = await web.server.addPerson("hoa@test.gov.vn", { name: "Trần Thị Hoa" });
    nam = await web.server.addPerson("nam@test.gov.vn");
    accountId = `a${hoa.account}`;
    folders = await foldersOf(web, hoa);
    identityId = (await call("Identity/get", {})).list[0].id;
  });
  after(() => web.close());

  const call = async (name: string, args: object) => (await jmap(web, hoa, [[name, { accountId, ...args }]]))[0];
  const draft = async (more: object = {}): Promise<string> => {
    const object = {
      mailboxIds: { [folders.drafts ?? ""]: true },
      keywords: { $draft: true },
      from: [{ name: "Hoa", email: "hoa@test.gov.vn" }],
      to: [{ email: "nam@test.gov.vn" }],
      subject: "Gửi",
      textBody: [{ partId: "t" }],
      bodyValues: { t: { value: "x" } },
      ...more,
    };
    const answer = await call("Email/set", { create: { k: object } });
    assert.equal(answer.notCreated, null);
    return answer.created.k.id;
  };
  const submit = async (object: object, more: object = {}) =>
    jmap(web, hoa, [["EmailSubmission/set", { accountId, create: { s: { identityId, ...object } }, ...more }]]);
  const envelope = (parameters: Record<string, string> | null, to = ["nam@test.gov.vn"]) => ({
    mailFrom: { email: "hoa@test.gov.vn", parameters },
    rcptTo: to.map((email) => ({ email })),
  });
  const arrived = async (person: TestPerson, subject: string): Promise<{ id: string; bcc: unknown } | null> => {
    const [, answer] = await jmap(web, person, [
      ["Email/query", { accountId: `a${person.account}`, filter: { subject } }, "q"],
      [
        "Email/get",
        {
          accountId: `a${person.account}`,
          "#ids": { resultOf: "q", name: "Email/query", path: "/ids" },
          properties: ["bcc"],
        },
      ],
    ]);
    return answer.list[0] ?? null;
  };

  it("identities are the addresses of this mailbox and cannot be changed", async () => {
    const answer = await call("Identity/get", {});
    assert.deepEqual([answer.list[0].name, answer.list[0].email], ["Trần Thị Hoa", "hoa@test.gov.vn"]);
    const set = await call("Identity/set", {
      create: { k: { email: "x@test.gov.vn" } },
      update: { [identityId]: { name: "Khác" }, inone: { name: "x" } },
      destroy: [identityId],
    });
    assert.equal(set.notCreated.k.type, "forbidden");
    assert.deepEqual([set.notUpdated[identityId].type, set.notUpdated.inone.type], ["forbidden", "notFound"]);
    assert.equal(set.notDestroyed[identityId].type, "forbidden");
    const same = await call("Identity/changes", { sinceState: answer.state });
    assert.deepEqual(same.updated, []);
    assert.equal((await call("Identity/changes", { sinceState: "old" })).type, "cannotCalculateChanges");
  });

  it("at once: delivered, filed under sent, the record says so", async () => {
    const emailId = await draft({ subject: "Ngay", bcc: [{ email: "hoa@test.gov.vn" }] });
    const before = (await call("EmailSubmission/get", { ids: [] })).state;
    const [answer, implicit] = await submit(
      { emailId, envelope: envelope({ HOLDFOR: "0" }) },
      {
        onSuccessUpdateEmail: {
          "#s": {
            [`mailboxIds/${folders.drafts}`]: null,
            [`mailboxIds/${folders.sent}`]: true,
            "keywords/$draft": null,
          },
        },
      },
    );
    const { id, undoStatus } = answer.created.s;
    assert.equal(undoStatus, "pending");
    assert.deepEqual(implicit.updated, { [emailId]: null });
    const settled = await until(async () => {
      const [one] = (await call("EmailSubmission/get", { ids: [id] })).list;
      return one.undoStatus === "final" ? one : null;
    });
    assert.equal(settled.deliveryStatus["nam@test.gov.vn"].delivered, "yes");
    assert.match(settled.deliveryStatus["nam@test.gov.vn"].smtpReply, /^250 /);
    assert.equal((await arrived(nam, "Ngay"))?.bcc, null, "Bcc never leaves");
    const changes = await call("EmailSubmission/changes", { sinceState: before });
    assert.deepEqual(changes.created, [id]);
    const late = await call("EmailSubmission/set", { update: { [id]: { undoStatus: "canceled" } } });
    assert.equal(late.notUpdated[id].type, "cannotUnsend");
  });

  it("is held for an undo unless told otherwise; undone, nothing leaves", async () => {
    const emailId = await draft({ subject: "Hoàn tác" });
    const [answer] = await submit({ emailId });
    const { id, sendAt } = answer.created.s;
    const wait = Date.parse(sendAt) - Date.now();
    assert.ok(wait > 5_000 && wait <= 10_000, `${wait}`);
    const undone = await call("EmailSubmission/set", { update: { [id]: { undoStatus: "canceled" } } });
    assert.deepEqual(undone.updated, { [id]: null });
    const query = await call("EmailSubmission/query", { filter: { undoStatus: "canceled" } });
    assert.deepEqual(query.ids, [id]);
    assert.equal(await arrived(nam, "Hoàn tác"), null);
  });

  it("can be scheduled within 90 days and no further", async () => {
    const day = 86_400;
    const at = (days: number) => new Date(Date.now() + days * day * 1_000).toISOString();
    const emailId = await draft();
    const taken = async (parameters: Record<string, string>) => {
      const [answer] = await submit({ emailId, envelope: envelope(parameters) });
      const id = answer.created?.s.id;
      if (id) await call("EmailSubmission/set", { update: { [id]: { undoStatus: "canceled" } } });
      return answer.created?.s.sendAt ?? answer.notCreated.s.type;
    };
    const until = at(30);
    assert.ok(Math.abs(Date.parse(await taken({ HOLDUNTIL: until })) - Date.parse(until)) < 2_000);
    assert.ok(Date.parse(await taken({ holdfor: String(90 * day) })) > Date.now());
    for (const bad of [
      { HOLDFOR: String(90 * day + 1) },
      { HOLDFOR: "-1" },
      { HOLDFOR: "soon" },
      { HOLDUNTIL: "x" },
      { HOLDUNTIL: at(91) },
    ])
      assert.equal(await taken(bad), "invalidProperties", JSON.stringify(bad));
  });

  const refused: [why: string, letter: object, object: object, type: string][] = [
    ["another person's From", { from: [{ email: "nam@test.gov.vn" }] }, {}, "forbiddenFrom"],
    ["no From at all", { from: [] }, {}, "invalidEmail"],
    [
      "another person's envelope sender",
      {},
      { envelope: { mailFrom: { email: "nam@test.gov.vn" }, rcptTo: [{ email: "nam@test.gov.vn" }] } },
      "forbiddenMailFrom",
    ],
    ["no recipients", { to: [] }, {}, "noRecipients"],
    ["an unknown recipient", { to: [{ email: "aikhong@test.gov.vn" }] }, {}, "invalidRecipients"],
    ["a letter that is not there", {}, { emailId: "e99999" }, "invalidProperties"],
    ["an identity that is not there", {}, { identityId: "inone" }, "invalidProperties"],
    ["an unknown property", {}, { colour: "red" }, "invalidProperties"],
  ];
  for (const [why, letter, object, type] of refused) {
    it(`refuses ${why}`, async () => {
      const emailId = await draft(letter);
      const [answer] = await submit({ emailId, ...object });
      assert.equal(answer.notCreated?.s.type, type);
    });
  }

  it("names each recipient it refuses, with the reason in both languages", async () => {
    const to = ["aikhong@test.gov.vn", "ngoai@example.com", "nam@test.gov.vn"];
    const emailId = await draft({ to: to.map((email) => ({ email })) });
    const [answer] = await submit({ emailId });
    const { invalidRecipients, recipientErrors } = answer.notCreated.s;
    assert.deepEqual(invalidRecipients, to.slice(0, 2));
    assert.equal(recipientErrors["aikhong@test.gov.vn"].code, "recipient-unknown");
    assert.equal(recipientErrors["ngoai@example.com"].code, "outbound-not-set-up");
    assert.match(recipientErrors["ngoai@example.com"].vi, /Chưa thiết lập/);
  });

  it("takes 1000 recipients and refuses 1001", async () => {
    const emailId = await draft();
    const to = (count: number) => Array.from({ length: count }, (_, index) => `k${index}@test.gov.vn`);
    const [most] = await submit({ emailId, envelope: envelope(null, to(1_000)) });
    assert.equal(most.notCreated.s.type, "invalidRecipients", "counted as fine, unknown each");
    const [more] = await submit({ emailId, envelope: envelope(null, to(1_001)) });
    assert.deepEqual([more.notCreated.s.type, more.notCreated.s.maxRecipients], ["tooManyRecipients", 1_000]);
  });

  it("as a unit works in the unit's mailbox, with the unit's address only", async () => {
    const unit = `a${await web.server.addUnit("phong@test.gov.vn", "Phòng Tổng hợp", [hoa])}`;
    const there = await foldersOf(web, hoa, unit);
    const identities = (await call("Identity/get", { accountId: unit })).list;
    assert.deepEqual(
      identities.map(({ email }: { email: string }) => email),
      ["phong@test.gov.vn"],
    );
    const answers = await jmap(web, hoa, [
      [
        "Email/set",
        {
          accountId: unit,
          create: {
            d: {
              mailboxIds: { [there.drafts ?? ""]: true },
              from: [{ email: "phong@test.gov.vn" }],
              to: [{ email: "nam@test.gov.vn" }],
              subject: "Thay mặt",
              textBody: [{ partId: "t" }],
              bodyValues: { t: { value: "x" } },
            },
          },
        },
      ],
      [
        "EmailSubmission/set",
        {
          accountId: unit,
          create: {
            s: {
              identityId: identities[0].id,
              emailId: "#d",
              envelope: {
                ...envelope({ HOLDFOR: "0" }),
                mailFrom: { email: "phong@test.gov.vn", parameters: { HOLDFOR: "0" } },
              },
            },
          },
          onSuccessDestroyEmail: [],
        },
      ],
    ]);
    assert.equal(answers[1].notCreated, null);
    assert.ok(await until(() => arrived(nam, "Thay mặt")));
  });

  it("cannot be destroyed: it is a record", async () => {
    const [id] = (await call("EmailSubmission/query", {})).ids;
    const answer = await call("EmailSubmission/set", { destroy: [id] });
    assert.equal(answer.notDestroyed[id].type, "forbidden");
  });
});

/** Asks again until there is an answer; the test's own time limit ends it. */
async function until<T>(ask: () => Promise<T | null>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
