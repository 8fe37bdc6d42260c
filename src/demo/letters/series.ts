// What comes round every week or month: schedules, press digests, security notes, monthly reports and their receipts.
// Each is put together from rows, so that no two are the same.
import type { Moment } from "../calendar.ts";
import type { Reply, Script, Who } from "./script.ts";

const weeks = 12;
const monday = 1;
const friday = 5;

/** `count` items of a ring, beginning somewhere else each time. */
const ring = <T>(items: readonly T[], start: number, count: number): T[] =>
  Array.from({ length: Math.min(count, items.length) }, (_, index) => items[(start + index) % items.length] as T);

const provinceEvents = [
  "Chủ tịch UBND tỉnh làm việc với đặc khu Hòn Ngọc về cấp nước mùa khô",
  "Họp giao ban Thường trực UBND tỉnh",
  "Phó Chủ tịch Hoàng Thị Minh Tâm kiểm tra các trạm y tế",
  "Tiếp công dân định kỳ tại trụ sở tiếp dân",
  "Phó Chủ tịch Lương Quang Bách dự lễ khởi công nhà máy tại khu công nghiệp Bình Minh 1",
  "Hội nghị trực tuyến về chính quyền địa phương hai cấp",
  "Phó Chủ tịch Y Bhem Niê thăm vùng khó khăn xã Đạ Sơn",
  "Nghe báo cáo tiến độ giải ngân vốn đầu tư công",
  "Họp Hội đồng Thi đua – Khen thưởng tỉnh",
  "Làm việc với đoàn chuyên gia về tưới tiết kiệm nước",
  "Dự lễ kỷ niệm ngày truyền thống ngành Giáo dục",
  "Họp xử lý vướng mắc giải phóng mặt bằng đường ven biển",
  "Duyệt chương trình kỳ họp cuối năm của HĐND tỉnh",
] as const;

const departmentEvents = [
  "Giám đốc họp UBND tỉnh; Phó Giám đốc trực cơ quan",
  "Hội đồng xét duyệt thuyết minh nhiệm vụ cây dược liệu",
  "Phòng Công nghệ số làm việc với Trung tâm về hồ sơ cấp độ",
  "Kiểm tra tiến độ nhiệm vụ tại xã Đạ Sơn",
  "Họp giao ban lãnh đạo Sở và trưởng phòng",
  "Tiếp đoàn công tác của Bộ về chỉ số đổi mới sáng tạo",
  "Sinh hoạt chi bộ thường kỳ",
  "Đối thoại với hợp tác xã về nhãn hiệu tập thể",
  "Nghiệm thu nhiệm vụ ứng dụng cảm biến đo độ mặn",
  "Văn phòng tổng vệ sinh kho lưu trữ",
  "Tập huấn hồ sơ điện tử cho các phòng",
  "Làm việc với Sở Tài chính về dự toán",
] as const;

const weekDays = ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu"] as const;

function scheduleBody(events: readonly string[], index: number, closing: string): Script["body"] {
  const chosen = ring(events, index * 3, weekDays.length);
  return ({ week, year }) => [
    `Lịch công tác tuần ${week + 1} năm ${year}:`,
    { table: [["Ngày", "Nội dung"], ...weekDays.map((day, at) => [day, chosen[at] ?? ""])] },
    closing,
  ];
}

/** Every Friday afternoon, for the week to come. `daysAgo` counts working days: five make a week. */
const provinceSchedules: readonly Script[] = Array.from({ length: weeks }, (_, index) => ({
  daysAgo: index * 5 + 1,
  onWeekday: friday,
  time: "16:30",
  from: "@vpubnd",
  to: ["@departments", "@communes", "hoa"],
  subject: ({ week, year }: Moment) => `Lịch công tác tuần ${week + 1}/${year} của Thường trực UBND tỉnh`,
  body: scheduleBody(provinceEvents, index, "Lịch có thể thay đổi, đề nghị theo dõi thông báo của Văn phòng."),
}));

