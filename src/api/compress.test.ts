import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Hono } from "hono";
import { AtOnce } from "./at-once.ts";
import { accepts } from "./compress.ts";
import type { Env } from "./parts.ts";

describe("content codings a client takes", () => {
  const app = new Hono<Env>().get("/", (c) => c.json([accepts(c, "gzip"), accepts(c, "br")]));
  const table: [header: string | null, gzip: boolean, br: boolean][] = [
    [null, false, false],
    ["gzip, deflate, br", true, true],
    ["GZIP;q=0.5", true, false],
    ["gzip;q=0, br;q=0.000", false, false],
    ["x-gzip", false, false],
    ["gzipped, brr", false, false],
  ];
  for (const [header, gzip, br] of table) {
    it(`${header}: gzip ${gzip}, br ${br}`, async () => {
      const reply = await app.request("/", header === null ? {} : { headers: { "accept-encoding": header } });
      assert.deepEqual(await reply.json(), [gzip, br]);
    });
  }
});

describe("requests at once", () => {
  it("are as many as allowed for each key, and a place given back is free again", () => {
    const atOnce = new AtOnce(2);
    const first = atOnce.take("a");
    assert.ok(first && atOnce.take("a"));
    assert.equal(atOnce.take("a"), null);
    assert.ok(atOnce.take("b"), "another key has places of its own");
    first[Symbol.dispose]();
    assert.ok(atOnce.take("a"));
    assert.equal(atOnce.take("a"), null);
  });
});
