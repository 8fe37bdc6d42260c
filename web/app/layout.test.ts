import assert from "node:assert/strict";
import { test } from "node:test";
import { layoutOf } from "./layout.ts";

test("the number of panes follows the width, measured in letters", () => {
  const rows = [
    [1440, 0, "wide"],
    [1439, 0, "desk"],
    [1366, 0, "desk"],
    [1200, 0, "desk"],
    [1199, 0, "two"],
    [800, 0, "two"],
    [799, 0, "one"],
    [390, 0, "one"],
    [1366, 1, "desk"],
    [1366, 3, "two"],
    [1920, 3, "desk"],
    [1024, 3, "one"],
  ] as const;
  for (const [width, font, layout] of rows) assert.equal(layoutOf(width, font), layout, `${width} px, step ${font}`);
});