const departmentSchedules: readonly Script[] = Array.from({ length: weeks }, (_, index) => ({
  daysAgo: index * 5 + 1,
  onWeekday: friday,
  time: "17:02",
  from: "@skhcn",
  to: ["*skhcn"],
  subject: ({ week }: Moment) => `Lịch làm việc tuần ${week + 1} của Sở`,
  body: scheduleBody(departmentEvents, index, "Phòng nào thay đổi nội dung báo Văn thư trước 9 giờ thứ Hai."),
}));

const headlines = [
  "Báo tỉnh: Nghĩa Lộ đưa dịch vụ công về tận tổ dân phố",
  "Báo ngành: Mô hình tưới nhỏ giọt ở Đạ Sơn giảm 40% lượng nước",
  "Đài tỉnh: Phóng sự về tổ cộng đồng bảo vệ rùa biển Hòn Ngọc",
  "Báo kinh tế: Khu công nghiệp Bình Minh 1 lấp đầy 87%",
  "Báo tỉnh: Người dân phản ánh xe tải chạy vào giờ cấm trên đường ven biển",
  "Trang tin: Mật ong Đạ Sơn được cấp nhãn hiệu tập thể",
  "Báo pháp luật: Thủ tục hộ tịch hai cấp còn chỗ chưa thông",
  "Đài tỉnh: Học sinh miền núi làm máy báo lũ từ điện thoại cũ",
  "Báo sức khoẻ: Thí điểm hồ sơ sức khoẻ học sinh được phụ huynh ủng hộ",
  "Báo tỉnh: Chợ Nghĩa Lộ sắp xếp lại sau phản ánh của bạn đọc",
] as const;

const pressDigests: readonly Script[] = Array.from({ length: weeks }, (_, index) => ({
  daysAgo: index * 5 + 1,
  onWeekday: monday,
  time: "07:40",
  from: "huy",
  to: ["khai", "tam", "bach", "bhem", "nghia", "hang", ...(index % 3 === 0 ? ["hoa"] : [])],
  subject: ({ day }: Moment) => `Điểm tin báo chí viết về tỉnh, ngày ${day()}`,
  body: () => [
    "Kính gửi các đồng chí lãnh đạo, Văn phòng điểm một số tin, bài trong tuần:",
    { list: ring(headlines, index * 3, 4) },
    index % 4 === 1
      ? "Bài phản ánh cần phản hồi trước thứ Sáu, Văn phòng đề nghị giao Sở chủ quản trả lời."
      : "Không có nội dung cần phản hồi gấp.",
  ],
}));

const securityNotes: readonly (readonly [title: string, text: string])[] = [
  [
    "Nhận diện thư mạo danh lãnh đạo",
    "Kẻ gian đặt tên hiển thị giống lãnh đạo nhưng địa chỉ ở tên miền lạ. Hãy nhìn cả địa chỉ, không chỉ nhìn tên; nghi ngờ thì gọi điện xác minh theo số trong danh bạ.",
  ],
  [
    "Mật khẩu là một câu",
    "Câu dài bốn, năm từ dễ nhớ và khó đoán hơn chuỗi ký tự ngắn. Đừng dùng lại mật khẩu của mạng xã hội.",
  ],
  [
    "Trước khi bấm Trả lời tất cả",
    "Thư gửi toàn tỉnh có hàng nghìn người nhận. Chỉ trả lời người gửi nếu nội dung chỉ dành cho người gửi.",
  ],
  [
    "Tệp nén có mật khẩu",
    "Hệ thống không quét được tệp nén có mật khẩu. Khi bắt buộc phải dùng, báo trước cho người nhận bằng điện thoại.",
  ],
  [
    "Đi công tác dùng mạng công cộng",
    "Không đăng nhập thư trên máy tính của khách sạn, quán nước. Dùng mạng di động của điện thoại mình an toàn hơn.",
  ],
  ["Khoá màn hình khi rời bàn", "Nhấn phím Windows và L. Năm giây khoá máy tránh được cả buổi giải trình."],
  [
    "Không gửi tài liệu mật qua thư",
    "Tài liệu có dấu chỉ độ mật đi theo đường cơ yếu, kể cả khi chỉ gửi một trang, kể cả khi gửi cho chính mình.",
  ],
  ["Thiết bị USB nhặt được", "Đừng cắm thử để tìm chủ nhân. Nộp cho cán bộ phụ trách CNTT của cơ quan."],
  [
    "Khi chuyển công tác",
    "Bàn giao hộp thư đơn vị bằng biên bản, xoá thư cá nhân, báo Trung tâm thu hồi quyền trên điện thoại cũ.",
  ],
  [
    "Báo sớm không bị trách",
    "Bấm nhầm đường dẫn lạ thì báo ngay máy 303. Sự cố báo trong 10 phút đầu hầu như không gây thiệt hại.",
  ],
];

