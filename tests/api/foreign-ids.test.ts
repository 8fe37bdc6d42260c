// C20: every route and every JMAP method with another person's ids. The list of routes comes from the application itself,
// the list of methods from the registry: one that is added without a case here fails the last test of its part.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { methods } from "#jmap/methods.ts";
import type { TestPerson } from "../support/server.ts";
import { basic, foldersOf, jmap, json, startTestWeb, type TestWeb } from "../support/web.ts";

describe("C20 another person's ids", () => {
  let web: TestWeb;
  let hoa: TestPerson;
  let thief: TestPerson;
  let unit: string;
  let own: string;
  const theirs = { account: "", email: "", upload: "", folder: "", submission: "", thread: "", identity: "" };
  before(async () => {
    web = await startTestWeb();
    hoa = await web.server.addPerson("hoa@test.gov.vn");
    const other = await web.server.addPerson("khac@test.gov.vn");
    thief = await web.server.addPerson("trom@test.gov.vn");
    unit = `a${await web.server.addUnit("phong@test.gov.vn", "Phòng", [other])}`;
    own = `a${thief.account}`;
    theirs.account = `a${hoa.account}`;
    const folders = await foldersOf(web, hoa);
    theirs.folder = folders.inbox ?? "";
    const upload = await web.ask(`/jmap/upload/${theirs.account}/`, {
      method: "POST",
      headers: { ...basic(hoa), "content-type": "image/png" },
      body: "bí mật",
    });
    theirs.upload = upload.json().blobId;
    const [identities] = await jmap(web, hoa, [["Identity/get", { accountId: theirs.account }]]);
    theirs.identity = identities.list[0].id;
    const from = [{ email: "hoa@test.gov.vn" }];
    const [set, sent, query] = await jmap(web, hoa, [
      [
        "Email/set",
        {
          accountId: theirs.account,
          create: {
            d: {
              mailboxIds: { [theirs.folder]: true },
              from,
              to: from,
              subject: "bí mật",
              textBody: [{ partId: "t" }],
              bodyValues: { t: { value: "bí mật" } },
            },
          },
        },
      ],
      [
        "EmailSubmission/set",
        { accountId: theirs.account, create: { s: { identityId: theirs.identity, emailId: "#d" } } },
      ],
      ["Email/query", { accountId: theirs.account }],
    ]);
    theirs.email = set.created.d.id;
    theirs.thread = set.created.d.threadId;
    theirs.submission = sent.created.s.id;
    assert.equal(query.ids.length, 1);
  });
  after(() => web.close());

  /** Route → how a thief would ask it. Null = it names nobody's things. */
  const routes: Record<string, (() => { path: string; method?: string; body?: string }[]) | null> = {
    "GET /healthz": null,
    "GET /metrics": null,
    "GET /api/v1/openapi.json": null,
    "POST /api/v1/session": null,
    "GET /api/v1/session": null,
    "DELETE /api/v1/session": null,
    "POST /api/v1/password": null,
    "GET /api/v1/directory": null,
    "GET /.well-known/jmap": null,
    "GET /jmap/session": null,
    "POST /jmap": null, // by method, below
    "GET /jmap/eventsource": null, // watches only what the person may open; tests/api/events.test.ts
    "GET /api/v1/site": null,
    "GET /*": null,
    "GET /api/v1/mailboxes/:accountId/usage": () =>
      [theirs.account, unit].map((id) => ({ path: `/api/v1/mailboxes/${id}/usage` })),
    "POST /jmap/upload/:accountId/": () =>
      [theirs.account, unit].map((id) => ({ path: `/jmap/upload/${id}/`, method: "POST", body: "x" })),
    "GET /jmap/download/:accountId/:blobId/:name": () =>
      [theirs.account, unit, own].flatMap((id) =>
        [`m${theirs.email.slice(1)}`, `m${theirs.email.slice(1)}-1`, theirs.upload].map((blob) => ({
          path: `/jmap/download/${id}/${blob}/x`,
        })),
      ),
    "GET /mail/body/:accountId/:emailId/:partId": () => letters((id) => `/mail/body/${id}/${theirs.email}/auto`),
    "GET /mail/part/:accountId/:emailId/:partId": () => letters((id) => `/mail/part/${id}/${theirs.email}/1`),
    "GET /mail/remote/:accountId/:emailId": () => letters((id) => `/mail/remote/${id}/${theirs.email}?u=http://x/&k=x`),
    "GET /mail/zip/:accountId/:emailId": () => letters((id) => `/mail/zip/${id}/${theirs.email}`),
    "GET /mail/source/:accountId/:emailId": () => letters((id) => `/mail/source/${id}/${theirs.email}`),
  };
  const letters = (path: (accountId: string) => string) =>
    [theirs.account, unit, own].map((id) => ({ path: path(id) }));

  it("are 404 on every route", async () => {
    for (const [route, asks] of Object.entries(routes)) {
      for (const ask of asks?.() ?? []) {
        const reply = await web.ask(ask.path, { ...ask, headers: { ...basic(thief), "content-type": "image/png" } });
        assert.equal(reply.status, 404, `${route}: ${ask.path}`);
        assert.ok(!reply.text.includes("bí mật"));
      }
    }
  });

  it("nobody at all gets 401 on every one of them", async () => {
    for (const asks of Object.values(routes)) {
      for (const ask of asks?.() ?? []) {
        const reply = await web.ask(ask.path, { ...ask, headers: { "content-type": "image/png" } });
        assert.equal(reply.status, 401, ask.path);
      }
    }
  });

  it("no route is missing from this list", () => {
    const known = web.api.app.routes
      .filter(({ method }) => method !== "ALL")
      .map(({ method, path }) => `${method} ${path}`);
    assert.ok(known.length > 15);
    assert.deepEqual(
      [...new Set(known)].filter((route) => !Object.hasOwn(routes, route)),
      [],
    );
  });

  /** Method → arguments that name their things, besides the account. */
  const calls: Record<string, () => Record<string, unknown>> = {
    "Mailbox/get": () => ({ ids: [theirs.folder] }),
    "Mailbox/changes": () => ({ sinceState: "0" }),
    "Mailbox/query": () => ({}),
    "Mailbox/queryChanges": () => ({ sinceQueryState: "0" }),
    "Mailbox/set": () => ({ destroy: [theirs.folder], onDestroyRemoveEmails: true }),
    "Thread/get": () => ({ ids: [theirs.thread] }),
    "Thread/changes": () => ({ sinceState: "0" }),
    "Email/get": () => ({ ids: [theirs.email] }),
    "Email/changes": () => ({ sinceState: "0" }),
    "Email/query": () => ({ filter: { inMailbox: theirs.folder } }),
    "Email/queryChanges": () => ({ sinceQueryState: "0" }),
    "Email/set": () => ({ destroy: [theirs.email], update: { [theirs.email]: { "keywords/$seen": true } } }),
    "Email/copy": () => ({
      fromAccountId: theirs.account,
      create: { k: { id: theirs.email, mailboxIds: { f1: true } } },
    }),
    "Email/import": () => ({ emails: { k: { blobId: theirs.upload, mailboxIds: { f1: true } } } }),
    "Email/parse": () => ({ blobIds: [theirs.upload, `m${theirs.email.slice(1)}`] }),
    "SearchSnippet/get": () => ({ emailIds: [theirs.email], filter: { text: "mat" } }),
    "Identity/get": () => ({ ids: [theirs.identity] }),
    "Identity/changes": () => ({ sinceState: "0" }),
    "Identity/set": () => ({ destroy: [theirs.identity] }),
    "EmailSubmission/get": () => ({ ids: [theirs.submission] }),
    "EmailSubmission/changes": () => ({ sinceState: "0" }),
    "EmailSubmission/query": () => ({}),
    "EmailSubmission/queryChanges": () => ({ sinceQueryState: "0" }),
    "EmailSubmission/set": () => ({
      update: { [theirs.submission]: { undoStatus: "canceled" } },
      create: { k: { identityId: theirs.identity, emailId: theirs.email } },
    }),
  };

  it("are no account to every method", async () => {
    for (const [name, args] of Object.entries(calls)) {
      for (const accountId of [theirs.account, unit]) {
        const [answer] = await jmap(web, thief, [[name, { accountId, ...args() }]]);
        const expected = name === "Email/copy" ? "fromAccountNotFound" : "accountNotFound";
        assert.equal(answer.type, expected, name);
      }
    }
  });

  it("are not found in the thief's own account", async () => {
    for (const [name, args] of Object.entries(calls)) {
      if (name === "Email/copy" || name === "Mailbox/set") continue; // own folders have the same numbers
      const [answer] = await jmap(web, thief, [[name, { accountId: own, ...args() }]]);
      const text = JSON.stringify(answer);
      assert.ok(!text.includes("bí mật") && !text.includes("hoa@test.gov.vn"), `${name}: ${text}`);
      for (const done of ["created", "updated", "destroyed"]) {
        if (answer[done] && !name.endsWith("/changes")) assert.fail(`${name} ${done}: ${text}`);
      }
    }
  });

  it("cannot be copied from, into one's own mailbox", async () => {
    const [answer] = await jmap(web, thief, [["Email/copy", { accountId: own, ...calls["Email/copy"]?.() }]]);
    assert.equal(answer.type, "fromAccountNotFound");
  });

  it("their blobs cannot be put into a letter", async () => {
    const folders = await foldersOf(web, thief);
    for (const blobId of [theirs.upload, `m${theirs.email.slice(1)}`]) {
      const object = {
        mailboxIds: { [folders.drafts ?? ""]: true },
        textBody: [{ partId: "t" }],
        bodyValues: { t: { value: "x" } },
        attachments: [{ blobId, name: "x" }],
      };
      const [answer] = await jmap(web, thief, [["Email/set", { accountId: own, create: { k: object } }]]);
      assert.equal(answer.notCreated.k.type, "blobNotFound");
    }
  });

  it("all is still there afterwards", async () => {
    const [emails, submissions] = await jmap(web, hoa, [
      ["Email/get", { accountId: theirs.account, ids: [theirs.email], properties: ["keywords"] }],
      ["EmailSubmission/get", { accountId: theirs.account, ids: [theirs.submission] }],
    ]);
    assert.deepEqual(emails.list[0].keywords, {});
    assert.notEqual(submissions.list[0].undoStatus, "canceled");
  });

  it("no method is missing from this list", () => {
    const missing = methods.map(({ name }) => name).filter((name) => !Object.hasOwn(calls, name));
    assert.deepEqual(missing, ["Core/echo"]);
  });

  it("the session object names only what the person may open", async () => {
    const session = (await web.ask("/jmap/session", { headers: { ...basic(thief), ...json } })).json();
    assert.deepEqual(Object.keys(session.accounts), [own]);
  });
});
