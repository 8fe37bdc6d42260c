import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Cursor, parseSize, splitCommand, takeForwardPath, takeParameters, takeReversePath } from "./syntax.ts";

const local64 = "x".repeat(64);
const label63 = "d".repeat(63);

const taken: { why: string; path: string; address: string; international?: boolean }[] = [
  { why: "an ordinary mailbox", path: "<lan@tinh.example>", address: "lan@tinh.example" },
  {
    why: "every atom character",
    path: "<a!#$%&'*+-/=?^_`{|}~1@b.example>",
    address: "a!#$%&'*+-/=?^_`{|}~1@b.example",
  },
  { why: "dots inside", path: "<nguyen.van.lan@tinh.example>", address: "nguyen.van.lan@tinh.example" },
  { why: "needless quotes, dropped", path: '<"lan"@tinh.example>', address: "lan@tinh.example" },
  { why: "needed quotes", path: '<"van thu"@tinh.example>', address: '"van thu"@tinh.example' },
  { why: "an escaped quote", path: '<"a\\"b"@tinh.example>', address: '"a\\"b"@tinh.example' },
  { why: "brackets and an at sign in quotes", path: '<"a>b@c"@tinh.example>', address: '"a>b@c"@tinh.example' },
  { why: "a source route, dropped", path: "<@a.example,@b.example:lan@tinh.example>", address: "lan@tinh.example" },
  { why: "an address literal", path: "<lan@[192.0.2.1]>", address: "lan@[192.0.2.1]" },
  { why: "an IPv6 literal", path: "<lan@[IPv6:2001:db8::1]>", address: "lan@[IPv6:2001:db8::1]" },
  { why: "a local part of 64 octets", path: `<${local64}@tinh.example>`, address: `${local64}@tinh.example` },
  { why: "a label of 63 octets", path: `<a@${label63}.example>`, address: `a@${label63}.example` },
  { why: "Vietnamese letters", path: "<hùng@tỉnh.example>", address: "hùng@tỉnh.example", international: true },
];
for (const { why, path, address, international = false } of taken)
  test(`a path with ${why} is taken`, () => {
    const cursor = new Cursor(path);
    assert.deepEqual(takeForwardPath(cursor), { address, international });
    assert.ok(cursor.atEnd);
    assert.deepEqual(takeReversePath(new Cursor(path)), { address, international });
  });

const refused = [
  { why: "no brackets", path: "lan@tinh.example" },
  { why: "no closing bracket", path: "<lan@tinh.example" },
  { why: "no domain", path: "<lan>" },
  { why: "an empty domain", path: "<lan@>" },
  { why: "an empty local part", path: "<@tinh.example>" },
  { why: "two at signs", path: "<lan@xa.example@tinh.example>" },
  { why: "a space in an atom", path: "<van thu@tinh.example>" },
  { why: "a leading dot", path: "<.lan@tinh.example>" },
  { why: "two dots", path: "<a..b@tinh.example>" },
  { why: "a trailing dot in the domain", path: "<lan@tinh.example.>" },
  { why: "a label with a hyphen first", path: "<lan@-tinh.example>" },
  { why: "an underscore in the domain", path: "<lan@ti_nh.example>" },
  { why: "an open quote", path: '<"lan@tinh.example>' },
  { why: "text behind the quotes", path: '<"lan"x@tinh.example>' },
  { why: "a broken literal", path: "<lan@[192.0.2.256]>" },
  { why: "an open literal", path: "<lan@[192.0.2.1>" },
  { why: "a route without its colon", path: "<@a.example,lan@tinh.example>" },
  { why: "a route of nothing", path: "<@:lan@tinh.example>" },
  { why: "a local part of 65 octets", path: `<${local64}x@tinh.example>` },
  { why: "a local part of 65 octets in 33 letters", path: `<${"ù".repeat(32)}x@tinh.example>` },
  { why: "a label of 64 octets", path: `<a@${label63}d.example>` },
  { why: "a tab", path: "<a\t@tinh.example>" },
  { why: "a DEL", path: "<a\x7f@tinh.example>" },
  { why: "a C1 control", path: "<a\u0085@tinh.example>" },
  { why: "a right-to-left override", path: "<a\u202e@tinh.example>" },
  { why: "full-width letters in the domain", path: "<lan@ｔｉｎｈ.example>" },
  { why: "a display name", path: "Lan <lan@tinh.example>" },
  { why: "nothing", path: "" },
];
for (const { why, path } of refused)
  test(`a path with ${why} is refused`, () => {
    assert.equal(takeForwardPath(new Cursor(path)), null);
    assert.equal(takeReversePath(new Cursor(path)), null);
  });

test("the null path is a sender only, and a bare postmaster a recipient only", () => {
  assert.deepEqual(takeReversePath(new Cursor("<>")), { address: "", international: false });
  assert.equal(takeForwardPath(new Cursor("<>")), null);
  assert.deepEqual(takeForwardPath(new Cursor("<PostMaster>")), { address: "postmaster", international: false });
  assert.equal(takeReversePath(new Cursor("<postmaster>")), null);
});

test("A20 a nested, quoted or endless path never gives an address that it does not name", () => {
  const piece = fc.constantFrom("<", ">", "@", '"', "\\", ":", ",", ".", "a", "tinh.example", " ", "[", "]", "ù");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const path = takeForwardPath(new Cursor(`<${pieces.join("")}>`));
      if (path === null || path.address === "postmaster") return;
      const again = takeForwardPath(new Cursor(`<${path.address}>`));
      assert.deepEqual(again, path); // one spelling
    }),
    { numRuns: 2_000 },
  );
});

const parameters: { why: string; text: string; read: [string, string | null][] | null }[] = [
  { why: "none", text: "", read: [] },
  { why: "one with a value", text: " SIZE=10", read: [["SIZE", "10"]] },
  {
    why: "several, in any case",
    text: " size=1 Body=8bitmime SMTPUTF8",
    read: [
      ["SIZE", "1"],
      ["BODY", "8bitmime"],
      ["SMTPUTF8", null],
    ],
  },
  { why: "two spaces", text: "  SIZE=1", read: [["SIZE", "1"]] },
  { why: "an empty value", text: " SIZE=", read: null },
  { why: "a name twice", text: " SIZE=1 size=2", read: null },
  { why: "no space before", text: "SIZE=1", read: null },
  { why: "an equals sign inside the value", text: " AUTH=a=b", read: null },
  { why: "a name that begins with a hyphen", text: " -A=1", read: null },
  { why: "a value without a name", text: " =1", read: null },
];
for (const { why, text, read } of parameters)
  test(`parameters: ${why}`, () => {
    const seen = takeParameters(new Cursor(text));
    assert.deepEqual(seen === null ? null : [...seen], read);
  });

test("a size is one to twenty digits", () => {
  assert.equal(parseSize("0"), 0);
  assert.equal(parseSize("00012"), 12);
  assert.equal(parseSize("99999999999999999999"), 1e20);
  for (const text of ["", "-1", "+1", "1e3", "0x10", " 1", "1.5", "999999999999999999999", "١"])
    assert.equal(parseSize(text), null, text);
});

test("a command is a verb in any case, one space and the rest", () => {
  assert.deepEqual(splitCommand("mail FROM:<> SIZE=1"), { verb: "MAIL", argument: "FROM:<> SIZE=1" });
  assert.deepEqual(splitCommand("NOOP \t "), { verb: "NOOP", argument: "" });
  assert.deepEqual(splitCommand(""), { verb: "", argument: "" });
  assert.deepEqual(splitCommand(" NOOP"), { verb: "", argument: "NOOP" });
});
