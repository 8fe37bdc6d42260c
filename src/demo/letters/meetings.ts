// Giấy mời họp. Invitations share their form and differ in everything else, so they are kept as rows.
import type { Reply, Script, Who } from "./script.ts";

interface Meeting {
  readonly daysAgo: number;
  readonly time: string;
  readonly from: Who;
  readonly to: readonly Who[];
  readonly number: string;
  readonly about: string;
  readonly inDays: number;
  readonly at: string;
  readonly place: string;
  readonly chair: string;
  readonly prepare: string;
  readonly isFiled?: boolean;
  readonly replies?: readonly Reply[];
}

const meetings: readonly Meeting[] = [
  {
    daysAgo: 2,
    time: "10:05",
    from: "@vpubnd",
    to: ["@departments", "trac", "hoa"],
    number: "608/GM-UBND",
    about: "Giấy mời họp thành viên UBND tỉnh tháng này",
    inDays: 4,
    at: "07 giờ 30",
    place: "Phòng họp A, trụ sở UBND tỉnh",
    chair: "đồng chí Vũ Đình Khải, Chủ tịch UBND tỉnh",
    prepare: "Tài liệu gửi trên hệ thống họp không giấy, không phát bản in.",
  },
  {
    daysAgo: 4,
    time: "14:25",
    from: "@snv",
    to: ["hoa", "@departments"],
    number: "92/GM-SNV",
    about: "Giấy mời họp thẩm định kết quả tự chấm điểm cải cách hành chính",
    inDays: 5,
    at: "14 giờ 00",
    place: "Phòng họp tầng 3, Sở Nội vụ",
    chair: "đồng chí Tô Hiến Thuận, Giám đốc Sở Nội vụ",
    prepare: "Đề nghị mang theo tài liệu kiểm chứng của các tiêu chí tự chấm điểm tối đa.",
    replies: [
      {
        from: "hoa",
        afterHours: 18,
        body: () => [
          "Văn phòng Sở KH&CN xác nhận dự họp, thành phần: Trần Thị Hoa, Hồ Sỹ Nguyên. Tài liệu kiểm chứng chúng tôi gửi trước qua thư này để Tổ thẩm định nghiên cứu.",
        ],
      },
    ],
  },
  {
    daysAgo: 5,
    time: "09:18",
    from: "@stc",
    to: ["dung", "hoa"],
    number: "145/GM-STC",
    about: "Giấy mời thảo luận dự toán ngân sách năm sau",
    inDays: 3,
    at: "08 giờ 00",
    place: "Hội trường Sở Tài chính",
    chair: "đồng chí Cao Thị Phương Mai, Giám đốc Sở Tài chính",
    prepare: "Sở KH&CN thảo luận lúc 09 giờ 30, sau Sở Y tế. Thành phần: lãnh đạo Sở, kế toán trưởng.",
  },
  {
    daysAgo: 8,
    time: "16:02",
    from: "@ttcds",
    to: ["hoa", "nguyen", "dat"],
    number: "57/GM-TTCDS",
    about: "Giấy mời họp Tổ ứng cứu sự cố an toàn thông tin",
    inDays: 2,
    at: "15 giờ 00",
    place: "Phòng giám sát, Trung tâm Chuyển đổi số",
    chair: "đồng chí Nguyễn Lê Bảo Khôi, Giám đốc Trung tâm",
    prepare: "Nội dung: diễn tập tình huống mất quyền kiểm soát một hộp thư đơn vị.",
    replies: [
      {
        from: "dat",
        afterHours: 3,
        toAll: true,
        body: () => ["Tôi đi công tác cơ sở hôm đó, xin cử đồng chí Nguyên dự thay và phát biểu ý kiến của Phòng."],
      },
    ],
  },
  {
    daysAgo: 11,
    time: "08:40",
    from: "@sgddt",
    to: ["hoa", "quynh"],
    number: "233/GM-SGDĐT",
    about: "Giấy mời dự chung khảo cuộc thi sáng tạo thanh thiếu niên, nhi đồng",
    inDays: 6,
    at: "08 giờ 00",
    place: "Trường THPT Bình Minh 2",
    chair: "đồng chí Hà Thị Thanh Nhàn, Giám đốc Sở GD&ĐT",
    prepare: "Trân trọng kính mời đồng chí Phó Giám đốc Sở KH&CN tham gia Ban giám khảo.",
    isFiled: true,
  },
  {
    daysAgo: 13,
    time: "13:50",
    from: "@snnmt",
    to: ["chien", "hoa", "@dason"],
    number: "310/GM-SNNMT",
    about: "Giấy mời hội thảo nhân rộng mô hình tưới nhỏ giọt",
    inDays: 7,
    at: "08 giờ 30",
    place: "Nhà văn hoá thôn 4, xã Đạ Sơn",
    chair: "đồng chí Đặng Hữu Phước, Phó Giám đốc Sở NN&MT",
    prepare: "Đại biểu tập trung tại Sở lúc 06 giờ 15, xe chung. Có tham quan thực địa, đề nghị đi giày thấp.",
    isFiled: true,
    replies: [
      {
        from: "chien",
        afterHours: 4,
        body: () => [
          "Phòng Quản lý khoa học đăng ký 02 người: Vi Văn Chiến, Lâm Ngọc Yến. Chúng tôi đi xe riêng, hẹn gặp tại xã.",
        ],
      },
    ],
  },
  {
    daysAgo: 17,
    time: "09:33",
    from: "@vpubnd",
    to: ["@departments", "@communes", "hoa"],
    number: "571/GM-UBND",
    about: "Giấy mời hội nghị sơ kết mô hình chính quyền địa phương hai cấp",
    inDays: 5,
    at: "08 giờ 00",
    place: "Hội trường lớn UBND tỉnh và 3 điểm cầu",
    chair: "đồng chí Chủ tịch UBND tỉnh",
    prepare: "Các xã, phường, đặc khu dự tại điểm cầu của mình; kiểm tra đường truyền trước 16 giờ hôm trước.",
    isFiled: true,
  },
  {
    daysAgo: 22,
    time: "10:10",
    from: "@syt",
    to: ["hoa", "dat"],
    number: "187/GM-SYT",
    about: "Giấy mời góp ý đề án bệnh án điện tử",
    inDays: 4,
    at: "14 giờ 00",
    place: "Phòng họp số 1, Sở Y tế",
    chair: "đồng chí Khổng Mạnh Toàn, Giám đốc Sở Y tế",
    prepare: "Dự thảo đề án gửi kèm giấy mời; đề nghị góp ý nhiều vào phần kiến trúc và chi phí vận hành.",
    isFiled: true,
  },
  {
    daysAgo: 25,
    time: "15:15",
    from: "@bqlkcn",
    to: ["hoa", "kson"],
    number: "74/GM-BQL",
    about: "Giấy mời đối thoại doanh nghiệp quý này",
    inDays: 6,
    at: "08 giờ 30",
    place: "Nhà điều hành khu công nghiệp Bình Minh 1",
    chair: "đồng chí Văn Công Lộc, Trưởng Ban Quản lý",
    prepare: "Có 3 kiến nghị thuộc lĩnh vực của Sở KH&CN, bảng tổng hợp gửi kèm.",
    isFiled: true,
    replies: [
      {
        from: "kson",
        afterHours: 20,
        body: () => [
          "Phòng Đổi mới sáng tạo đã soạn trả lời cho cả 3 kiến nghị, đang trình lãnh đạo Sở. Tôi sẽ dự và trao đổi trực tiếp với doanh nghiệp.",
        ],
      },
    ],
  },
  {
    daysAgo: 31,
    time: "08:20",
    from: "@nghialo",
    to: ["@snv", "@ttcds"],
    number: "166/GM-UBND",
    about: "Giấy mời khai trương điểm hỗ trợ dịch vụ công tại tổ dân phố 9",
    inDays: 3,
    at: "09 giờ 00",
    place: "Nhà văn hoá tổ dân phố 9",
    chair: "đồng chí Lã Đức Tín, Chủ tịch UBND phường",
    prepare: "Kính mời Trung tâm Chuyển đổi số cử 01 cán bộ hướng dẫn bà con những ngày đầu.",
  },
  {
    daysAgo: 38,
    time: "14:44",
    from: "@skhcn",
    to: ["@departments", "@communes"],
    number: "988/GM-SKHCN",
    about: "Giấy mời tập huấn sử dụng thư điện tử công vụ cho văn thư",
    inDays: 8,
    at: "08 giờ 00",
    place: "Phòng máy Trung tâm Chuyển đổi số",
    chair: "đồng chí Đinh Thị Như Quỳnh, Phó Giám đốc Sở",
    prepare: "Mỗi đơn vị cử 01 văn thư, mang theo máy tính xách tay. Nội dung có phần thực hành hộp thư đơn vị.",
    replies: [
      {
        from: "luu",
        afterHours: 9,
        body: () => [
          "Xã Đạ Sơn đăng ký Đàm Thị Lựu. Đường từ xã xuống gần 70 km, xin cho đến muộn 30 phút nếu hôm đó mưa ạ.",
        ],
      },
      {
        from: "khoi2",
        afterHours: 21,
        body: () => [
          "Đặc khu Hòn Ngọc đăng ký Nguyễn Thị Khơi. Nếu biển động không có tàu, tôi xin học trực tuyến, đề nghị gửi đường dẫn.",
        ],
      },
      {
        from: "lethu",
        afterHours: 23,
        body: () => ["Sở Tài chính cử Nghiêm Thị Lệ Thu tham gia."],
      },
    ],
  },
  {
    daysAgo: 44,
    time: "09:52",
    from: "@vpubnd",
    to: ["@departments", "hoa"],
    number: "529/GM-UBND",
    about: "Giấy mời họp chuyên đề giải ngân vốn đầu tư công",
    inDays: 2,
    at: "14 giờ 00",
    place: "Phòng họp A, trụ sở UBND tỉnh",
    chair: "đồng chí Lương Quang Bách, Phó Chủ tịch UBND tỉnh",
    prepare: "Đơn vị giải ngân dưới 60% chuẩn bị báo cáo giải trình không quá 5 phút.",
    isFiled: true,
  },
  {
    daysAgo: 53,
    time: "16:20",
    from: "@honngoc",
    to: ["@snnmt", "@syt", "@vpubnd"],
    number: "41/GM-UBND",
    about: "Giấy mời dự diễn tập tìm kiếm cứu nạn trên biển",
    inDays: 9,
    at: "07 giờ 00",
    place: "Cầu cảng Bắc, đặc khu Hòn Ngọc",
    chair: "đồng chí Bạch Hải Đăng, Chủ tịch UBND đặc khu",
    prepare: "Tàu đón đại biểu xuất bến lúc 05 giờ 15. Đề nghị gửi danh sách để làm thủ tục.",
  },
];

