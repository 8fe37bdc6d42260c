import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { IntlMessageFormat } from "intl-messageformat";
import en from "./en.json" with { type: "json" };
import vi from "./vi.json" with { type: "json" };

const web = path.resolve(import.meta.dirname, "..");
const sources = globSync("**/*.{ts,tsx}", { cwd: web, exclude: (name) => name === "dist" })
  .filter((file) => !file.endsWith(".test.ts"))
  .map((file) => readFileSync(path.join(web, file), "utf8"));

/** Names of arguments in an ICU message. */
function argumentsOf(message: string): string[] {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) visit(one);
    else if (typeof value === "object" && value !== null) {
      const { type, value: name, options } = value as { type: number; value: unknown; options?: object };
      if (type !== 0 && typeof name === "string") names.add(name);
      for (const option of Object.values(options ?? {})) visit((option as { value: unknown }).value);
    }
  };
  visit(new IntlMessageFormat(message, "en", undefined, { ignoreTag: true }).getAst());
  return [...names].sort();
}

test("both languages have the same keys, in order", () => {
  assert.ok(Object.keys(vi).length > 200);
  assert.deepEqual(Object.keys(en), Object.keys(vi));
  assert.deepEqual(Object.keys(vi), [...Object.keys(vi)].sort());
});

test("a message takes the same arguments in both languages", () => {
  const english: Readonly<Record<string, string>> = en;
  for (const [key, message] of Object.entries(vi)) {
    assert.deepEqual(argumentsOf(english[key] ?? ""), argumentsOf(message), key);
  }
});

test("every key that is used exists", () => {
  const used = sources.flatMap((source) => [...source.matchAll(/\bt\(\s*"([^"]+)"/g)].map(([, key]) => key ?? ""));
  assert.ok(used.length > 200);
  assert.deepEqual(
    used.filter((key) => !Object.hasOwn(vi, key)),
    [],
  );
});

test("every key that exists is used", () => {
  const all = sources.join("\n");
  assert.deepEqual(
    Object.keys(vi).filter((key) => !all.includes(`"${key}"`)),
    [],
  );
});

test("Vietnamese is spelled one way: hoả, thoả, huỷ, uỷ, and never shouts", () => {
  for (const [key, message] of Object.entries(vi)) {
    assert.equal(message, message.normalize("NFC"), key);
    assert.doesNotMatch(message, /hỏa|thỏa|hủy|ủy|hóa|tòa|khóa|xóa|họa(?!t)/i, key);
    assert.doesNotMatch(message, /!/, key);
  }
});
