// What the sign-in page may know, and how full a mailbox is.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { TestPerson } from "../support/server.ts";
import { basic, startTestWeb, type TestWeb } from "../support/web.ts";

describe("site and room", () => {
  let web: TestWeb;
  let hoa: TestPerson;
  let lan: TestPerson;
  before(async () => {
    web = await startTestWeb({ parts: { support: "0255 3 888 888" } });
    hoa = await web.server.addPerson("hoa@test.gov.vn");
    lan = await web.server.addPerson("lan@test.gov.vn");
  });
  after(() => web.close());

  it("tells anybody whose system it is and whom to call", async () => {
    const reply = await web.ask("/api/v1/site");
    assert.equal(reply.status, 200);
    const { domain, support } = reply.json();
    assert.deepEqual([domain, support], ["test.gov.vn", "0255 3 888 888"]);
  });

  it("names the organization of the page's own host name, and none when it cannot tell", async () => {
    const { directory } = web.server.services;
    await directory.createOrganization({ name: "Tỉnh khác", domain: "khac.gov.vn", regulation: null });
    const at = async (host: string) => (await web.ask("/api/v1/site", { headers: { host } })).json();
    assert.equal((await at("thu.khac.gov.vn:8443")).domain, "khac.gov.vn");
    assert.equal((await at("test.gov.vn")).domain, "test.gov.vn");
    for (const host of ["localhost:8080", "xkhac.gov.vn", "khac.gov.vn.example.org"])
      assert.equal((await at(host)).code, "not-found", host);
  });

  it("tells how full a mailbox is to who may open it", async () => {
    const ask = (account: string, headers = {}) => web.ask(`/api/v1/mailboxes/${account}/usage`, { headers });
    const mine = (await ask(`a${hoa.account}`, basic(hoa))).json();
    assert.deepEqual([mine.bytes, mine.letters], [0, 0]);
    assert.equal((await ask(`a${hoa.account}`, basic(lan))).status, 404);
    assert.equal((await ask("nonsense", basic(hoa))).status, 404);
    assert.equal((await ask(`a${hoa.account}`)).status, 401);
  });
});