const securityBulletins: readonly Script[] = securityNotes.map(([title, text], index) => ({
  daysAgo: index * 6 + 4,
  time: "10:00",
  from: "@ttcds",
  to: ["@*", ...(index < 4 ? ["hoa"] : [])],
  subject: () => `Mỗi tuần một lời nhắc: ${title}`,
  body: () => [text, "Trung tâm Chuyển đổi số, máy hỗ trợ: 304."],
}));

/** What each unit reports: a sentence for each of the last three months. */
const reports: Readonly<Record<string, readonly [string, string, string]>> = {
  "@snv": [
    "Tiếp nhận 214 hồ sơ, giải quyết đúng hạn 211; hoàn thành thẩm định vị trí việc làm của 6 đơn vị sự nghiệp.",
    "Tổ chức 3 lớp bồi dưỡng với 187 học viên; kiểm tra công vụ tại 9 đơn vị, nhắc nhở 2 đơn vị.",
    "Hoàn thành rà soát biên chế sau sắp xếp; còn 41 người chờ giải quyết chế độ, đã có lịch chi trả.",
  ],
  "@skhcn": [
    "Nghiệm thu 5 nhiệm vụ; 96% văn bản đi ký số; số hoá 12.400 trang hồ sơ.",
    "Cấp mới 38 hộp thư công vụ, huỷ 21 hộp thư; 4 hệ thống được phê duyệt cấp độ an toàn thông tin.",
    "Tổ chức Ngày hội khởi nghiệp với 18 dự án; hỗ trợ đăng ký 3 nhãn hiệu tập thể.",
  ],
  "@stc": [
    "Thu nội địa đạt 7,8% dự toán năm trong tháng; giải ngân đầu tư công luỹ kế 71%.",
    "Quyết toán xong 28 công trình; kiến nghị thu hồi 1,2 tỷ đồng tạm ứng quá hạn.",
    "Phân bổ bổ sung kinh phí phòng, chống bão 9,5 tỷ đồng cho 3 địa phương.",
  ],
  "@syt": [
    "Khám 48.300 lượt; 25 ca sốt xuất huyết, không có tử vong; tiêm chủng mở rộng đạt 96,2%.",
    "Hai trạm y tế đưa phần mềm mới vào dùng; tập huấn 64 nhân viên y tế thôn.",
    "Khám lưu động 4 điểm, phát hiện 37 người cần mổ mắt, đã lập danh sách.",
  ],
  "@sgddt": [
    "118/124 trường dùng học bạ số; 6 trường vùng khó đang bổ sung thiết bị.",
    "Hoàn thành kiểm tra an toàn trường học trước mưa bão; sửa chữa 9 phòng học.",
    "Chung khảo cuộc thi sáng tạo: 31 đề tài, 4 giải nhất, trong đó có máy báo lũ của học sinh Đạ Sơn.",
  ],
  "@snnmt": [
    "Gieo cấy 8.640 ha, đạt 93% kế hoạch; 3 hồ chứa trên 80% dung tích.",
    "Xử lý 7 điểm sạt lở; thả 120.000 con giống tái tạo nguồn lợi thuỷ sản.",
    "Cấp 1.105 giấy chứng nhận quyền sử dụng đất; tồn 86 hồ sơ do thiếu bản đồ.",
  ],
  "@bqlkcn": [
    "Thu hút 2 dự án mới, vốn đăng ký 31 triệu đô la; 18.460 lao động đang làm việc.",
    "8/8 doanh nghiệp thuộc diện bắt buộc đã truyền số liệu quan trắc nước thải.",
    "Giải quyết 64 thủ tục, trước hạn 51; không có đình công.",
  ],
  "@ttcds": [
    "Hệ thống thư vận hành liên tục 99,98%; chặn 21.300 thư rác, 46 thư giả mạo.",
    "Xử lý 312 phiếu hỗ trợ, thời gian phản hồi trung bình 18 phút.",
    "Diễn tập sự cố 1 lần; khôi phục thử từ bản sao lưu thành công trong 41 phút.",
  ],
  "@nghialo": [
    "Tiếp nhận 1.870 hồ sơ, trực tuyến toàn trình 74%; hoà giải thành 5/6 vụ.",
    "Sắp xếp lại chợ, lập 2 điểm hỗ trợ dịch vụ công; thu gom rác phân loại ở 11 tổ dân phố.",
    "Di dời an toàn 112 hộ vùng thấp; không có thiệt hại về người.",
  ],
  "@dason": [
    "Chuyển 180 ha lúa thiếu nước sang bắp, đậu; cấp phát 4,2 tấn giống.",
    "Hoàn thành 2,3 km đường bê tông thôn 6; 98% hộ dùng nước sạch.",
    "Kè 35 m bờ suối thôn 5; hỗ trợ gạo 37 hộ giáp hạt.",
  ],
  "@honngoc": [
    "Đón 3.140 lượt khách; 16 ổ trứng rùa được bảo vệ.",
    "Tàu chở rác vào đất liền 4 chuyến; nhà máy nước hoạt động 70% công suất.",
    "214 tàu cá vào bờ tránh bão an toàn; diễn tập cứu nạn đạt yêu cầu.",
  ],
};

