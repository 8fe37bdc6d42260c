// Nội quy ban hành kèm theo Quyết định 189/QĐ-BDT ngày 11/4/2012 của Ban Dân tộc tỉnh Bình Thuận, mục II khoản 2.
import type { Regulation } from "#regulations/profile.ts";

export const binhThuanBdt2012: Regulation = {
  id: "binh-thuan-bdt-2012",
  prefix: "BT-2012",
  title: {
    vi: "Nội quy quản lý, sử dụng thư điện tử của Ban Dân tộc tỉnh Bình Thuận (Quyết định 189/QĐ-BDT)",
    en: "E-mail rules of the Ethnic Affairs Board of Bình Thuận (Decision 189/QĐ-BDT)",
  },
  issued: "2012-04-11",
  inForceFrom: null, // BT-2012-QĐ2 leaves the day blank
  home: {
    parent: { value: "binhthuan.gov.vn", cite: "BT-2012-II.2-2" },
    unit: { value: "bdt", cite: "BT-2012-II.2-1" },
  },
  naming: {
    forms: [
      { parts: ["given", "initials"], cite: "BT-2012-II.2" },
      { parts: ["given", "initials", ".", "extension"], cite: "BT-2012-II.2-4" },
    ],
    personDomain: { value: "unit.parent", cite: "BT-2012-II.2-2" },
    extension: { maxLetters: 6, denyAgencyName: true, cite: "BT-2012-II.2-4" },
    silentWords: ["va"],
  },
};
