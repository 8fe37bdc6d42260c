import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import fc from "fast-check";
import { parseCsvTable } from "#base/csv.ts";
import { CongvuError } from "#base/errors.ts";
import { fitsNamingRule, refusedWord } from "#directory/address.ts";
import { binhThuanBdt2012 as regulation } from "#regulations/profiles/binh-thuan-bdt-2012.ts";
import type { NameOrder } from "./fold-name.ts";
import { proposeAddresses } from "./propose.ts";

const published = readFileSync(path.join(import.meta.dirname, "../../../tests/data/binh-thuan-bdt-2012.csv"), "utf8");
const staff = parseCsvTable(published, { required: ["ho_va_ten", "chuc_vu", "don_vi", "dia_chi"] });

const firstOf = (name: string, order?: NameOrder) =>
  proposeAddresses({ regulation, name, ...(order ? { order } : {}) })[0]?.address.split("@")[0];

const codeOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return error instanceof CongvuError ? error.code : String(error);
  }
  return null;
};

describe("BT-2012-II.2 the published staff list", () => {
  it("has 24 rows", () => assert.equal(staff.length, 24));
  for (const row of staff) {
    it(`BT-2012-II.2 ${row.ho_va_ten} has the address ${row.dia_chi}`, () => {
      assert.deepEqual(proposeAddresses({ regulation, name: row.ho_va_ten, unit: "bdt" }), [
        { address: row.dia_chi, cite: "BT-2012-II.2", taken: false },
      ]);
    });
  }
});

describe("BT-2012-II.2 edge cases of names", () => {
  const table: { names: string[]; local: string; order?: NameOrder; why: string }[] = [
    {
      names: ["K'Rẻm", "K’Rẻm", "K Rẻm", "KʼRẻm", "K`Rẻm", "K´Rẻm", "K′Rẻm", "K‘Rẻm"],
      local: "remk",
      why: "any apostrophe",
    },
    { names: ["Y Mửi"], local: "muiy", why: "a marker is an ordinary word" },
    { names: ["H'Hen Niê"], local: "niehh", why: "the rule as written takes the last word for the given name" },
    { names: ["H'Hen Niê"], local: "hennh", order: "given-first", why: "Ê Đê: given Hen, family Niê, marker H" },
    { names: ["Y Blok Êban"], local: "ebanyb", why: "as written" },
    { names: ["Y Blok Êban"], local: "blokey", order: "given-first", why: "given Blok, family Êban, marker Y" },
    { names: ["Cil Múp K' Brèo"], local: "breocmk", why: "a stray apostrophe vanishes" },
    { names: ["Ka Să Y Thuyên"], local: "thuyenksy", why: "four words" },
    { names: ["Dung"], local: "dung", why: "a single word" },
    { names: ["Lỷ Khì Lằn"], local: "lanlk", why: "a rare family name" },
    { names: ["Cờ Văn Giảng"], local: "giangcv", why: "a rare family name" },
    { names: ["Thanh Thị Minh Hiền"], local: "hienttm", why: "a rare family name" },
    { names: ["Đinh Thị Mỹ Liên", "Ðinh Thị Mỹ Liên"], local: "liendtm", why: "đ and the eth typed for it" },
    { names: ["Đặng Thị Ðức", "Đặng Thị Đức"], local: "ducdt", why: "U+00D0 for U+0110" },
    {
      names: ["Nguyễn Hoàng Quỳnh Trang", "Nguyễn Hòang Quỳnh Trang"],
      local: "trangnhq",
      why: "either tone placement",
    },
    { names: ["Trần Thị Lan", "Trần Thị Lân", "Trần Thị Lằn"], local: "lantt", why: "one letter after folding" },
    { names: ["Tôn Nữ Thị Ninh"], local: "ninhtnt", why: "a compound family name" },
    {
      names: ["Nguyễn-Phúc Bảo Long", "Nguyễn – Phúc  Bảo\u00A0Long"],
      local: "longnpb",
      why: "hyphens and odd spaces",
    },
    { names: ["Võ Thị Thu\u200B An", "VÕ THỊ THU AN"], local: "anvtt", why: "invisible characters, capitals" },
    { names: ["Trần Thị Thuỷ", "Trần Thị Thủy"], local: "thuytt", why: "uỷ and ủy" },
  ];
  for (const { names, local, order, why } of table) {
    for (const name of names) {
      it(`BT-2012-II.2 ${name}${order ? ` (${order})` : ""} is ${local}: ${why}`, () => {
        assert.equal(firstOf(name, order), local);
        assert.equal(firstOf(name.normalize("NFD"), order), local, "the same in NFD");
      });
    }
  }

  const refused = ["", "  ", "' '", "李明", "Nguyễn Văn 2", "a".repeat(121), "\u0000", "=HYPERLINK(1)", "1' OR 1"];
  for (const name of refused) {
    it(`refuses or survives ${JSON.stringify(name.slice(0, 20))}`, () => {
      const local = codeOf(() => firstOf(name)) === null ? firstOf(name) : null;
      assert.ok(local === null || fitsNamingRule(local ?? ""), local ?? "");
    });
  }
  it("refuses a name of 121 characters and takes one of 120", () => {
    assert.equal(
      codeOf(() => firstOf("a".repeat(121))),
      "invalid",
    );
    const words = `${"An ".repeat(39)}An.`;
    assert.equal(words.length, 120);
    assert.equal(firstOf(words)?.length, 41);
  });
});

