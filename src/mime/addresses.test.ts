import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { limits } from "#base/limits.ts";
import { isMailbox } from "./address.ts";
import { parseAddressGroups, parseAddressList, parseMailbox } from "./addresses.ts";
import { cpuMs } from "./testing/cpu-time.ts";

/** `name <address>` of each mailbox. */
const read = (value: Buffer | string): string[] =>
  parseAddressList(value).map(({ name, address }) => (name === null ? address : `${name} <${address}>`));

const lists: readonly { value: string; read: string[]; why: string }[] = [
  { value: "", read: [], why: "nothing" },
  { value: " , ,, ", read: [], why: "empty items (RFC 5322 §4.4)" },
  { value: "a@b.vn", read: ["a@b.vn"], why: "a bare address" },
  { value: "<a@b.vn>", read: ["a@b.vn"], why: "only brackets" },
  { value: "A B <a@b.vn>, c@d.vn", read: ["A B <a@b.vn>", "c@d.vn"], why: "two" },
  { value: "Nguyễn Văn A <vănthư@tỉnh.vn>", read: ["Nguyễn Văn A <vănthư@tỉnh.vn>"], why: "UTF-8 (RFC 6532)" },
  { value: '"Sở, Nội vụ; <x>" <a@b.vn>', read: ["Sở, Nội vụ; <x> <a@b.vn>"], why: "specials inside quotes" },
  { value: '"a\\"b\\\\c" <a@b.vn>', read: ['a"b\\c <a@b.vn>'], why: "quoted pairs" },
  { value: "Nguyen V. A <a@b.vn>", read: ["Nguyen V. A <a@b.vn>"], why: "a dot in a phrase (RFC 5322 §4.1)" },
  { value: '"A"B <a@b.vn>', read: ["AB <a@b.vn>"], why: "words that touch" },
  { value: "a@b.vn (Nguyen Van A)", read: ["Nguyen Van A <a@b.vn>"], why: "the name in a comment" },
  { value: "(x) A (y) <(z) a (v) @ (w) b.vn (u)> (t)", read: ["A <a@b.vn>"], why: "comments everywhere" },
  { value: "a . b @ c . vn", read: ["a.b@c.vn"], why: "white space around dots (RFC 5322 §4.4)" },
  { value: "A <@r1,@r2:a@b.vn>", read: ["A <a@b.vn>"], why: "an obsolete route (RFC 5322 §4.4)" },
  { value: "A <a@[192.0.2.1]>", read: ["A <a@[192.0.2.1]>"], why: "a domain literal" },
  { value: '"a b"@c.vn', read: ['"a b"@c.vn'], why: "a quoted local part keeps its quotes" },
  { value: '"a.b"@c.vn', read: ["a.b@c.vn"], why: "quotes without need go" },
  { value: "nhóm: a@b.vn, C <d@e.vn>;, f@g.vn", read: ["a@b.vn", "C <d@e.vn>", "f@g.vn"], why: "a group" },
  { value: "undisclosed-recipients:;", read: [], why: "a group of nobody" },
  { value: "a@b.vn; c@d.vn", read: ["a@b.vn", "c@d.vn"], why: "Outlook users part with semicolons" },
  { value: "root", read: ["root"], why: "a name of this host" },
  { value: "Nguyen Van A", read: ["Nguyen Van A <>"], why: "a name without address" },
  { value: '"Nguyen", =?UTF-8?Q?V=C4=83n?=', read: ["Nguyen <>", "Văn <>"], why: "the same in one word" },
  { value: "Nguyen Van A a@b.vn", read: ["Nguyen Van A <a@b.vn>"], why: "the brackets were forgotten" },
  { value: "a@b.vn <c@d.vn>", read: ["a@b.vn <c@d.vn>"], why: "an address as a name is a name" },
  { value: "A <a@b.vn, C <c@d.vn>", read: ["A <a@b.vn>", "C <c@d.vn>"], why: "a bracket never closed" },
  { value: "A <>", read: ["A <>"], why: "empty brackets" },
  {
    value: "=?UTF-8?B?Tmd1eeG7hW4=?= =?UTF-8?Q?_V=C4=83n?= <a@b.vn>",
    read: ["Nguyễn Văn <a@b.vn>"],
    why: "encoded names",
  },
  { value: '"=?UTF-8?B?Tmd1eeG7hW4=?=" <a@b.vn>', read: ["Nguyễn <a@b.vn>"], why: "encoded inside quotes, as many do" },
];

describe("parseAddressList", () => {
  for (const { value, read: expected, why } of lists) {
    it(`${why}: ${value}`, () => assert.deepEqual(read(value), expected));
  }

  it("reads folded octets, and octets that are no UTF-8", () => {
    assert.deepEqual(read(Buffer.from("A\r\n <a@b.vn>,\r\n\tc@d.vn")), ["A <a@b.vn>", "c@d.vn"]);
    assert.deepEqual(read(Buffer.from("Andr\u00e9 <a@b.vn>", "latin1")), ["André <a@b.vn>"]);
  });
});

