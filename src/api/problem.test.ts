import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { type ErrorCode, errorCatalogue } from "#base/errors.ts";
import { problemResponse, statusOf } from "./problem.ts";

const codes = Object.keys(errorCatalogue) as ErrorCode[];

describe("problem documents", () => {
  for (const code of codes) {
    it(`${code} has a status of refusal and both sentences`, async () => {
      const response = problemResponse(code);
      assert.equal(response.status, statusOf[code]);
      assert.ok(response.status >= 400 && response.status < 600);
      assert.equal(response.headers.get("content-type"), "application/problem+json");
      const { status, title, messages } = (await response.json()) as Record<string, unknown>;
      assert.deepEqual([status, title], [response.status, errorCatalogue[code].en]);
      assert.deepEqual(messages, { vi: errorCatalogue[code].vi, en: errorCatalogue[code].en });
    });
  }

  it("what can be tried again soon says when", () => {
    for (const code of codes) {
      const { status, headers } = problemResponse(code);
      assert.equal(headers.has("retry-after"), status === 429 || status === 503, code);
    }
  });

  it("the reference page gives the same status wherever it names a code", () => {
    const page = readFileSync(path.resolve(import.meta.dirname, "../../docs/reference/web-api.md"), "utf8");
    const rows = page.split("\n").filter((line) => /^\| `[a-z-]+`/.test(line) && /\| \d{3} \|/.test(line));
    const named = rows.flatMap((row) => [...row.matchAll(/((?:`[a-z-]+`[^|`]*)+)\| (\d{3}) \|/g)]);
    const pairs = named.flatMap(([, list = "", status]) =>
      [...list.matchAll(/`([a-z-]+)`/g)].map(([, code]) => [code as ErrorCode, Number(status)] as const),
    );
    assert.ok(pairs.length >= 15, `${pairs.length} pairs read`);
    for (const [code, status] of pairs) assert.equal(statusOf[code], status, code);
  });
});
