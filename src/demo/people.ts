// Sixty officials of the demonstration, all invented. `key` names them in the letters; addresses come from the naming
// rule. The two namesakes of Nghĩa Lộ show what the rule does when an address is taken.
import type { NameOrder } from "#directory/naming/fold-name.ts";

/** What the holder may do in the agency's unit mailbox; null = nothing. */
type UnitAccess = "read" | "send" | null;

export interface DemoOfficial {
  readonly key: string;
  readonly name: string;
  readonly agency: string;
  readonly title: string;
  readonly isHead: boolean;
  readonly unitAccess: UnitAccess;
  /** Extension of the agency's telephone. */
  readonly extension: number;
  readonly order: NameOrder;
}

type Row = readonly [
  key: string,
  name: string,
  title: string,
  role?: "head" | "clerk" | "office" | undefined,
  order?: "given-first",
];

const rows: Readonly<Record<string, readonly Row[]>> = {
  ubnd: [
    ["khai", "Vũ Đình Khải", "Chủ tịch UBND tỉnh", "head"],
    ["tam", "Hoàng Thị Minh Tâm", "Phó Chủ tịch UBND tỉnh"],
    ["bach", "Lương Quang Bách", "Phó Chủ tịch UBND tỉnh"],
    ["bhem", "Y Bhem Niê", "Phó Chủ tịch UBND tỉnh", undefined, "given-first"],
  ],
  vpubnd: [
    ["nghia", "Ngô Trọng Nghĩa", "Chánh Văn phòng UBND tỉnh", "head"],
    ["hang", "Nguyễn Thị Thu Hằng", "Phó Chánh Văn phòng UBND tỉnh", "office"],
    ["luc", "Đoàn Văn Lực", "Trưởng phòng Hành chính – Tổ chức"],
    ["ngan", "Phùng Thị Bích Ngân", "Văn thư", "clerk"],
    ["huy", "Trịnh Gia Huy", "Chuyên viên Phòng Khoa giáo – Văn xã"],
    ["xuyen", "Mạc Thị Kim Xuyến", "Chuyên viên Phòng Tổng hợp"],
  ],
  snv: [
    ["thuan", "Tô Hiến Thuận", "Giám đốc Sở", "head"],
    ["anh", "Lê Thị Ngọc Ánh", "Trưởng phòng Tổ chức cán bộ"],
    ["quyen", "Bùi Xuân Quyền", "Phó Giám đốc Sở"],
    ["nhan", "Dương Thị Hồng Nhạn", "Văn thư", "clerk"],
    ["phi", "Châu Thanh Phi", "Chuyên viên Phòng Cải cách hành chính"],
  ],
  skhcn: [
    ["trac", "Phan Hữu Trác", "Giám đốc Sở", "head"],
    ["quynh", "Đinh Thị Như Quỳnh", "Phó Giám đốc Sở"],
    ["hoa", "Trần Thị Hoa", "Chánh Văn phòng Sở", "office"],
    ["dat", "Trần Quốc Đạt", "Trưởng phòng Công nghệ số"],
    ["thuong", "Nguyễn Hoài Thương", "Văn thư", "clerk"],
    ["chien", "Vi Văn Chiến", "Phó Trưởng phòng Quản lý khoa học"],
    ["dung", "Đỗ Thuỳ Dung", "Kế toán trưởng"],
    ["nguyen", "Hồ Sỹ Nguyên", "Cán bộ phụ trách CNTT"],
    ["yen", "Lâm Ngọc Yến", "Chuyên viên Phòng Quản lý khoa học"],
    ["kson", "Lơ Mu K'Sơn", "Chuyên viên Phòng Đổi mới sáng tạo"],
  ],
  stc: [
    ["mai", "Cao Thị Phương Mai", "Giám đốc Sở", "head"],
    ["vuong", "Tạ Đình Vượng", "Trưởng phòng Ngân sách"],
    ["lethu", "Nghiêm Thị Lệ Thu", "Văn thư", "clerk"],
    ["triet", "Hứa Minh Triết", "Chuyên viên Phòng Ngân sách"],
  ],
  syt: [
    ["toan", "Khổng Mạnh Toàn", "Giám đốc Sở", "head"],
    ["van", "Trương Thị Cẩm Vân", "Trưởng phòng Nghiệp vụ Y"],
    ["saret", "Thạch Sa Rết", "Chuyên viên Phòng Nghiệp vụ Y"],
    ["my", "La Thị Diễm My", "Văn thư", "clerk"],
  ],
  sgddt: [
    ["nhanht", "Hà Thị Thanh Nhàn", "Giám đốc Sở", "head"],
    ["cong", "Lý Chí Công", "Trưởng phòng Giáo dục phổ thông"],
    ["lan", "Phạm Thị Tuyết Lan", "Văn thư", "clerk"],
    ["khanh", "Ông Thị Vân Khánh", "Chuyên viên Phòng Tổ chức cán bộ"],
  ],
  snnmt: [
    ["ngoi", "Quách Văn Ngợi", "Giám đốc Sở", "head"],
    ["phuoc", "Đặng Hữu Phước", "Phó Giám đốc Sở"],
    ["vy", "Nông Thị Vy", "Phó Chi cục trưởng Chi cục Thuỷ lợi"],
    ["thuc", "Mai Xuân Thức", "Văn thư", "clerk"],
  ],
  bqlkcn: [
    ["loc", "Văn Công Lộc", "Trưởng Ban", "head"],
    ["yenlt", "Lưu Thị Hải Yến", "Chánh Văn phòng Ban", "office"],
    ["tu", "Kiều Anh Tú", "Chuyên viên Phòng Quản lý doanh nghiệp"],
  ],
  ttcds: [
    ["khoi", "Nguyễn Lê Bảo Khôi", "Giám đốc Trung tâm", "head"],
    ["nhi", "Võ Thị Ái Nhi", "Trưởng phòng Vận hành", "office"],
    ["kiet", "Đào Tuấn Kiệt", "Kỹ sư hệ thống"],
    ["pao", "Giàng A Páo", "Kỹ sư an toàn thông tin"],
    ["vi", "Huỳnh Thị Thảo Vi", "Hỗ trợ người dùng", "clerk"],
    ["bang", "Chu Hải Bằng", "Chuyên viên Phòng Dữ liệu"],
  ],
  nghialo: [
    ["tin", "Lã Đức Tín", "Chủ tịch UBND phường", "head"],
    ["thu", "Trần Thị Thu", "Văn thư", "clerk"],
    ["tathu", "Tạ Thị Thu", "Công chức Tư pháp – Hộ tịch"],
    ["chi", "Nguyễn Hữu Chí", "Trưởng phòng Văn hoá – Xã hội"],
  ],
  dason: [
    ["broi", "K'Brơi", "Chủ tịch UBND xã", "head"],
    ["loan", "H'Loan Niê Kđăm", "Phó Chủ tịch UBND xã", undefined, "given-first"],
    ["luu", "Đàm Thị Lựu", "Văn thư", "clerk"],
    ["thuin", "Y Thuin Êban", "Công chức Địa chính", undefined, "given-first"],
  ],
  honngoc: [
    ["dang", "Bạch Hải Đăng", "Chủ tịch UBND đặc khu", "head"],
    ["khoi2", "Nguyễn Thị Khơi", "Văn thư", "clerk"],
  ],
};

export const demoOfficials: readonly DemoOfficial[] = Object.entries(rows).flatMap(([agency, people], agencyIndex) =>
  people.map(([key, name, title, role, order], index) => ({
    key,
    name,
    agency,
    title,
    isHead: role === "head",
    unitAccess: unitAccessOf(role),
    extension: 100 + agencyIndex * 20 + index,
    order: order ?? "family-first",
  })),
);

/** Clerks and office chiefs write as the unit, heads read along. */
function unitAccessOf(role: Row[3]): UnitAccess {
  if (role === "clerk" || role === "office") return "send";
  return role === "head" ? "read" : null;
}