describe("A20 what is no address never becomes one", () => {
  const hostile: readonly [value: string, read: string[], why: string][] = [
    ['"a@evil x"@int.vn', ['"a@evil x"@int.vn'], "CVE-2025-13033: the part before the last @ is one quoted word"],
    ['"a@evil.vn> x"@int.vn', ['"a@evil.vn> x"@int.vn'], "a bracket inside quotes"],
    ["<a@evil.vn@int.vn>", ["a@evil.vn@int.vn"], "two signs: no mailbox"],
    ["a@evil.vn@int.vn", ["a@evil.vn@int.vn"], "the same without brackets"],
    ["a@evil.vn b@int.vn", ["a@evil.vn b@int.vn"], "two addresses, no comma"],
    ["A a@evil.vn b@int.vn", ["A a@evil.vn b@int.vn"], "nor a name among them"],
    ["(<a@evil.vn>) b@int.vn", ["<a@evil.vn> <b@int.vn>"], "an address in a comment is a name"],
    ["=?utf-8?Q?a=40evil.vn=2C?= <b@int.vn>", ["a@evil.vn, <b@int.vn>"], "an address in an encoded-word is a name"],
    [
      "=?utf-8?Q?a=40evil.vn?=@int.vn",
      ["=?utf-8?Q?a=40evil.vn?=@int.vn"],
      "an encoded-word in an address stays as written",
    ],
    ["<a@evil.vn> <b@int.vn>", ["<b@int.vn> <a@evil.vn>"], "the first brackets hold the address"],
    ["a@int.vn,<", ["a@int.vn", ""], "an empty bracket at the end"],
    ["<a@b\u0000.vn>", ["a@b\ufffd.vn"], "a NUL"],
  ];
  for (const [value, expected, why] of hostile) it(`${why}: ${value}`, () => assert.deepEqual(read(value), expected));

  it("what the mailbox check accepts is one the list parser reads as itself", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab@."\\ <>,;:()[]1\u1ec7\t'), maxLength: 20 }), (text) => {
        if (!isMailbox(text)) return;
        assert.equal(parseMailbox(text)?.name, null);
        assert.ok(isMailbox(parseMailbox(text)?.address ?? ""));
      }),
      { numRuns: 2_000 },
    );
  });

  it("never throws and gives no controls", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...'a@."\\ <>,;:()[]\u0000\r\n\u1ec7', "=?utf-8?Q?=00?=", "a@b.vn")),
        (pieces) => {
          for (const { group, members } of parseAddressGroups(pieces.join(""))) {
            for (const { name, address } of members)
              assert.doesNotMatch(`${group}${name}${address}`, /[\u0000-\u001f\u007f]/);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe("A20 the list parser is linear", () => {
  const bombs: readonly [name: string, bomb: (count: number) => string][] = [
    ["nested comments", (count) => `${"(".repeat(count)}${")".repeat(count)} a@b.vn`],
    ["comments that never close", (count) => "(".repeat(count)],
    ["quotes that never close", (count) => `${'a"b '.repeat(count)}"`],
    ["escaped quotes", (count) => '"\\"'.repeat(count)],
    ["literals that never close", (count) => "a@[".repeat(count)],
    ["brackets", (count) => "<".repeat(count)],
    ["routes", (count) => `<${"@a,".repeat(count)}:a@b.vn>`],
    ["groups", (count) => "a:;".repeat(count)],
    ["words", (count) => "a ".repeat(count)],
    ["dots", (count) => `${"a.".repeat(count)}a@b.vn`],
    ["at signs", (count) => "a@".repeat(count)],
    ["addresses", (count) => "A <a@b.vn>, ".repeat(count)],
    ["encoded-words", (count) => `${"=?utf-8?Q?a".repeat(count)} <a@b.vn>`],
  ];
  for (const [name, bomb] of bombs) {
    it(`over 100,000 ${name}`, () => {
      const spent = cpuMs(() => void parseAddressGroups(bomb(100_000), Number.POSITIVE_INFINITY));
      // Quadratic work is 10^10 steps here, tens of seconds; linear work is well below one.
      assert.ok(spent < 5_000, "not linear");
    });
  }

  it("reads addresses up to the limit", () => {
    assert.equal(parseAddressList("a@b.vn,".repeat(limits.addressesPerField)).length, limits.addressesPerField);
    assert.equal(parseAddressList("a@b.vn,".repeat(limits.addressesPerField + 1)).length, limits.addressesPerField);
  });
});

describe("parseAddressGroups", () => {
  it("keeps groups and runs of single mailboxes in order (RFC 8621 §4.1.2.4)", () => {
    const groups = parseAddressGroups('a@b.vn, c@d.vn, "Ban chỉ đạo": e@f.vn;, trống:;, g@h.vn');
    assert.deepEqual(
      groups.map(({ group, members }) => [group, members.map(({ address }) => address)]),
      [
        [null, ["a@b.vn", "c@d.vn"]],
        ["Ban chỉ đạo", ["e@f.vn"]],
        ["trống", []],
        [null, ["g@h.vn"]],
      ],
    );
  });

  it("gives local part and domain apart, quotes undone (RFC 9051 §9)", () => {
    const [mailbox] = parseAddressGroups('"a\\"b"@c.vn')[0]?.members ?? [];
    assert.deepEqual([mailbox?.local, mailbox?.domain, mailbox?.address], ['a"b', "c.vn", '"a\\"b"@c.vn']);
  });
});

describe("parseMailbox", () => {
  it("takes exactly one", () => {
    assert.equal(parseMailbox("A <a@b.vn>")?.address, "a@b.vn");
    for (const value of ["", "a@b.vn, c@d.vn", "nhom: a@b.vn;", "nhom:;"]) assert.equal(parseMailbox(value), null);
  });
});
