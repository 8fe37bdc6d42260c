import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildPeopleIndex } from "./people-search.ts";
import type { AccountId, DirectoryEntry } from "./ports.ts";

let next = 0;
const entry = (name: string, address: string, more: Partial<DirectoryEntry> = {}): DirectoryEntry => ({
  account: ++next as AccountId,
  kind: "personal",
  name,
  address,
  title: null,
  agencyName: null,
  ...more,
});

const department = "Sở Khoa học và Công nghệ";
const index = buildPeopleIndex([
  entry("Nguyễn Văn Hùng", "hungnv@snv.binhminh.gov.vn", { title: "Giám đốc", agencyName: "Sở Nội vụ" }),
  entry("Nguyễn Văn Hưng", "hungnv@skhcn.binhminh.gov.vn", { title: "Chuyên viên", agencyName: department }),
  entry("Trần Thị Hoa", "hoatt@skhcn.binhminh.gov.vn", { title: "Chánh Văn phòng", agencyName: department }),
  entry("Phạm Hòa", "hoap@stc.binhminh.gov.vn", { title: "Kế toán", agencyName: "Sở Tài chính" }),
  entry("Lê Thị Hoạ My", "mylth@stc.binhminh.gov.vn"),
  entry("K'Rẻm", "remk@bdt.binhminh.gov.vn"),
  entry("Đặng Hữu Phước", "phuocdh@bqlkcn.binhminh.gov.vn"),
  entry("Văn phòng Sở KH&CN", "vanphong.skhcn@binhminh.gov.vn", { kind: "unit", agencyName: department }),
]);
const find = (text: string) => index.search(text, 10).map((one) => one.name);

describe("finding people", () => {
  const found: { text: string; names: string[]; why: string }[] = [
    { text: "hung", names: ["Nguyễn Văn Hùng", "Nguyễn Văn Hưng"], why: "without diacritics both, by address" },
    { text: "hưng", names: ["Nguyễn Văn Hưng", "Nguyễn Văn Hùng"], why: "the exact spelling first" },
    { text: "hung ngu", names: ["Nguyễn Văn Hùng", "Nguyễn Văn Hưng"], why: "word starts in any order" },
    { text: "NVH", names: ["Nguyễn Văn Hùng", "Nguyễn Văn Hưng"], why: "initials" },
    { text: "nvh nội", names: ["Nguyễn Văn Hùng"], why: "initials and a word of the agency" },
    { text: "rem", names: ["K'Rẻm"], why: "a name with an apostrophe by its given name" },
    { text: "k'rẻm", names: ["K'Rẻm"], why: "and whole" },
    { text: "dang", names: ["Đặng Hữu Phước"], why: "đ is d" },
    { text: "hoatt", names: ["Trần Thị Hoa"], why: "the address" },
    { text: "chanh van phong", names: ["Trần Thị Hoa"], why: "the title" },
    { text: "vpskhcn", names: ["Văn phòng Sở KH&CN"], why: "an acronym keeps the letters of an abbreviation" },
    {
      text: "hoà",
      names: ["Phạm Hòa", "Trần Thị Hoa", "Lê Thị Hoạ My"],
      why: "either tone placement is the exact one",
    },
    { text: "hoa", names: ["Trần Thị Hoa", "Phạm Hòa", "Lê Thị Hoạ My"], why: "typed plain, the plain one first" },
    { text: "hoa skhcn", names: ["Trần Thị Hoa"], why: "a name and an agency's acronym" },
  ];
  for (const { text, names, why } of found) {
    it(`"${text}" finds ${names.join(", ")}: ${why}`, () => {
      assert.deepEqual(find(text), names);
      assert.deepEqual(find(text.normalize("NFD")), names, "the same in NFD");
    });
  }

  it("an agency's acronym finds everybody in it and its mailbox, with and without và", () => {
    for (const text of ["skhcn", "skhvcn"]) {
      assert.deepEqual(find(text).sort(), ["Nguyễn Văn Hưng", "Trần Thị Hoa", "Văn phòng Sở KH&CN"], text);
    }
  });

  const nothing = ["", "  ", "-'-", "xyz", "hung xyz", "ung", "@", "%", "*", "\0"];
  for (const text of nothing) it(`${JSON.stringify(text)} finds nobody`, () => assert.deepEqual(find(text), []));

  it("gives no more than asked for", () => {
    assert.equal(index.search("h", 2).length, 2);
    assert.equal(index.search("h", 0).length, 0);
  });

  it("a hostile text of 100,000 words costs no more than eight", () => {
    assert.deepEqual(find("nguyen ".repeat(100_000)), ["Nguyễn Văn Hùng", "Nguyễn Văn Hưng"]);
  });
});