const receipts = [
  "Văn phòng UBND tỉnh đã nhận báo cáo. Cảm ơn quý đơn vị gửi đúng hạn.",
  "Đã nhận. Số liệu mục 2 đề nghị làm tròn đến một chữ số thập phân trong kỳ sau.",
  "Văn phòng đã nhận và đưa vào báo cáo chung.",
] as const;

const monthlyReports: readonly Script[] = Object.entries(reports).flatMap(([unit, texts], unitIndex) =>
  texts.map((text, monthsBack) => reportOf(unit, text, { monthsBack, unitIndex })),
);

function reportOf(
  from: Who,
  text: string,
  { monthsBack, unitIndex }: { monthsBack: number; unitIndex: number },
): Script {
  const receipt: Reply = { from: "ngan", afterHours: 3 + unitIndex, body: () => [receipts[unitIndex % 3] ?? ""] };
  return {
    daysAgo: 5 + monthsBack * 21 + (unitIndex % 3),
    time: `${String(8 + (unitIndex % 8)).padStart(2, "0")}:${String(10 + unitIndex * 4).padStart(2, "0")}`,
    from,
    to: ["@vpubnd"],
    cc: ["xuyen"],
    subject: ({ month, year }) => `Báo cáo kết quả công tác tháng ${month}/${year}`,
    files: unitIndex % 2 === 0 ? ["Báo cáo tháng.pdf"] : ["Báo cáo tháng.docx", "Biểu số liệu.xlsx"],
    body: ({ month }) => [
      `Kính gửi Văn phòng UBND tỉnh, cơ quan chúng tôi báo cáo kết quả công tác tháng ${month} như sau.`,
      text,
      "Nội dung chi tiết tại tệp đính kèm. Trân trọng./.",
    ],
    ...(unitIndex % 3 === monthsBack ? { replies: [receipt] } : {}),
  };
}

export const seriesLetters: readonly Script[] = [
  ...provinceSchedules,
  ...departmentSchedules,
  ...pressDigests,
  ...securityBulletins,
  ...monthlyReports,
];
