import assert from "node:assert/strict";
import { test } from "node:test";
import { CongvuError, type ErrorCode } from "#base/errors.ts";
import { limits } from "#base/limits.ts";
import { checkedPath } from "./folder-path.ts";

const taken: readonly [path: string[], checked: string[], why: string][] = [
  [["Dự án", "Năm 2026"], ["Dự án", "Năm 2026"], "Vietnamese names"],
  [["Dự án".normalize("NFD")], ["Dự án"], "NFC whatever the keyboard made"],
  [["inbox"], ["INBOX"], "INBOX has one spelling (RFC 9051 §5.1)"],
  [["Hồ sơ", "inbox"], ["Hồ sơ", "inbox"], "below the root it is a name like any other"],
  [["x".repeat(limits.folderNameBytes)], ["x".repeat(limits.folderNameBytes)], "the longest name"],
  [Array(limits.folderDepth).fill("a"), Array(limits.folderDepth).fill("a"), "the deepest path"],
];
const refused: readonly [path: string[], code: ErrorCode, why: string][] = [
  [[], "invalid", "nothing"],
  [[""], "invalid", "an empty level"],
  [["  "], "invalid", "only spaces"],
  [["a/b"], "invalid", "the separator"],
  [["a*"], "invalid", "a wildcard of LIST"],
  [["a%"], "invalid", "a wildcard of LIST"],
  [["a\r\nb"], "invalid", "line ends"],
  [["a\u0000"], "invalid", "NUL"],
  [["a\u0085"], "invalid", "a C1 control"],
  [["\ud800"], "invalid", "half a character"],
  [["x".repeat(limits.folderNameBytes + 1)], "limit-exceeded", "one octet too long"],
  [["ớ".repeat(86)], "limit-exceeded", "octets count, not characters"],
  [Array(limits.folderDepth + 1).fill("a"), "limit-exceeded", "one level too deep"],
];

for (const [path, checked, why] of taken) {
  test(`a folder path is taken: ${why}`, () => assert.deepEqual(checkedPath(path), checked));
}
for (const [path, code, why] of refused) {
  test(`a folder path is refused: ${why}`, () =>
    assert.throws(
      () => checkedPath(path),
      (error) => error instanceof CongvuError && error.code === code,
    ));
}