describe("BT-2012-II.2-4 the extension", () => {
  it("BT-2012-II.2-4 tells Tạ Thị Thu from Trần Thị Thu by her own names, family first", () => {
    const candidates = proposeAddresses({ regulation, name: "Tạ Thị Thu", taken: ["thutt@bdt.binhthuan.gov.vn"] });
    assert.deepEqual(candidates, [
      { address: "thutt@bdt.binhthuan.gov.vn", cite: "BT-2012-II.2", taken: true, why: "in-use" },
      { address: "thutt.ta@bdt.binhthuan.gov.vn", cite: "BT-2012-II.2-4", taken: false },
      { address: "thutt.thi@bdt.binhthuan.gov.vn", cite: "BT-2012-II.2-4", taken: false },
      { address: "thutt.tathi@bdt.binhthuan.gov.vn", cite: "BT-2012-II.2-4", taken: false },
    ]);
  });

  it("BT-2012-II.2-4 goes on in order when suggestions are taken too, in any case and without a domain", () => {
    const taken = ["LANLK", "lanlk.le@BDT.binhthuan.gov.vn"];
    const candidates = proposeAddresses({ regulation, name: "Lê Kim Lan", taken });
    assert.deepEqual(
      candidates.map(({ address, taken }) => [address.split("@")[0], taken]),
      [
        ["lanlk", true],
        ["lanlk.le", true],
        ["lanlk.kim", false],
        ["lanlk.lekim", false],
        ["lanlk.a", false],
      ],
    );
  });

  it("the same local part in another agency is free", () => {
    const candidates = proposeAddresses({
      regulation,
      name: "Trần Thị Thu",
      unit: "stc",
      taken: ["thutt@bdt.binhthuan.gov.vn"],
    });
    assert.deepEqual(candidates, [{ address: "thutt@stc.binhthuan.gov.vn", cite: "BT-2012-II.2", taken: false }]);
  });

  const wishes = [
    { wish: "abcdef", fits: true, why: "six letters" },
    { wish: "abcdefg", fits: false, why: "seven letters" },
    { wish: "a1", fits: false, why: "a digit" },
    { wish: "", fits: false, why: "nothing" },
    { wish: "a.b", fits: false, why: "a dot" },
    { wish: "bdt", fits: false, why: "the agency's name" },
    { wish: "Hà", fits: true, why: "folded to letters" },
  ];
  for (const { wish, fits, why } of wishes) {
    it(`BT-2012-II.2-4 ${fits ? "takes" : "refuses"} the extension ${JSON.stringify(wish)}: ${why}`, () => {
      const code = codeOf(() => proposeAddresses({ regulation, name: "Mai Sên", extension: wish }));
      assert.equal(code, fits ? null : "limit-exceeded");
    });
  }

  it("BT-2012-II.2-4 never suggests the agency's own code", () => {
    const candidates = proposeAddresses({ regulation, name: "Sở Văn An", unit: "so", taken: ["ansv"] });
    assert.ok(!candidates.some((one) => one.address.startsWith("ansv.so@")));
  });
});

