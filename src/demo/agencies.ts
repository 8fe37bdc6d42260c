// The invented province of Bình Minh: two tiers, as local government has been arranged since July 2025. Nothing here is
// a real place or body.
import type { AgencyKind } from "#directory/agency-kinds.ts";

export const provinceName = "Tỉnh Bình Minh";
export const provinceDomain = "binhminh.gov.vn";

export interface DemoAgency {
  readonly code: string;
  readonly name: string;
  /** As letters name it. */
  readonly short: string;
  readonly kind: AgencyKind;
  readonly parent: string | null;
  /** Its unit mailbox. */
  readonly mailbox: { readonly name: string; readonly local: string; readonly aliases?: readonly string[] };
}

export const demoAgencies: readonly DemoAgency[] = [
  {
    code: "ubnd",
    name: "Uỷ ban nhân dân tỉnh Bình Minh",
    short: "UBND tỉnh",
    kind: "province",
    parent: null,
    mailbox: { name: "UBND tỉnh Bình Minh", local: "ubnd" },
  },
  {
    code: "vpubnd",
    name: "Văn phòng Uỷ ban nhân dân tỉnh",
    short: "Văn phòng UBND tỉnh",
    kind: "office",
    parent: "ubnd",
    mailbox: { name: "Văn phòng UBND tỉnh", local: "vanphong.ubnd", aliases: ["vpubnd"] },
  },
  {
    code: "snv",
    name: "Sở Nội vụ",
    short: "Sở Nội vụ",
    kind: "department",
    parent: "ubnd",
    mailbox: { name: "Sở Nội vụ", local: "vanphong.snv", aliases: ["snv"] },
  },
  {
    code: "skhcn",
    name: "Sở Khoa học và Công nghệ",
    short: "Sở KH&CN",
    kind: "department",
    parent: "ubnd",
    mailbox: { name: "Văn phòng Sở KH&CN", local: "vanphong.skhcn", aliases: ["skhcn"] },
  },
  {
    code: "stc",
    name: "Sở Tài chính",
    short: "Sở Tài chính",
    kind: "department",
    parent: "ubnd",
    mailbox: { name: "Sở Tài chính", local: "vanphong.stc", aliases: ["stc"] },
  },
  {
    code: "syt",
    name: "Sở Y tế",
    short: "Sở Y tế",
    kind: "department",
    parent: "ubnd",
    mailbox: { name: "Sở Y tế", local: "vanphong.syt", aliases: ["syt"] },
  },
  {
    code: "sgddt",
    name: "Sở Giáo dục và Đào tạo",
    short: "Sở GD&ĐT",
    kind: "department",
    parent: "ubnd",
    mailbox: { name: "Sở Giáo dục và Đào tạo", local: "vanphong.sgddt", aliases: ["sgddt"] },
  },
  {
    code: "snnmt",
    name: "Sở Nông nghiệp và Môi trường",
    short: "Sở NN&MT",
    kind: "department",
    parent: "ubnd",
    mailbox: { name: "Sở Nông nghiệp và Môi trường", local: "vanphong.snnmt", aliases: ["snnmt"] },
  },
  {
    code: "bqlkcn",
    name: "Ban Quản lý các khu công nghiệp",
    short: "Ban Quản lý các KCN",
    kind: "board",
    parent: "ubnd",
    mailbox: { name: "Ban Quản lý các KCN", local: "vanphong.bqlkcn", aliases: ["bqlkcn"] },
  },
  {
    code: "ttcds",
    name: "Trung tâm Chuyển đổi số",
    short: "Trung tâm Chuyển đổi số",
    kind: "institution",
    parent: "skhcn",
    mailbox: {
      name: "Trung tâm Chuyển đổi số",
      local: "hotro.ttcds",
      aliases: ["hotro", "postmaster", "abuse", "security"],
    },
  },
  {
    code: "nghialo",
    name: "Uỷ ban nhân dân phường Nghĩa Lộ",
    short: "Phường Nghĩa Lộ",
    kind: "ward",
    parent: "ubnd",
    mailbox: { name: "Phường Nghĩa Lộ – Văn thư", local: "vanthu.nghialo", aliases: ["nghialo"] },
  },
  {
    code: "dason",
    name: "Uỷ ban nhân dân xã Đạ Sơn",
    short: "Xã Đạ Sơn",
    kind: "commune",
    parent: "ubnd",
    mailbox: { name: "Xã Đạ Sơn – Văn thư", local: "vanthu.dason", aliases: ["dason"] },
  },
  {
    code: "honngoc",
    name: "Uỷ ban nhân dân đặc khu Hòn Ngọc",
    short: "Đặc khu Hòn Ngọc",
    kind: "special-zone",
    parent: "ubnd",
    mailbox: { name: "Đặc khu Hòn Ngọc – Văn thư", local: "vanthu.honngoc", aliases: ["honngoc"] },
  },
];
