// Email, Thread and SearchSnippet methods against the real store (RFC 8621 §3-5).
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { TestPerson } from "../support/server.ts";
import { basic, foldersOf, jmap, startTestWeb, type TestWeb } from "../support/web.ts";

const letter = (fields: Record<string, string>, body = "Kính gửi các đồng chí"): Buffer => {
  const all = { From: "Nam <nam@test.gov.vn>", To: "hoa@test.gov.vn", ...fields };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${head.join("")}\r\n${body}\r\n`);
};

describe("letters", () => {
  let web: TestWeb;
  let hoa: TestPerson;
  let accountId: string;
  let folders: Record<string, string>;
  before(async () => {
    web = await startTestWeb();
    hoa = await web.server.addPerson("hoa@test.gov.vn");
    accountId = `a${hoa.account}`;
    folders = await foldersOf(web, hoa);
  });
  after(() => web.close());

  let clock = Date.UTC(2026, 0, 1);
  const call = async (name: string, args: object) => (await jmap(web, hoa, [[name, { accountId, ...args }]]))[0];
  const put = async (bytes: Buffer, role = "inbox", bits = 0): Promise<string> => {
    const folder = Number(folders[role]?.slice(1)) as never;
    clock += 60_000;
    const flags = { bits, keywords: [] };
    const [placed] = await web.server.services.mail.append(hoa.handle, [{ folder, bytes, flags, receivedAtMs: clock }]);
    return `e${placed?.emailNo}`;
  };
  const fresh = async (): Promise<{ filter: object; folder: string }> => {
    const { created } = await call("Mailbox/set", { create: { k: { name: `Hộp ${clock++}` } } });
    folders.fresh = created.k.id;
    return { filter: { inMailbox: created.k.id }, folder: created.k.id };
  };

  describe("are found", () => {
    let base: object;
    const ids: Record<string, string> = {};
    before(async () => {
      const { filter } = await fresh();
      base = filter;
      ids.a = await put(letter({ Subject: "An" }, "x".repeat(2_000)), "fresh", 8);
      ids.b = await put(
        letter({ Subject: "Bình", From: "Cường <cuong@test.gov.vn>", "X-Loai": "Báo cáo" }),
        "fresh",
        2,
      );
      ids.c = await put(letter({ Subject: "Re: An", "In-Reply-To": "<1@x>", "Congvu-Urgency": "express" }), "fresh");
    });
    const found = async (args: { filter?: object; sort?: object[]; [more: string]: unknown }) => {
      const filter = args.filter === undefined ? base : { operator: "AND", conditions: [base, args.filter] };
      const answer = await call("Email/query", { ...args, filter });
      const names = new Map(Object.entries(ids).map(([name, id]) => [id, name]));
      return answer.ids?.map((id: string) => names.get(id)).join("") ?? answer.type;
    };

    const filters: [why: string, filter: object, expected: string][] = [
      ["by keyword", { hasKeyword: "$seen" }, "a"],
      ["by a missing keyword", { notKeyword: "$seen" }, "cb"],
      ["before a time", { before: "2026-01-01T00:00:00Z" }, ""],
      ["by size", { minSize: 1_000 }, "a"],
      ["below a size", { maxSize: 1_000 }, "cb"],
      ["by urgency", { isUrgent: true }, "c"],
      ["by a field the row keeps", { header: ["In-Reply-To", "1@x"] }, "c"],
      ["by a field that is only in the letter, folded", { header: ["X-Loai", "bao cao"] }, "b"],
      ["by a field being there", { header: ["x-loai"] }, "b"],
      ["in none of some folders", { inMailboxOtherThan: ["f1"] }, "cba"],
      ["in no folder but this one: none", { operator: "NOT", conditions: [{ inMailboxOtherThan: ["f1"] }] }, ""],
      ["by OR", { operator: "OR", conditions: [{ hasKeyword: "$seen" }, { isUrgent: true }] }, "ca"],
      ["by NOT of several", { operator: "NOT", conditions: [{ hasKeyword: "$seen" }, { isUrgent: true }] }, "b"],
      [
        "by nested operators",
        {
          operator: "OR",
          conditions: [
            { operator: "AND", conditions: [{ minSize: 1 }, { operator: "NOT", conditions: [{ maxSize: 1_000 }] }] },
            { header: ["X-Loai", "cáo"] },
          ],
        },
        "ba",
      ],
      ["A23 in a folder that is not there: none", { inMailbox: "f9999" }, ""],
    ];
    for (const [why, filter, expected] of filters) {
      it(why, async () => assert.equal(await found({ filter }), expected));
    }

    const sorts: [why: string, sort: object[], expected: string][] = [
      ["newest first unless told", [], "cba"],
      ["oldest first", [{ property: "receivedAt", isAscending: true }], "abc"],
      ["ascending is the default", [{ property: "receivedAt" }], "abc"],
      ["by size", [{ property: "size", isAscending: false }], "acb"],
      [
        "by sender",
        [
          { property: "from", isAscending: true },
          { property: "receivedAt", isAscending: true },
        ],
        "bac",
      ],
      [
        "flagged first",
        [
          { property: "hasKeyword", keyword: "$flagged", isAscending: false },
          { property: "receivedAt", isAscending: true },
        ],
        "bac",
      ],
      ["flagged last", [{ property: "hasKeyword", keyword: "$flagged" }, { property: "receivedAt" }], "acb"],
      ["by a property it does not have", [{ property: "colour" }], "unsupportedSort"],
      ["hasKeyword without a keyword", [{ property: "hasKeyword" }], "invalidArguments"],
    ];
    for (const [why, sort, expected] of sorts)
      it(`sorted ${why}`, async () => assert.equal(await found({ sort }), expected));

    const windows: [why: string, args: object, expected: string][] = [
      ["a page", { position: 1, limit: 1 }, "b"],
      ["from the end", { position: -1 }, "a"],
      ["at an anchor", { anchor: "b", limit: 1 }, "b"],
      ["after an anchor", { anchor: "b", anchorOffset: 1 }, "a"],
      ["before an anchor", { anchor: "b", anchorOffset: -1 }, "cba"],
      ["at no anchor", { anchor: "e99999" }, "anchorNotFound"],
    ];
    for (const [why, args, expected] of windows) {
      it(`windowed: ${why}`, async () => {
        const { anchor, ...rest } = args as { anchor?: string };
        assert.equal(await found({ ...rest, ...(anchor ? { anchor: ids[anchor] ?? anchor } : {}) }), expected);
      });
    }

    it("counts when asked", async () => {
      const answer = await call("Email/query", { filter: base, limit: 1, calculateTotal: true });
      assert.deepEqual([answer.total, answer.ids.length, answer.position], [3, 1, 0]);
    });

    it("one of each thread when asked", async () => {
      const first = await put(letter({ Subject: "Chuỗi", "Message-ID": "<t1@x>" }), "fresh");
      const second = await put(
        letter({ Subject: "Re: Chuỗi", "In-Reply-To": "<t1@x>", References: "<t1@x>" }),
        "fresh",
      );
      const all = await call("Email/query", { filter: base, collapseThreads: true });
      assert.ok(all.ids.includes(second) && !all.ids.includes(first));
      const sifted = { operator: "OR", conditions: [base, base] };
      const same = await call("Email/query", { filter: sifted, collapseThreads: true });
      assert.deepEqual(same.ids, all.ids);
      const marked = await call("Email/set", { update: { [first]: { "keywords/$flagged": true } } });
      assert.equal(marked.notUpdated, null);
      const by = async (filter: object) => (await call("Email/query", { filter })).ids;
      assert.deepEqual((await by({ someInThreadHaveKeyword: "$flagged", inMailbox: folders.fresh })).slice(0, 2), [
        second,
        first,
      ]);
      assert.ok(!(await by({ allInThreadHaveKeyword: "$flagged" })).includes(second));
      assert.ok(!(await by({ noneInThreadHaveKeyword: "$flagged" })).includes(second));
      await call("Email/set", { destroy: [first, second] });
    });

    it("cannot say what changed in a query", async () => {
      const answer = await call("Email/queryChanges", { sinceQueryState: "1", filter: base });
      assert.equal(answer.type, "cannotCalculateChanges");
    });
  });

  it("are found by words without diacritics once indexed, and marked in snippets", async () => {
    const id = await put(letter({ Subject: "Báo cáo <quý>" }, `${"lời đầu ".repeat(60)} họp giao ban tuần`));
    const query = { filter: { text: 'bao "giao ban"' } };
    const [answer] = await jmap(web, hoa, [["Email/query", { accountId, ...query }]]);
    assert.deepEqual(answer.ids, [id]);
    const snippet = await call("SearchSnippet/get", { ...query, emailIds: [id, "e99999"] });
    assert.equal(snippet.list[0].subject, "<mark>Báo</mark> cáo &lt;quý&gt;");
    assert.match(snippet.list[0].preview, /họp <mark>giao ban<\/mark> tuần/);
    assert.deepEqual(snippet.notFound, ["e99999"]);
  });

  it("give list properties without opening the letter", async () => {
    const id = await put(
      letter({ Subject: "Danh sách", "Congvu-Urgency": "urgent", "Congvu-Reply-By": "2026-12-01T15:00:00+07:00" }),
    );
    const { mail } = web.server.services;
    const bodies = countCalls(mail, "body");
    const properties = [
      ..."id blobId threadId mailboxIds keywords size receivedAt messageId inReplyTo references sender from to cc".split(
        " ",
      ),
      ..."bcc replyTo subject sentAt hasAttachment preview urgency replyBy attachmentNotes".split(" "),
    ];
    const answer = await call("Email/get", { ids: [id], properties });
    assert.equal(bodies.stop(), 0);
    const [got] = answer.list;
    assert.deepEqual(Object.keys(got).sort(), properties.toSorted());
    assert.deepEqual([got.urgency, got.replyBy, got.subject], ["urgent", "2026-12-01T15:00:00+07:00", "Danh sách"]);
    assert.deepEqual(got.mailboxIds, { [folders.inbox ?? ""]: true });
  });

  it("give what only the letter has when asked", async () => {
    const id = await put(letter({ Subject: "Đầu thư", "X-A": "một", "x-a": "hai" }));
    const properties = ["header:X-A:asText:all", "header:x-a", "headers", "bodyStructure", "textBody", "bodyValues"];
    const answer = await call("Email/get", {
      ids: [id],
      properties,
      bodyProperties: ["partId", "type"],
      fetchTextBodyValues: true,
    });
    const [got] = answer.list;
    assert.deepEqual(got["header:X-A:asText:all"], ["một", "hai"]);
    assert.equal(got["header:x-a"], " hai");
    assert.deepEqual(got.textBody, [{ partId: "1", type: "text/plain" }]);
    assert.equal(got.bodyValues["1"].value, "Kính gửi các đồng chí\n");
    assert.equal(got.headers[0].name, "From");
  });

  const badGets: [why: string, args: object][] = [
    ["a property that is none", { ids: [], properties: ["colour"] }],
    ["a header in a form it may not take", { ids: [], properties: ["header:From:asDate"] }],
    ["a body property that is none", { ids: [], bodyProperties: ["colour"] }],
    ["C14 a property that objects inherit", { ids: [], properties: ["constructor"] }],
    ["257 properties", { ids: [], properties: new Array(257).fill("id") }],
  ];
  for (const [why, args] of badGets) {
    it(`refuse ${why}`, async () => assert.equal((await call("Email/get", args)).type, "invalidArguments"));
  }

  describe("are written", () => {
    const draft = (more: object = {}) => ({
      mailboxIds: { [folders.drafts ?? ""]: true },
      keywords: { $draft: true },
      from: [{ name: "Hoa", email: "hoa@test.gov.vn" }],
      to: [{ email: "nam@test.gov.vn" }],
      subject: "Nháp",
      textBody: [{ partId: "t" }],
      bodyValues: { t: { value: "dòng 1\ndòng 2" } },
      ...more,
    });
    const create = (object: object) => call("Email/set", { create: { k: object } });

    it("with text, HTML, a picture in it and a file", async () => {
      const upload = await web.ask(`/jmap/upload/${accountId}/`, {
        method: "POST",
        headers: { ...basic(hoa), "content-type": "application/pdf" },
        body: "%PDF-",
      });
      const { blobId } = upload.json();
      const made = await create(
        draft({
          htmlBody: [{ partId: "h", type: "text/html" }],
          bodyValues: { t: { value: "chữ" }, h: { value: "<img src='cid:p@x'>" } },
          attachments: [
            { blobId, type: "application/pdf", name: "Công văn số 12/UBND.pdf" },
            { blobId, type: "image/png", cid: "p@x", disposition: "inline", name: "p.png" },
          ],
          "header:X-Nguon:asText": "thử",
        }),
      );
      const { id, size } = made.created.k;
      const answer = await call("Email/get", {
        ids: [id],
        properties: ["size", "bcc", "textBody", "htmlBody", "attachments", "header:X-Nguon:asText", "keywords"],
      });
      const [got] = answer.list;
      assert.deepEqual([got.size, got["header:X-Nguon:asText"], got.keywords], [size, "thử", { $draft: true }]);
      assert.deepEqual(
        got.attachments.map(({ name, cid }: { name: string; cid: string }) => [name, cid]),
        [
          ["p.png", "p@x"],
          ["Công văn số 12/UBND.pdf", null],
        ],
      );
    });

    it("from a body structure, its leaves sorted into text, HTML and files", async () => {
      const made = await create({
        ...draft({ textBody: undefined }),
        bodyStructure: {
          type: "multipart/mixed",
          subParts: [
            {
              type: "multipart/alternative",
              subParts: [
                { partId: "t", type: "text/plain" },
                { partId: "h", type: "text/html" },
              ],
            },
            { partId: "x", type: "text/csv", name: "a.csv" },
          ],
        },
        bodyValues: { t: { value: "chữ" }, h: { value: "<p>chữ</p>" }, x: { value: "1,2" } },
      });
      const [got] = (await call("Email/get", { ids: [made.created.k.id], properties: ["attachments", "htmlBody"] }))
        .list;
      assert.deepEqual([got.attachments[0].name, got.htmlBody[0].type], ["a.csv", "text/html"]);
    });

    it("into two folders at once", async () => {
      const both = { [folders.drafts ?? ""]: true, [folders.archive ?? ""]: true };
      const made = await create(draft({ mailboxIds: both }));
      const [got] = (await call("Email/get", { ids: [made.created.k.id], properties: ["mailboxIds"] })).list;
      assert.deepEqual(got.mailboxIds, both);
    });

    const refused: [why: string, object: object, type: string][] = [
      ["no folder", { mailboxIds: {} }, "invalidProperties"],
      ["a folder that is not there", { mailboxIds: { f999: true } }, "invalidProperties"],
      ["a line end in the subject", { subject: "a\r\nBcc: x@test.gov.vn" }, "invalidProperties"],
      [
        "the letters whose octets are a line end are fine, a control is not",
        { subject: "a\u0000" },
        "invalidProperties",
      ],
      ["a line end in a name", { from: [{ name: "a\nb", email: "hoa@test.gov.vn" }] }, "invalidProperties"],
      ["an address that is none", { to: [{ email: "not an address" }] }, "invalidProperties"],
      ["a field twice", { "header:Subject:asText": "x" }, "invalidProperties"],
      ["a content field", { "header:Content-Type": "text/html" }, "invalidProperties"],
      ["all headers at once", { headers: [] }, "invalidProperties"],
      ["a text that is HTML", { textBody: [{ partId: "t", type: "text/html" }] }, "invalidProperties"],
      ["two texts", { textBody: [{ partId: "t" }, { partId: "t" }] }, "invalidProperties"],
      ["a part without its value", { textBody: [{ partId: "nope" }] }, "invalidProperties"],
      ["C14 a part named like what objects inherit", { textBody: [{ partId: "constructor" }] }, "invalidProperties"],
      ["a truncated value", { bodyValues: { t: { value: "x", isTruncated: true } } }, "invalidProperties"],
      ["a structure and lists", { bodyStructure: { partId: "t", type: "text/plain" } }, "invalidProperties"],
      ["a blob that is not there", { attachments: [{ blobId: "uabc" }] }, "blobNotFound"],
      ["an id of its own", { id: "e1" }, "invalidProperties"],
      ["a urgency that is none", { urgency: "soon" }, "invalidProperties"],
      [
        "65 keywords",
        { keywords: Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`k${i}`, true])) },
        "tooManyKeywords",
      ],
    ];
    for (const [why, more, type] of refused) {
      it(`refuse ${why}`, async () => {
        const answer = await create(draft(more));
        assert.equal(answer.notCreated?.k.type, type, JSON.stringify(answer));
      });
    }

    it("B18 U+560D U+560A in every field stay letters", async () => {
      const trap = "\u560d\u560aBcc: x@test.gov.vn";
      const made = await create(
        draft({ subject: trap, from: [{ name: trap, email: "hoa@test.gov.vn" }], attachments: [] }),
      );
      const [got] = (await call("Email/get", { ids: [made.created.k.id], properties: ["subject", "from", "bcc"] }))
        .list;
      assert.deepEqual([got.subject, got.from[0].name, got.bcc], [trap, trap, null]);
    });
  });

  it("change keywords and folders, one object's failure leaving the others alone", async () => {
    const [one, two] = [await put(letter({ Subject: "1" })), await put(letter({ Subject: "2" }))];
    const answer = await call("Email/set", {
      update: {
        [one]: { "keywords/$seen": true, mailboxIds: { [folders.archive ?? ""]: true } },
        [two]: { mailboxIds: { f999: true } },
        e99999: { "keywords/$seen": true },
      },
    });
    assert.deepEqual(answer.updated, { [one]: null });
    assert.equal(answer.notUpdated[two].type, "invalidProperties");
    assert.equal(answer.notUpdated.e99999.type, "notFound");
    const [got] = (await call("Email/get", { ids: [one], properties: ["keywords", "mailboxIds"] })).list;
    assert.deepEqual(got, { id: one, keywords: { $seen: true }, mailboxIds: { [folders.archive ?? ""]: true } });
  });

  it("are gone on every way once destroyed", async () => {
    const id = await put(letter({ Subject: "xoá" }));
    await call("Email/set", { destroy: [id] });
    assert.deepEqual((await call("Email/get", { ids: [id] })).notFound, [id]);
    const paths = [`/jmap/download/${accountId}/m${id.slice(1)}/x`, `/mail/body/${accountId}/${id}/auto`];
    for (const path of [...paths, `/mail/source/${accountId}/${id}`])
      assert.equal((await web.ask(path, { headers: basic(hoa) })).status, 404);
    const again = await call("Email/set", { destroy: [id], update: { [id]: { "keywords/$seen": true } } });
    assert.deepEqual([again.notUpdated[id].type, again.notDestroyed[id].type], ["notFound", "notFound"]);
  });

  it("are told of since a state: new, changed, gone", async () => {
    const kept = await put(letter({ Subject: "giữ" }));
    const gone = await put(letter({ Subject: "bỏ" }));
    const { state } = await call("Email/get", { ids: [] });
    const threadState = (await call("Thread/get", { ids: [] })).state;
    const made = await put(letter({ Subject: "mới" }));
    await call("Email/set", { update: { [kept]: { "keywords/$seen": true } }, destroy: [gone] });
    const since = await call("Email/changes", { sinceState: state });
    assert.deepEqual([since.created, since.updated, since.destroyed], [[made], [kept], [gone]]);
    const threads = await call("Thread/changes", { sinceState: threadState });
    assert.deepEqual([threads.created.length, threads.updated.length, threads.destroyed.length], [1, 0, 1]);
    const first = await call("Email/changes", { sinceState: state, maxChanges: 1 });
    const rest = await call("Email/changes", { sinceState: first.newState });
    assert.equal(first.hasMoreChanges, true);
    const all = [first, rest].flatMap(({ created, updated, destroyed }) => [...created, ...updated, ...destroyed]);
    assert.deepEqual(all.toSorted(), [made, kept, gone].toSorted());
    assert.equal((await call("Email/changes", { sinceState: "x" })).type, "cannotCalculateChanges");
  });

  it("hang together in threads, oldest first", async () => {
    const first = await put(letter({ Subject: "Hỏi", "Message-ID": "<q@x>" }));
    const second = await put(letter({ Subject: "Re: Hỏi", "In-Reply-To": "<q@x>" }), "sent");
    const [{ threadId }] = (await call("Email/get", { ids: [first], properties: ["threadId"] })).list;
    const answer = await call("Thread/get", { ids: [threadId, "t99999"] });
    assert.deepEqual(answer.list, [{ id: threadId, emailIds: [first, second] }]);
    assert.deepEqual(answer.notFound, ["t99999"]);
  });

  it("B21 imported bytes come back exactly; bad ones are refused", async () => {
    const bytes = letter({ Subject: "Nhập" }, `${"x".repeat(500)}\u0000\u{1F600}`);
    const upload = async (body: Buffer) =>
      (
        await web.ask(`/jmap/upload/${accountId}/`, {
          method: "POST",
          headers: { ...basic(hoa), "content-type": "message/rfc822" },
          body,
        })
      ).json().blobId;
    const mailboxIds = { [folders.inbox ?? ""]: true };
    const blobId = await upload(bytes);
    const receivedAt = "2020-02-29T01:02:03Z";
    const answer = await call("Email/import", {
      emails: { k: { blobId, mailboxIds, keywords: { $seen: true }, receivedAt } },
    });
    const source = await web.ask(`/jmap/download/${accountId}/${answer.created.k.blobId}/x`, { headers: basic(hoa) });
    assert.ok(source.bytes.equals(bytes));
    const [got] = (await call("Email/get", { ids: [answer.created.k.id], properties: ["receivedAt"] })).list;
    assert.equal(got.receivedAt, receivedAt);
    const bare = await upload(Buffer.from("Subject: x\n\nbare\n"));
    const bad = await call("Email/import", {
      emails: {
        bare: { blobId: bare, mailboxIds },
        gone: { blobId: "uabc", mailboxIds },
        nowhere: { blobId, mailboxIds: {} },
      },
    });
    assert.deepEqual(
      Object.values(bad.notCreated).map((error) => (error as { type: string }).type),
      ["invalidEmail", "blobNotFound", "invalidProperties"],
    );
  });

  it("are parsed out of other letters without entering the mailbox", async () => {
    const inner = letter({ Subject: "Thư trong" }).toString().trimEnd();
    const outer = Buffer.from(
      `From: a@test.gov.vn\r\nSubject: ngoài\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nchữ\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n${inner}\r\n--b--\r\n`,
    );
    const id = await put(outer);
    const [got] = (await call("Email/get", { ids: [id], properties: ["attachments"] })).list;
    const [{ blobId }] = got.attachments;
    const answer = await call("Email/parse", { blobIds: [blobId, "uabc"], fetchAllBodyValues: true });
    assert.equal(answer.parsed[blobId].subject, "Thư trong");
    assert.equal(answer.parsed[blobId].bodyValues["1"].value, "Kính gửi các đồng chí");
    assert.equal(answer.parsed[blobId].textBody[0].blobId, `${blobId}-1`);
    assert.deepEqual(answer.notFound, ["uabc"]);
    const part = await web.ask(`/jmap/download/${accountId}/${blobId}-1/x`, { headers: basic(hoa) });
    assert.equal(part.text, "Kính gửi các đồng chí");
  });

  it("are copied to a unit's mailbox and taken from the own one", async () => {
    const unit = await web.server.addUnit("phong@test.gov.vn", "Phòng", [hoa]);
    const target = `a${unit}`;
    const there = await foldersOf(web, hoa, target);
    const id = await put(letter({ Subject: "Chuyển" }), "inbox", 8);
    const answers = await jmap(web, hoa, [
      [
        "Email/copy",
        {
          fromAccountId: accountId,
          accountId: target,
          create: {
            k: { id, mailboxIds: { [there.inbox ?? ""]: true } },
            x: { id: "e99999", mailboxIds: { f1: true } },
          },
          onSuccessDestroyOriginal: true,
        },
      ],
    ]);
    assert.equal(answers[0].notCreated.x.type, "notFound");
    assert.deepEqual(answers[1].destroyed, [id]);
    const [got] = (
      await call("Email/get", { accountId: target, ids: [answers[0].created.k.id], properties: ["subject"] })
    ).list;
    assert.equal(got.subject, "Chuyển");
    const [same] = await jmap(web, hoa, [["Email/copy", { fromAccountId: accountId, accountId, create: {} }]]);
    assert.equal(same.type, "invalidArguments");
  });
});

/** Counts calls of a method without standing in for it. */
function countCalls<T extends object>(target: T, name: keyof T & string): { stop(): number } {
  const original = target[name] as unknown as (...args: unknown[]) => unknown;
  let calls = 0;
  Object.defineProperty(target, name, {
    configurable: true,
    value: (...args: unknown[]) => {
      calls++;
      return original.apply(target, args);
    },
  });
  return {
    stop() {
      Reflect.deleteProperty(target, name);
      return calls;
    },
  };
}
