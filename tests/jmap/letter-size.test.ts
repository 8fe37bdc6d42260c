// The size an operator set, at the limit and one past it, on each way a letter comes in over JMAP.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { TestPerson } from "../support/server.ts";
import { basic, foldersOf, jmap, startTestWeb, type TestWeb } from "../support/web.ts";

const most = 70_000;

describe("the largest letter", () => {
  let web: TestWeb;
  let hoa: TestPerson;
  let accountId: string;
  let mailboxIds: Record<string, true>;
  before(async () => {
    web = await startTestWeb({ settings: { "limits.message_bytes": String(most) } });
    hoa = await web.server.addPerson("hoa@test.gov.vn");
    accountId = `a${hoa.account}`;
    const { drafts = "" } = await foldersOf(web, hoa);
    mailboxIds = { [drafts]: true };
  });
  after(() => web.close());

  const create = async (length: number) => {
    const lines = "x".repeat(length).replace(/.{60}/g, "$&\n");
    const object = {
      mailboxIds,
      from: [{ email: "hoa@test.gov.vn" }],
      textBody: [{ partId: "t" }],
      bodyValues: { t: { value: lines } },
    };
    const [answer] = await jmap(web, hoa, [["Email/set", { accountId, create: { k: object } }]]);
    return answer.created?.k.size ?? answer.notCreated.k;
  };

  it("is taken when it is written here; one octet more is not", async () => {
    const around = 60_000;
    const small = await create(around);
    const missing = most - small;
    const perLine = 62; // 60 letters and CRLF
    const whole = Math.floor(missing / perLine);
    const length = around + whole * 60 + (missing - whole * perLine);
    assert.equal(await create(length), most);
    assert.deepEqual([(await create(length + 1)).type, (await create(length + 1)).maxSize], ["tooLarge", most]);
  });

  it("is taken when it is imported; one octet more is not", async () => {
    const importOf = async (size: number) => {
      const headers = { ...basic(hoa), "content-type": "message/rfc822" };
      const body = Buffer.from("Subject: x\r\n\r\n".padEnd(size, "y"));
      const upload = await web.ask(`/jmap/upload/${accountId}/`, { method: "POST", headers, body });
      const { blobId } = upload.json();
      const [answer] = await jmap(web, hoa, [["Email/import", { accountId, emails: { k: { blobId, mailboxIds } } }]]);
      return answer.created?.k.size ?? answer.notCreated.k.type;
    };
    assert.equal(await importOf(most), most);
    assert.equal(await importOf(most + 1), "tooLarge");
  });

  it("is told in the session object", async () => {
    const session = (await web.ask("/jmap/session", { headers: basic(hoa) })).json();
    const capability = session.accounts[accountId].accountCapabilities["urn:ietf:params:jmap:mail"];
    assert.equal(capability.maxSizeAttachmentsPerEmail, most);
  });
});
