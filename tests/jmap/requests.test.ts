// The request as a whole (RFC 8620 §3) and its limits.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { limits } from "#base/limits.ts";
import type { TestPerson } from "../support/server.ts";
import { basic, jmap, json, startTestWeb, type TestWeb } from "../support/web.ts";

const core = "urn:ietf:params:jmap:core";
const mail = "urn:ietf:params:jmap:mail";

describe("requests", () => {
  let web: TestWeb;
  let hoa: TestPerson;
  let accountId: string;
  before(async () => {
    web = await startTestWeb();
    hoa = await web.server.addPerson("hoa@test.gov.vn");
    accountId = `a${hoa.account}`;
  });
  after(() => web.close());

  const post = (body: string | Buffer, headers: Record<string, string> = json) =>
    web.ask("/jmap", { method: "POST", headers: { ...basic(hoa), ...headers }, body });
  const request = (more: object) => JSON.stringify({ using: [core, mail], methodCalls: [], ...more });

  it("echo what they are given", async () => {
    const [answer] = await jmap(web, hoa, [["Core/echo", { hello: [1, { x: null }] }]]);
    assert.deepEqual(answer, { hello: [1, { x: null }] });
  });

  const refused: [why: string, body: string | Buffer, type: string, limit?: string][] = [
    ["no JSON", "{", "notJSON"],
    ["bytes that are no UTF-8", Buffer.from([0x22, 0xff, 0x22]), "notJSON"],
    ["A23 C23 65 levels", `${"[".repeat(65)}${"]".repeat(65)}`, "notJSON"],
    ["a list", "[]", "notRequest"],
    ["no using", JSON.stringify({ methodCalls: [] }), "notRequest"],
    ["a call of two members", request({ methodCalls: [["Core/echo", {}]] }), "notRequest"],
    ["arguments that are a list", request({ methodCalls: [["Core/echo", [], "0"]] }), "notRequest"],
    ["a capability it does not know", request({ using: ["urn:x"] }), "unknownCapability"],
    ["C14 a capability that objects inherit", request({ using: ["constructor"] }), "unknownCapability"],
    [
      "A23 one call too many",
      request({ methodCalls: new Array(limits.jmapCallsInRequest + 1).fill(["Core/echo", {}, "0"]) }),
      "limit",
      "maxCallsInRequest",
    ],
    ["one octet too many", Buffer.alloc(limits.jmapRequestBytes + 1, 0x20), "limit", "maxSizeRequest"],
  ];
  for (const [why, body, type, limit] of refused) {
    it(`refuses ${why}`, async () => {
      const reply = await post(body);
      assert.equal(reply.status, 400);
      assert.equal(reply.headers["content-type"], "application/problem+json");
      assert.equal(reply.json().type, `urn:ietf:params:jmap:error:${type}`);
      assert.equal(reply.json().limit, limit);
    });
  }

  it("take as many calls as allowed, and as many octets", async () => {
    const calls = new Array(limits.jmapCallsInRequest).fill(["Core/echo", {}, "0"]);
    const reply = await post(request({ methodCalls: calls }));
    assert.equal(reply.json().methodResponses.length, limits.jmapCallsInRequest);
    const body = request({});
    const whole = await post(body.padEnd(limits.jmapRequestBytes, " "));
    assert.equal(whole.status, 200);
  });

  it("C10 are JSON by their content type too", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""]) {
      const reply = await post(request({}), { "content-type": type });
      assert.equal(reply.json().type, "urn:ietf:params:jmap:error:notRequest", type);
    }
    assert.equal((await post(request({}), { "content-type": "application/json; charset=utf-8" })).status, 200);
  });

  it("only call what they said they use", async () => {
    const reply = await post(request({ using: [core], methodCalls: [["Mailbox/get", { accountId }, "0"]] }));
    assert.equal(reply.json().methodResponses[0][1].type, "unknownMethod");
  });

  it("a failing call leaves the others alone", async () => {
    const answers = await jmap(web, hoa, [
      ["No/such", {}],
      ["Mailbox/get", { accountId, surprise: 1 }],
      ["Mailbox/get", { accountId: "a999", ids: [] }],
      ["Core/echo", { still: "here" }],
    ]);
    assert.deepEqual(
      answers.map(({ type, still }) => type ?? still),
      ["unknownMethod", "invalidArguments", "accountNotFound", "here"],
    );
  });

  it("A23 a circle of back-references finds nothing", async () => {
    const to = (resultOf: string) => ({ accountId, "#ids": { resultOf, name: "Mailbox/get", path: "/list/*/id" } });
    const answers = await jmap(web, hoa, [
      ["Mailbox/get", to("b"), "a"],
      ["Mailbox/get", to("a"), "b"],
    ]);
    assert.deepEqual(
      answers.map(({ type }) => type),
      ["invalidResultReference", "invalidResultReference"],
    );
  });

  it("A23 /query with offsets around 2^53", async () => {
    const query = async (position: number) => (await jmap(web, hoa, [["Email/query", { accountId, position }]]))[0];
    assert.deepEqual((await query(2 ** 53 - 1)).ids, []);
    assert.deepEqual((await query(-(2 ** 53 - 1))).ids, []);
    assert.equal((await query(2 ** 53)).type, "invalidArguments");
    assert.equal((await query(1.5)).type, "invalidArguments");
  });

  it("A23 /get takes as many ids as allowed and no more", async () => {
    const ids = (count: number) => Array.from({ length: count }, (_, index) => `e${index + 1}`);
    const [most] = await jmap(web, hoa, [["Email/get", { accountId, ids: ids(limits.jmapObjectsInGet) }]]);
    assert.equal(most.notFound.length, limits.jmapObjectsInGet);
    const [more] = await jmap(web, hoa, [["Email/get", { accountId, ids: ids(limits.jmapObjectsInGet + 1) }]]);
    assert.equal(more.type, "requestTooLarge");
  });

  it("A23 /set takes as many objects as allowed and no more", async () => {
    const destroy = (count: number) => Array.from({ length: count }, (_, index) => `e${index + 1}`);
    const [most] = await jmap(web, hoa, [["Email/set", { accountId, destroy: destroy(limits.jmapObjectsInSet) }]]);
    assert.equal(Object.keys(most.notDestroyed).length, limits.jmapObjectsInSet);
    const [more] = await jmap(web, hoa, [["Email/set", { accountId, destroy: destroy(limits.jmapObjectsInSet + 1) }]]);
    assert.equal(more.type, "requestTooLarge");
  });

  it("keep creation ids over calls, and give them back when given", async () => {
    const reply = await post(
      request({
        createdIds: { old: "f1" },
        methodCalls: [
          ["Mailbox/set", { accountId, create: { cha: { name: "Cha" } } }, "0"],
          ["Mailbox/set", { accountId, create: { con: { name: "Con", parentId: "#cha" } } }, "1"],
          ["Mailbox/set", { accountId, update: { "#old": { isSubscribed: true } } }, "2"],
        ],
      }),
    );
    const { createdIds, methodResponses } = reply.json();
    assert.deepEqual(Object.keys(createdIds), ["old", "cha", "con"]);
    assert.deepEqual(methodResponses[2][1].updated, { f1: null });
  });

  it("C14 __proto__ anywhere changes nothing", async () => {
    const hostile = `{"polluted":"yes"}`;
    const calls = [
      `["Core/echo",{"__proto__":${hostile}},"0"]`,
      `["Mailbox/set",{"accountId":"${accountId}","create":{"__proto__":{"name":"x"},"constructor":{"name":"y"}}},"1"]`,
      `["Email/set",{"accountId":"${accountId}","update":{"__proto__":${hostile},"e1":{"__proto__/polluted":true}}},"2"]`,
      `["Email/set",{"accountId":"${accountId}","create":{"k":{"__proto__":${hostile},"mailboxIds":{"__proto__":true}}}},"3"]`,
      `["Email/query",{"accountId":"${accountId}","filter":{"__proto__":${hostile}}},"4"]`,
      `["EmailSubmission/set",{"accountId":"${accountId}","onSuccessUpdateEmail":{"__proto__":${hostile}}},"5"]`,
      `["Email/import",{"accountId":"${accountId}","emails":{"__proto__":{"blobId":"m1","mailboxIds":{}}}},"6"]`,
    ];
    const body = `{"using":["${core}","${mail}","urn:ietf:params:jmap:submission"],"methodCalls":[${calls.join(",")}],"createdIds":{"__proto__":"f1"}}`;
    const reply = await post(body);
    assert.equal(reply.status, 200);
    assert.equal(reply.json().methodResponses.length, calls.length);
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
    const [next] = await jmap(web, hoa, [["Mailbox/query", { accountId, calculateTotal: true }]]);
    assert.equal(next.type, undefined);
  });

  it("nine at once of one person: one is told to wait its turn", async () => {
    const slow = request({ methodCalls: [["Core/echo", { x: "y".repeat(2_000_000) }, "0"]] });
    const replies = await Promise.all(Array.from({ length: limits.jmapConcurrentRequests * 3 }, () => post(slow)));
    const refusedLimits = replies.filter(({ status }) => status === 400).map((reply) => reply.json().limit);
    assert.ok(replies.some(({ status }) => status === 200));
    assert.ok(refusedLimits.every((limit) => limit === "maxConcurrentRequests"));
  });
});
