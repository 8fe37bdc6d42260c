import assert from "node:assert/strict";
import { test } from "node:test";
import { kindOfFile } from "./file-kind.ts";

test("a file's kind is told by its name, else by its type", () => {
  const rows = [
    ["Công văn 12.PDF", "application/octet-stream", "text"],
    ["a.xlsx", "", "sheet"],
    ["a.b.zip", "", "archive"],
    ["ảnh", "image/png", "image"],
    ["thư", "message/rfc822", "letter"],
    ["a.constructor", "", "other"],
    [".pdf", "", "other"],
    ["", "application/pdf", "text"],
    ["x.bin", "application/octet-stream", "other"],
  ] as const;
  for (const [name, type, kind] of rows) assert.equal(kindOfFile(name, type), kind, `${name} ${type}`);
});
