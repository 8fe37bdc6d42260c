import assert from "node:assert/strict";
import { test } from "node:test";
import { initials } from "./initials.ts";

test("a name is told by its first and last word", () => {
  const rows = [
    ["Trần Thị Hoa", "TH"],
    ["đặng Ánh", "ĐÁ"],
    ["Hoa", "H"],
    ["Văn phòng UBND tỉnh", "VT"],
    ["", "?"],
    ["  --  ", "?"],
    ["Ẩn Ước".normalize("NFD"), "ẨƯ"],
  ] as const;
  for (const [name, made] of rows) assert.equal(initials(name), made, name);
});
