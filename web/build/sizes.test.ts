import assert from "node:assert/strict";
import path from "node:path";
import { before, test } from "node:test";
import { buildWebIfNeeded } from "../../scripts/build-web.ts";
import { budgets, type Manifest, sizes, staticClosure } from "./sizes.ts";

let measured: ReturnType<typeof sizes>;
before(async () => {
  await buildWebIfNeeded();
  measured = sizes(path.resolve(import.meta.dirname, "../dist"));
});

test("the inbox comes within its budgets", () => {
  assert.ok(measured.inbox.js <= budgets.inboxJs, `${measured.inbox.js} octets of script`);
  assert.ok(measured.inbox.css <= budgets.inboxCss, `${measured.inbox.css} octets of style`);
  assert.ok(measured.inbox.js > 50 * 1024, "and something was measured");
});

test("the composer, the sign-in page and the fonts come within theirs", () => {
  assert.ok(measured.compose.js <= budgets.composeJs, `composer: ${measured.compose.js}`);
  assert.ok(measured.signIn.js <= budgets.signInJs, `sign-in: ${measured.signIn.js}`);
  assert.ok(measured.fonts <= budgets.fonts, `fonts: ${measured.fonts}`);
  for (const size of [measured.compose.js, measured.signIn.js, measured.fonts]) assert.ok(size > 1024);
});

test("a page weighs what it imports statically, each chunk once, lazy chunks not", () => {
  const manifest: Manifest = {
    a: { file: "a.js", imports: ["b", "c"] },
    b: { file: "b.js", imports: ["c"] },
    c: { file: "c.js" },
    lazy: { file: "lazy.js", imports: ["c"] },
  };
  assert.deepEqual([...staticClosure(manifest, ["a"])].sort(), ["a", "b", "c"]);
  assert.throws(() => staticClosure(manifest, ["missing"]), /no chunk missing/);
});
