import assert from "node:assert/strict";
import { test } from "node:test";
import { isAddress, parseRecipients } from "./recipients.ts";

const domain = "binhminh.example";
const shown = (text: string): string[] =>
  parseRecipients(text, domain).map(({ name, email, valid }) => `${name ?? "-"}|${email}${valid ? "" : "!"}`);

const rows = [
  { text: "hoatt", out: ["-|hoatt@binhminh.example"], why: "a bare local part gets our domain" },
  { text: "a@x.vn, b@x.vn; c@x.vn\nd@x.vn", out: ["-|a@x.vn", "-|b@x.vn", "-|c@x.vn", "-|d@x.vn"], why: "separators" },
  { text: "Trần Thị Hoa <hoa@x.vn>", out: ["Trần Thị Hoa|hoa@x.vn"], why: "name and address" },
  { text: '"Hoa, Trần" <hoa@x.vn>, b@x.vn', out: ["Hoa, Trần|hoa@x.vn", "-|b@x.vn"], why: "a comma inside quotes" },
  {
    text: "Nguyễn Văn An\tan@x.vn\nLê Bình\tbinh@x.vn",
    out: ["Nguyễn Văn An|an@x.vn", "Lê Bình|binh@x.vn"],
    why: "two spreadsheet columns",
  },
  {
    text: "1\tNguyễn Văn An\tan@x.vn",
    out: ["1|an@x.vn"],
    why: "the first cell before the address is taken as the name",
  },
  { text: "Lê Bình binh@x.vn", out: ["Lê Bình|binh@x.vn"], why: "name before a bare address" },
  { text: "a@x.vn,A@X.VN", out: ["-|a@x.vn"], why: "the same address once" },
  { text: " , ;; \n", out: [], why: "only separators" },
  { text: "Trần Thị Hoa", out: ["-|Trần Thị Hoa!"], why: "a name alone is not an address" },
  { text: "<a@x.vn>", out: ["-|a@x.vn"], why: "angle brackets alone" },
  { text: "a@b@x.vn", out: ["-|a@b@x.vn!"], why: "two at signs" },
];

test("pasted recipients are read", () => {
  for (const { text, out, why } of rows) assert.deepEqual(shown(text), out, why);
});

test("what looks like an address is told from what does not", () => {
  for (const good of ["a@x.vn", "ubnd.xa-1@binhminh.gov.vn", "a+b@x.vn", "hoa@tỉnh.vn"])
    assert.ok(isAddress(good), good);
  for (const bad of ["", "a", "a@", "@x.vn", "a@x", "a b@x.vn", "a@x..vn", "a@x.vn.", "a@-x.vn", "a@x.vn>", "a,b@x.vn"])
    assert.ok(!isAddress(bad), bad);
});

test("a pasted list of five thousand lines is read whole", () => {
  const text = Array.from({ length: 5000 }, (_, i) => `Người ${i} <n${i}@x.vn>`).join("\n");
  assert.equal(parseRecipients(text, domain).length, 5000);
});
