// Vietnamese agency prose to make letters from; invented, no real agency's or person's text.

export const kinds = [
  "Công văn",
  "Thông báo",
  "Quyết định",
  "Báo cáo",
  "Tờ trình",
  "Giấy mời họp",
  "Kế hoạch",
  "Hướng dẫn",
  "Nghị quyết",
  "Biên bản",
] as const;

export const topics = [
  "triển khai chuyển đổi số năm học",
  "kiểm tra công tác phòng cháy chữa cháy",
  "rà soát thủ tục hành chính cấp huyện",
  "phân bổ ngân sách quý ba",
  "tiếp công dân định kỳ",
  "tổng kết phong trào thi đua yêu nước",
  "bảo vệ môi trường lưu vực sông",
  "quản lý đất đai và xây dựng",
  "tuyển dụng viên chức ngành y tế",
  "bồi dưỡng nghiệp vụ văn thư lưu trữ",
  "cải cách tiền lương cán bộ",
  "ứng phó bão số bảy",
  "giải phóng mặt bằng đường vành đai",
  "cấp giấy phép lao động",
] as const;

export const agencies = [
  "Sở Nội vụ",
  "Sở Tài chính",
  "Ủy ban nhân dân huyện",
  "Văn phòng Chính phủ",
  "Cục Thuế",
  "Phòng Giáo dục và Đào tạo",
  "Sở Thông tin và Truyền thông",
  "Bộ Kế hoạch và Đầu tư",
] as const;

export const names = [
  "Nguyễn Văn Hùng",
  "Trần Thị Thu Hà",
  "Lê Quang Đạo",
  "Phạm Ngọc Ánh",
  "Hoàng Đức Thắng",
  "Đặng Thùy Linh",
  "Vũ Minh Tuấn",
  "Bùi Thị Hường",
  "Đỗ Xuân Trường",
  "Ngô Phương Thảo",
] as const;

const prose = [
  "căn cứ theo quy định của pháp luật về việc tổ chức thực hiện nhiệm vụ được giao đề nghị các đơn vị trực thuộc",
  "khẩn trương báo cáo kết quả trước ngày cuối tháng để tổng hợp trình lãnh đạo xem xét phê duyệt trong trường hợp có",
  "khó khăn vướng mắc kịp thời phản ánh bằng văn bản hoặc thư điện tử công vụ đến cơ quan chủ trì nhằm bảo đảm tiến độ",
  "chất lượng hiệu quả tiết kiệm công khai minh bạch hồ sơ gồm tờ trình dự thảo bảng thuyết minh số liệu kèm theo chữ",
  "ký số hợp lệ người đứng đầu chịu trách nhiệm toàn bộ nội dung giai đoạn hiện nay tăng cường phối hợp giữa địa phương",
  "nâng cao ý thức trách nhiệm phục vụ nhân dân doanh nghiệp thuận lợi nhanh chóng",
];

const [firstWord = "", ...otherWords] = prose.join(" ").split(" ");
export const words: readonly [string, ...string[]] = [firstWord, ...otherWords];

/** Words put in at known rates, for the search figures. `plain`: as typed without diacritics. */
export const planted = {
  subject: { word: "khảo sát", plain: "khao sat", every: 50 },
  body: { word: "địa chất thủy văn", plain: "dia chat thuy van", every: 100 },
} as const;
