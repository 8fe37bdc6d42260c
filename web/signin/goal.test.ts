import assert from "node:assert/strict";
import { test } from "node:test";
import { goal } from "./goal.ts";

const ask = (to: string): string => goal(`?ve=${encodeURIComponent(to)}`);

test("one comes back to the page asked for", () => {
  for (const path of ["/thu/toi/den?m=e5", "/danh-ba?q=hoa", "/"]) assert.equal(ask(path), path);
});

test("nobody is led to another site or round in circles", () => {
  const others = [
    "https://example.org",
    "//example.org",
    "/\\example.org",
    "\\\\example.org",
    "javascript:x",
    "thu",
    "",
    "/dang-nhap",
  ];
  for (const path of others) assert.equal(ask(path), "/thu/toi/den", path);
  assert.equal(goal(""), "/thu/toi/den");
});