describe("where an address lies", () => {
  it("BT-2012-II.2-2 takes the agency as code or by name, and the organization's own domain", () => {
    const addressFor = (unit: string) =>
      proposeAddresses({ regulation, name: "Trần Thị Hoa", unit, parentDomain: "BinhMinh.gov.vn" })[0]?.address;
    for (const unit of ["skhcn", "Sở Khoa học và Công nghệ", "Sở KH&CN"]) {
      assert.equal(addressFor(unit), "hoatt@skhcn.binhminh.gov.vn");
    }
  });

  it("refuses a unit or domain that is no name", () => {
    for (const unit of ["", "-", "12"])
      assert.equal(
        codeOf(() => proposeAddresses({ regulation, name: "An", unit })),
        "invalid",
      );
    for (const parentDomain of ["", "vn", "a b.vn", "-a.vn", "a..vn"]) {
      assert.equal(
        codeOf(() => proposeAddresses({ regulation, name: "An", parentDomain })),
        "invalid",
        parentDomain,
      );
    }
  });

  it("marks a reserved word as not to be had and goes on", () => {
    const [first, second] = proposeAddresses({ regulation, name: "Hữu Nguyễn Tam O Ro", order: "family-first" });
    assert.equal(first?.taken, false);
    assert.equal(second, undefined);
    const [root, next] = proposeAddresses({ regulation, name: "Oanh Tuấn Ro" });
    assert.deepEqual([root?.address.split("@")[0], root?.taken, root?.why], ["root", true, "reserved"]);
    assert.equal(next?.taken, false);
  });
});

describe("properties of every proposal", () => {
  const syllable = fc.constantFrom(
    "Nguyễn",
    "Thị",
    "Đặng",
    "Hoà",
    "Hòang",
    "Ủy",
    "K'",
    "Y",
    "Niê",
    "Êban",
    "Phượng",
    "ưởng",
    "Ðức",
  );
  const letters = fc.string({
    unit: fc.constantFrom(..."aăâđeêioôơuưyknhtáàảãạấằ'’- \u200B".split("")),
    minLength: 1,
    maxLength: 12,
  });
  const names = fc.array(fc.oneof(syllable, letters), { minLength: 1, maxLength: 6 }).map((words) => words.join(" "));

  it("a free candidate is always valid, never reserved, never taken, and every candidate cites its article", () => {
    fc.assert(
      fc.property(names, fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 3 }), (name, letters) => {
        if (codeOf(() => firstOf(name)) !== null) return;
        const base = firstOf(name) ?? "";
        const taken = [base, ...letters.map((letter) => `${base}.${letter}`)];
        const candidates = proposeAddresses({ regulation, name, taken });
        assert.ok(candidates.some((one) => !one.taken));
        for (const { address, cite, taken: isTaken } of candidates) {
          const [local = "", domain] = address.split("@");
          assert.equal(domain, "bdt.binhthuan.gov.vn");
          assert.match(cite, /^BT-2012-II\.2/);
          if (isTaken) continue;
          assert.ok(fitsNamingRule(local) && !refusedWord(local, "personal") && !taken.includes(local), local);
        }
      }),
    );
  });

  it("the form of Unicode, the case and the apostrophe make no difference", () => {
    const spelled = (name: string) => codeOf(() => firstOf(name)) ?? firstOf(name);
    fc.assert(
      fc.property(names, (name) => {
        const expected = spelled(name);
        const others = [
          name.normalize("NFD"),
          name.normalize("NFC"),
          name.toUpperCase(),
          name.replaceAll("'", "’"),
          name.replaceAll("Đ", "Ð"),
          ` ${name}\u00A0`,
        ];
        for (const other of others)
          if (other.length <= 120) assert.equal(spelled(other), expected, JSON.stringify(other));
      }),
    );
  });

  it("never offers the same address twice", () => {
    fc.assert(
      fc.property(names, (name) => {
        if (codeOf(() => firstOf(name)) !== null) return;
        const all = proposeAddresses({ regulation, name, taken: [firstOf(name) ?? ""] }).map((one) => one.address);
        assert.equal(new Set(all).size, all.length);
      }),
    );
  });
});