const openings = [
  (about: string) => `Trân trọng kính mời các đồng chí dự ${about}.`,
  (about: string) => `Kính mời đại diện lãnh đạo và chuyên viên phụ trách của quý cơ quan dự ${about}.`,
  (about: string) => `Cơ quan chúng tôi tổ chức ${about}, kính mời quý cơ quan cử đại diện tham dự.`,
];

const closings = [
  "Đề nghị các đồng chí tham dự đầy đủ, đúng giờ./.",
  "Rất mong quý cơ quan bố trí thời gian tham dự. Trân trọng cảm ơn./.",
  "Trường hợp không dự được xin báo lại trước một ngày để chúng tôi sắp xếp.",
];

/** "Giấy mời họp X" is an invitation to "họp X". */
const occasionOf = (about: string): string =>
  about.replace(/^Giấy mời (dự )?/, "buổi ").replace(/^buổi (hội|khai)/, "$1");

export const meetingLetters: readonly Script[] = meetings.map((one, index) => ({
  daysAgo: one.daysAgo,
  time: one.time,
  from: one.from,
  to: one.to,
  number: one.number,
  subject: () => one.about,
  files: [`${one.number.replace(/\//g, "-")}.pdf`],
  body: ({ day, weekday }) => [
    openings[index % openings.length]?.(occasionOf(one.about)) ?? "",
    {
      list: [
        `Thời gian: ${one.at}, ${weekday(one.inDays)} ngày ${day(one.inDays)}`,
        `Địa điểm: ${one.place}`,
        `Chủ trì: ${one.chair}`,
      ],
    },
    one.prepare,
    closings[(index + 1) % closings.length] ?? "",
  ],
  ...(one.replies ? { replies: one.replies } : {}),
  ...(one.isFiled ? { keptBy: { who: "hoa", folder: ["Hội nghị"] } } : {}),
}));
