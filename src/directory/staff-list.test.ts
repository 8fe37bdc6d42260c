import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { binhThuanBdt2012 as regulation } from "#regulations/profiles/binh-thuan-bdt-2012.ts";
import { importStaffList } from "./staff-list.ts";

const published = readFileSync(path.join(import.meta.dirname, "../../tests/data/binh-thuan-bdt-2012.csv"), "utf8");
const head = "ho_va_ten,chuc_vu,don_vi,dia_chi";
const flagsOf = (row: string, columns = head) => importStaffList(`${columns}\n${row}\n`, regulation)[0]?.flags;

describe("the published staff list of 2012", () => {
  const rows = importStaffList(published, regulation);

  it("BT-2012-PL flags in all 24 rows that the recovery address is the mailbox itself, and nothing else", () => {
    assert.equal(rows.length, 24);
    for (const row of rows) assert.deepEqual(row.flags, ["recovery-is-mailbox"], row.name);
  });

  it("BT-2012-PL keeps no such recovery address", () => {
    assert.ok(rows.every((row) => row.recoveryAddress === null));
  });

  it("keeps names, titles and agencies as they are written", () => {
    assert.deepEqual(rows[20], {
      line: 22,
      name: "Nguyễn Hòang Quỳnh Trang",
      title: "Phó phòng hành chính",
      agencyName: "Trung tâm Dịch vụ miền núi",
      address: "trangnhq@bdt.binhthuan.gov.vn",
      recoveryAddress: null,
      flags: ["recovery-is-mailbox"],
    });
  });
});

describe("rows of a staff list", () => {
  const withRecovery = `${head},email_du_phong`;
  const table: { row: string; columns?: string; flags: string[]; why: string }[] = [
    { row: "Mai Sên,,,senm@bdt.binhthuan.gov.vn,sen@example.vn", columns: withRecovery, flags: [], why: "all is well" },
    {
      row: "Mai Sên,,,senm@bdt.binhthuan.gov.vn,SenM@bdt.binhthuan.gov.vn",
      columns: withRecovery,
      flags: ["recovery-is-mailbox"],
      why: "case makes no other address",
    },
    {
      row: "Mai Sên,,,maisen@bdt.binhthuan.gov.vn,a@b.vn",
      columns: withRecovery,
      flags: ["differs-from-rule"],
      why: "another address than the rule's",
    },
    { row: "Mai Sên,,,senm at bdt,a@b.vn", columns: withRecovery, flags: ["address-invalid"], why: "no address" },
    {
      row: "李明,,,lim@bdt.binhthuan.gov.vn,a@b.vn",
      columns: withRecovery,
      flags: ["name-invalid"],
      why: "no letter the rule can take",
    },
    { row: "Mai Sên,,,", flags: [], why: "without an address the rule gives one" },
  ];
  for (const { row, columns, flags, why } of table) {
    it(`${row}: ${flags.join(", ") || "no flag"} (${why})`, () => assert.deepEqual(flagsOf(row, columns), flags));
  }

  it("takes the rule's address where none is listed, and says when two rows want the same", () => {
    const rows = importStaffList(`${head}\nMai Sên,,,\nMã Sen,,,\n`, regulation);
    assert.deepEqual(
      rows.map((row) => [row.address, ...row.flags]),
      [["senm@bdt.binhthuan.gov.vn"], ["senm@bdt.binhthuan.gov.vn", "address-twice"]],
    );
  });

  it("refuses a list without its columns", () => {
    assert.throws(() => importStaffList("ho_va_ten,chuc_vu\n", regulation), /the column "don_vi" is missing/);
  });
});
