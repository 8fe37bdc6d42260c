import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readLetter } from "#mime/read-letter.ts";
import { allHeaders, headerPropertyOf, headerPropertyValue } from "./header-forms.ts";

const letter = Buffer.from(
  [
    "Received: one",
    "Received: two",
    "From: =?UTF-8?B?VHLhuqduIEhvYQ==?= <hoa@a.vn>",
    "To: Nhom: a@a.vn, B <b@a.vn>;, c@a.vn",
    "Subject:  =?UTF-8?Q?b=C3=A1o?=",
    " =?UTF-8?Q?_c=C3=A1o?=",
    "Message-ID: <x@a.vn>",
    "References: <y@a.vn> junk <z@a.vn>",
    "Date: Mon, 05 Jan 2026 07:30:00 +0700",
    "List-Unsubscribe: (comment) <https://a.vn/x y>, <mailto:b@a.vn>",
    "X-Raw: a\tb  ",
    "X-Latin: caf\u00e9",
    "",
    "body",
  ].join("\r\n"),
);

describe("header properties", () => {
  const { root } = readLetter(letter);
  const table: [property: string, expected: unknown, why: string][] = [
    ["header:Subject", "  =?UTF-8?Q?b=C3=A1o?=\r\n =?UTF-8?Q?_c=C3=A1o?=", "raw keeps everything behind the colon"],
    ["header:subject:asText", "báo cáo", "text is unfolded and decoded; names have no case"],
    ["header:From:asAddresses", [{ name: "Trần Hoa", email: "hoa@a.vn" }], "addresses"],
    [
      "header:To:asGroupedAddresses",
      [
        {
          name: "Nhom",
          addresses: [
            { name: null, email: "a@a.vn" },
            { name: "B", email: "b@a.vn" },
          ],
        },
        { name: null, addresses: [{ name: null, email: "c@a.vn" }] },
      ],
      "groups",
    ],
    ["header:Message-ID:asMessageIds", ["x@a.vn"], "ids without brackets"],
    ["header:Date:asDate", "2026-01-05T07:30:00+07:00", "dates keep their offset"],
    ["header:List-Unsubscribe:asURLs", ["https://a.vn/xy", "mailto:b@a.vn"], "URLs between brackets"],
    ["header:Received", " two", "the last of several"],
    ["header:Received:all", [" one", " two"], "all of several"],
    ["header:X-None", null, "a field that is not there"],
    ["header:X-None:all", [], "none of them"],
    ["header:X-None:asText:all", [], "none of them in a form"],
    ["header:X-Latin:asText", "café", "UTF-8 as it stands"],
  ];
  for (const [property, expected, why] of table) {
    it(`${property}: ${why}`, () => {
      const header = headerPropertyOf(property);
      assert.ok(header);
      assert.deepEqual(headerPropertyValue(letter, root, header), expected);
    });
  }

  const none: [property: string, why: string][] = [
    ["header:", "no name"],
    ["header:From:asDate", "a form the field may not take"],
    ["header:Subject:asAddresses", "a form the field may not take"],
    ["header:Received:asText", "trace fields are raw only"],
    ["header:X:asWhatever", "no such form"],
    ["header:X:asText:all:all", "more than there is"],
    ["header:X Y", "a space in a name"],
    ["Header:X", "the prefix has a case"],
  ];
  for (const [property, why] of none)
    it(`${property} is none: ${why}`, () => assert.equal(headerPropertyOf(property), null));

  it("lists all fields as they are spelled", () => {
    const names = allHeaders(letter, root).map(({ name }) => name);
    assert.deepEqual(names.slice(0, 3), ["Received", "Received", "From"]);
  });
});
