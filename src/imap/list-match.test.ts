import assert from "node:assert/strict";
import { it } from "node:test";
import { matchesPattern } from "./list-match.ts";

const table: [name: string, pattern: string, matches: boolean][] = [
  ["INBOX", "*", true],
  ["INBOX", "%", true],
  ["a/b", "%", false],
  ["a/b", "*", true],
  ["a/b", "%/%", true],
  ["a/b/c", "%/%", false],
  ["a/b/c", "a/%/c", true],
  ["a/b/c", "a/*c", true],
  ["a/b/c", "*/c", true],
  ["a/b/c", "%c", false],
  ["abc", "a%c", true],
  ["abc", "a%", true],
  ["abc", "b", false],
  ["abc", "abc%", true],
  ["abc", "abc*", true],
  ["abc", "abcd", false],
  ["", "", true],
  ["", "%", true],
  ["a", "", false],
  ["abab", "%ab", true],
  ["a/x/b/x", "*/%x", true],
  ["a/x/b/y/x", "*%/x", true],
  ["Thư/đi", "Th%/*", true],
  ["inbox", "INBOX", false],
];
for (const [name, pattern, matches] of table) {
  it(`${pattern || "nothing"} ${matches ? "matches" : "does not match"} ${name || "the empty name"}`, () => {
    assert.equal(matchesPattern(name, pattern), matches);
  });
}

it("agrees with a plain definition on every short name and pattern", () => {
  const plain = (name: string, pattern: string): boolean => {
    if (pattern === "") return name === "";
    const rest = pattern.slice(1);
    if (pattern[0] === "*" || pattern[0] === "%") {
      if (plain(name, rest)) return true;
      return name !== "" && !(pattern[0] === "%" && name[0] === "/") && plain(name.slice(1), pattern);
    }
    return name !== "" && name[0] === pattern[0] && plain(name.slice(1), rest);
  };
  const words = (letters: string, most: number): string[] => {
    let all = [""];
    let last = [""];
    for (let i = 0; i < most; i++) {
      last = last.flatMap((word) => [...letters].map((letter) => word + letter));
      all = [...all, ...last];
    }
    return all;
  };
  for (const name of words("a/b", 5)) {
    for (const pattern of words("a/%*", 5))
      assert.equal(matchesPattern(name, pattern), plain(name, pattern), `${name} ${pattern}`);
  }
});

it("a pattern of many wildcards costs no more than name times pattern", () => {
  const start = performance.now();
  assert.equal(matchesPattern("a".repeat(5_000), `${"*a%a".repeat(500)}b`), false);
  assert.ok(performance.now() - start < 2_000);
});
