import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { unitCode } from "./unit-code.ts";

describe("the code of an agency is the first letters of its name", () => {
  const table = [
    ["Sở Thông tin và Truyền thông", "stttt"],
    ["Sở Khoa học và Công nghệ", "skhcn"],
    ["Sở KH&CN", "skhcn"],
    ["Sở Lao động - Thương binh và Xã hội", "sldtbxh"],
    ["Sở Nông nghiệp và Phát triển nông thôn", "snnptnt"],
    ["Sở Nông nghiệp và Môi trường", "snnmt"],
    ["Sở Văn hóa, Thể thao và Du lịch", "svhttdl"],
    ["Sở Dân tộc và Tôn giáo", "sdttg"],
    ["Trung tâm Chuyển đổi số và Truyền thông", "ttcdstt"],
    ["Trung tâm Công báo – Tin học", "ttcbth"],
    ["Phòng Văn hóa - Xã hội", "pvhxh"],
    ["Văn phòng Ủy ban nhân dân tỉnh", "vpubndt"],
    ["Văn phòng Uỷ ban nhân dân tỉnh".normalize("NFD"), "vpubndt"],
    ["Ban Dân tộc", "bdt"],
    ["BAN DÂN TỘC", "bdt"],
    ["BDT", "bdt"],
  ] as const;
  for (const [name, code] of table) it(`${name} is ${code}`, () => assert.equal(unitCode(name, ["va"]), code));

  it("keeps the letter of và where the text takes the full name literally", () => {
    assert.equal(unitCode("Sở Khoa học và Công nghệ", []), "skhvcn");
  });

  for (const name of ["", "và", "- –", "3 Xã", "中文"]) {
    it(`refuses ${JSON.stringify(name)}`, () => assert.throws(() => unitCode(name, ["va"]), { code: "invalid" }));
  }
});
