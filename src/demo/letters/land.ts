// Nông nghiệp, môi trường, thiên tai, khu công nghiệp.
import { always, type Script } from "./script.ts";

export const landLetters: readonly Script[] = [
  {
    daysAgo: 1,
    time: "16:22",
    from: "vy",
    to: ["@communes", "@vpubnd"],
    subject: always("Bản tin hồ chứa lúc 16 giờ"),
    urgency: "urgent",
    body: () => [
      {
        table: [
          ["Hồ chứa", "Mực nước (m)", "So với ngưỡng tràn", "Trạng thái"],
          ["Đạ Tang", "184,32", "thấp hơn 0,68", "Theo dõi"],
          ["Suối Bùn", "96,10", "thấp hơn 1,90", "An toàn"],
          ["Cầu Ván", "41,75", "cao hơn 0,15", "Xả điều tiết 12 m³/s"],
        ],
      },
      "Vùng hạ du Cầu Ván (tổ dân phố 3, 4 phường Nghĩa Lộ) đề nghị không để trâu bò, phương tiện ở bãi bồi từ 18 giờ.",
    ],
    replies: [
      {
        from: "@nghialo",
        afterHours: 1,
        body: () => [
          "Phường đã phát loa và nhắn tin cho 112 hộ tổ 3, tổ 4. Đã di dời 26 con bò lên sân kho hợp tác xã.",
        ],
      },
    ],
  },
  {
    daysAgo: 4,
    time: "08:06",
    from: "ngoi",
    to: ["bhem"],
    cc: ["@vpubnd"],
    subject: always("Báo cáo khung lịch thời vụ đông xuân"),
    files: ["Khung lịch thời vụ.xlsx"],
    body: () => [
      "Kính gửi đồng chí Phó Chủ tịch,",
      "Sở đề xuất xuống giống tập trung hai đợt, né đỉnh mặn tháng Ba. Xã Đạ Sơn chuyển 180 ha lúa sang bắp và đậu vì thiếu nước cuối vụ; bà con đã họp thôn, 83% đồng ý.",
      "Kính đề nghị đồng chí cho ý kiến để Sở ban hành.",
    ],
    replies: [
      {
        from: "bhem",
        afterHours: 5,
        toAll: true,
        body: () => [
          "Đồng ý khung lịch. 17% chưa đồng ý thì đừng ép, cử cán bộ khuyến nông ngồi với bà con, tính cho họ thấy tiền lời lỗ. Giống bắp phải có nơi thu mua rồi mới phát.",
        ],
      },
    ],
  },
  {
    daysAgo: 11,
    time: "14:52",
    from: "thuin",
    to: ["vy"],
    subject: always("Sạt lở bờ suối đoạn thôn 5"),
    files: ["Sơ đồ vị trí sạt lở.png"],
    body: () => [
      "Chị Vy ơi, bờ suối thôn 5 lở thêm 4 mét sau mưa hôm qua, còn cách nhà rông chừng 9 mét. Tôi có đo và vẽ sơ đồ gửi chị. Xã chưa có rọ đá.",
    ],
    replies: [
      {
        from: "vy",
        afterHours: 2,
        body: () => [
          "Chi cục điều 60 rọ đá từ kho Cầu Ván lên sáng mai, anh bố trí 10 dân quân giúp em. Đêm nay anh cho hai hộ sát mép suối sang ở nhờ nhà cộng đồng nhé.",
        ],
      },
      {
        from: "thuin",
        afterHours: 27,
        body: () => ["Đã kè xong 35 mét, nhà rông an toàn. Bà con gửi lời cảm ơn chị và anh em Chi cục."],
      },
    ],
  },
  {
    daysAgo: 16,
    time: "09:49",
    from: "@snnmt",
    to: ["@communes", "@bqlkcn"],
    number: "3127/SNNMT-MT",
    subject: always("V/v phân loại chất thải rắn sinh hoạt tại nguồn"),
    files: ["CV-3127-SNNMT.pdf", "Áp phích hướng dẫn.png"],
    body: ({ day }) => [
      "Kính gửi: UBND các xã, phường, đặc khu; Ban Quản lý các khu công nghiệp.",
      `Từ ngày ${day(20)} chỉ thu gom rác đã phân loại. Đề nghị địa phương hoàn thành bố trí thùng, lịch thu gom và tập huấn tổ trưởng dân phố trước ngày ${day(10)}.`,
    ],
    replies: [
      {
        from: "@honngoc",
        afterHours: 55,
        body: () => [
          "Đặc khu đề nghị được phân làm hai loại thay vì ba, vì rác thực phẩm trên đảo đã được các hộ ủ làm phân cho vườn tỏi.",
        ],
      },
      {
        from: "phuoc",
        afterHours: 60,
        body: () => ["Sở đồng ý với đặc khu Hòn Ngọc, đưa vào văn bản hướng dẫn bổ sung tuần tới."],
      },
    ],
  },
  {
    daysAgo: 24,
    time: "10:55",
    from: "tu",
    to: ["phuoc", "kson"],
    subject: always("Kết nối số liệu quan trắc nước thải của 8 doanh nghiệp"),
    body: () => [
      "Anh Phước, anh K'Sơn,",
      "Tám doanh nghiệp đã lắp xong trạm quan trắc tự động, truyền số liệu 5 phút một lần. Xin hai Sở cho biết chuẩn dữ liệu và địa chỉ nhận để bên em cấu hình.",
    ],
    replies: [
      {
        from: "kson",
        afterHours: 19,
        toAll: true,
        files: ["Mô tả chuẩn dữ liệu.docx"],
        body: () => ["Tôi gửi mô tả chuẩn dữ liệu. Anh cho truyền thử một trạm trước, tuần sau ta nối nốt bảy trạm."],
      },
      {
        from: "tu",
        afterHours: 43,
        toAll: true,
        body: () => ["Trạm của nhà máy giấy truyền được rồi, số liệu lên đúng giờ, lệch 0 phút."],
      },
    ],
  },
  {
    daysAgo: 35,
    time: "15:37",
    from: "loc",
    to: ["bach", "@vpubnd"],
    subject: always("Tình hình lao động tại các khu công nghiệp"),
    body: () => [
      "Kính gửi đồng chí Phó Chủ tịch,",
      {
        list: [
          "Tổng lao động 18.460 người, tăng 740 người so với quý trước",
          "Thiếu khoảng 1.200 lao động may mặc, thừa lao động lắp ráp giản đơn",
          "Một doanh nghiệp chậm lương 9 ngày, đã cam kết trả trong tuần",
        ],
      },
      "Ban đề nghị tỉnh hỗ trợ xe đưa đón công nhân từ xã Đạ Sơn, hiện các chị em phải đi xe máy 40 km lúc 4 giờ sáng.",
    ],
    replies: [
      {
        from: "bach",
        afterHours: 21,
        body: () => [
          "Tôi đồng ý về chủ trương xe đưa đón. Đồng chí làm việc với hai doanh nghiệp lớn nhất xem họ góp được bao nhiêu, rồi trình phương án.",
        ],
      },
    ],
  },
  {
    daysAgo: 55,
    time: "08:18",
    from: "dang",
    to: ["@snnmt", "bach"],
    subject: always("Bảo vệ bãi đẻ rùa biển phía đông đảo"),
    files: ["Bản đồ bãi đẻ.png"],
    body: () => [
      "Kính gửi các đồng chí,",
      "Mùa này rùa lên bãi phía đông đẻ trứng, tổ cộng đồng đã ghi nhận 14 ổ. Khách du lịch cắm trại, rọi đèn làm rùa quay xuống biển. Đặc khu xin được cấm đèn và xe trên bãi từ 18 giờ đến 5 giờ trong ba tháng.",
    ],
    replies: [
      {
        from: "ngoi",
        afterHours: 8,
        toAll: true,
        body: () => [
          "Sở NN&MT ủng hộ. Thẩm quyền ban hành thuộc UBND đặc khu, Sở gửi kèm mẫu quyết định và cử hai cán bộ ra hướng dẫn tổ cộng đồng.",
        ],
      },
      {
        from: "dang",
        afterHours: 70,
        toAll: true,
        body: () => ["Đã ban hành và cắm biển. Đêm qua có thêm 2 ổ, không còn ai rọi đèn. Cảm ơn Sở."],
      },
    ],
  },
  {
    daysAgo: 62,
    time: "11:03",
    from: "@snnmt",
    to: ["@communes"],
    number: "2790/SNNMT-KL",
    subject: always("V/v phòng cháy, chữa cháy rừng mùa khô"),
    files: ["Phương án PCCCR.pdf"],
    body: () => [
      "Kính gửi: UBND các xã, phường, đặc khu.",
      "Dự báo cháy rừng cấp IV tại xã Đạ Sơn. Đề nghị trực cháy 24/24 giờ, cấm đốt rẫy từ 9 giờ đến 16 giờ, kiểm tra băng cản lửa khu rừng thông thôn 6.",
    ],
    replies: [
      {
        from: "broi",
        afterHours: 4,
        body: () => [
          "Xã đã lập 4 tổ với 48 người, có bồn nước 5 khối ở ngã ba rừng thông. Già làng thôn 6 nhận nhắc bà con không đốt rẫy giờ trưa.",
        ],
      },
    ],
  },
];
