// Y tế, giáo dục, văn hoá, an sinh.
import { always, type Script } from "./script.ts";

export const societyLetters: readonly Script[] = [
  {
    daysAgo: 1,
    time: "10:16",
    from: "@syt",
    to: ["@communes", "@sgddt"],
    number: "2231/SYT-NVY",
    subject: always("V/v tăng cường phòng, chống sốt xuất huyết sau mưa bão"),
    urgency: "very-urgent",
    replyIn: 28,
    files: ["CV-2231-SYT.pdf"],
    body: ({ day }) => [
      "Kính gửi: UBND các xã, phường, đặc khu; Sở GD&ĐT.",
      {
        table: [
          ["Địa bàn", "Ca mắc trong tuần", "Tuần trước"],
          ["Phường Nghĩa Lộ", 17, 9],
          ["Xã Đạ Sơn", 6, 4],
          ["Đặc khu Hòn Ngọc", 2, 0],
        ],
      },
      `Đề nghị các địa phương tổ chức diệt lăng quăng ngày ${day(1)} và ${day(3)}, huy động đoàn thanh niên và hội phụ nữ; trường học kiểm tra bể nước, chậu cây. Báo cáo nhanh kết quả về Sở Y tế sau mỗi đợt.`,
    ],
    replies: [
      {
        from: "@nghialo",
        afterHours: 6,
        body: () => [
          "UBND phường Nghĩa Lộ đã phân công 12 tổ, mỗi tổ phụ trách 3 tổ dân phố, ra quân lúc 06 giờ 30 sáng mai. Đề nghị Sở cấp thêm 20 lít hoá chất cho khu chợ.",
        ],
      },
      {
        from: "@sgddt",
        afterHours: 7,
        body: () => [
          "Sở GD&ĐT đã có công văn gửi các trường trên địa bàn, giờ sinh hoạt đầu tuần dành 10 phút hướng dẫn học sinh.",
        ],
      },
    ],
  },
  {
    daysAgo: 6,
    time: "08:52",
    from: "van",
    to: ["dat", "hoa"],
    subject: always("Nhờ hỗ trợ kết nối phần mềm trạm y tế với kho dữ liệu"),
    body: () => [
      "Anh Đạt, chị Hoa,",
      "Hai trạm y tế thí điểm đã gửi được dữ liệu nhưng ngày sinh bị đảo tháng thành ngày ở khoảng 8% hồ sơ. Em nghĩ do mẫu nhập của phần mềm cũ. Bên anh chị có công cụ dò giúp không ạ?",
      "Em không gửi kèm danh sách vì có thông tin người bệnh.",
    ],
    replies: [
      {
        from: "dat",
        afterHours: 3,
        toAll: true,
        body: () => [
          "Chị Vân không gửi danh sách là đúng. Em cử Bằng sang trạm làm tại chỗ: chạy dò những hồ sơ có ngày lớn hơn 12 trước, phần còn lại đối chiếu với thẻ bảo hiểm.",
        ],
      },
      {
        from: "bang",
        afterHours: 49,
        toAll: true,
        body: () => ["Em đã xử lý xong ở hai trạm: 1.204 hồ sơ sửa tự động, 31 hồ sơ trạm phải hỏi lại người bệnh."],
      },
    ],
  },
  {
    daysAgo: 13,
    time: "16:08",
    from: "cong",
    to: ["@communes", "yen"],
    subject: always("Thể lệ cuộc thi khoa học kỹ thuật học sinh trung học"),
    files: ["Thể lệ.pdf", "Phiếu đăng ký.docx"],
    body: ({ day }) => [
      "Kính gửi các địa phương và Sở KH&CN,",
      `Cuộc thi năm nay nhận đề tài đến hết ngày ${day(18)}. Mỗi trường tối đa 3 đề tài, khuyến khích đề tài giải quyết việc ở chính nơi các em sống.`,
      "Nhờ chị Yến giới thiệu giúp 4 giám khảo ngành nông nghiệp và môi trường.",
    ],
    replies: [
      {
        from: "yen",
        afterHours: 22,
        body: () => [
          "Em gửi anh Công danh sách 4 thầy cô ạ, trong đó có một chuyên gia người Cơ Ho am hiểu cây dược liệu. Các thầy cô đều nhận lời.",
        ],
      },
    ],
  },
  {
    daysAgo: 20,
    time: "09:14",
    from: "@sgddt",
    to: ["@communes"],
    number: "1893/SGDĐT-GDPT",
    subject: always("V/v bảo đảm an toàn cho học sinh đi học qua ngầm, suối"),
    body: () => [
      "Kính gửi: UBND các xã, phường, đặc khu.",
      "Mưa lớn kéo dài làm nhiều ngầm tràn ngập sâu. Sở GD&ĐT đề nghị địa phương cắm biển, cử người chốt chặn; hiệu trưởng được quyền cho học sinh nghỉ học khi không an toàn, báo cáo sau và dạy bù.",
    ],
    replies: [
      {
        from: "@dason",
        afterHours: 5,
        body: () => [
          "Xã Đạ Sơn đã chốt chặn 3 ngầm. Điểm trường thôn 7 cho học sinh nghỉ hai ngày, giáo viên ở lại trường an toàn, đủ lương thực.",
        ],
      },
    ],
  },
  {
    daysAgo: 30,
    time: "14:29",
    from: "saret",
    to: ["hoa", "van"],
    subject: always("Bản dịch tờ rơi tiêm chủng sang tiếng Khmer và tiếng Cơ Ho"),
    files: ["Tờ rơi song ngữ.docx"],
    body: () => [
      "Chị Hoa, chị Vân,",
      "Em gửi bản dịch. Phần tiếng Cơ Ho nhờ anh K'Sơn xem lại giúp mấy từ chỉ bộ phận cơ thể, em hỏi người già trong buôn thì mỗi nơi nói một khác.",
    ],
    replies: [
      {
        from: "kson",
        afterHours: 26,
        toAll: true,
        body: () => [
          "Mình đã hỏi lại hai già làng. Mình sửa 5 chỗ, đánh dấu màu xanh. Cảm ơn Rết đã làm việc này rất kỹ.",
        ],
      },
    ],
  },
  {
    daysAgo: 40,
    time: "10:37",
    from: "toan",
    to: ["broi", "dang", "tin"],
    subject: always("Lịch khám bệnh lưu động quý tới"),
    files: ["Lịch khám lưu động.xlsx"],
    body: () => [
      "Kính gửi các đồng chí Chủ tịch,",
      "Đoàn khám lưu động gồm nội, mắt, sản và răng. Đề nghị địa phương chuẩn bị điểm khám có mái che, nước sạch và thông báo trước một tuần bằng loa thôn.",
    ],
    replies: [
      {
        from: "dang",
        afterHours: 18,
        body: () => [
          "Đặc khu xin đổi sang tuần thứ hai của tháng vì tuần đầu ngư dân đi biển hết, khám sẽ rất ít người.",
        ],
      },
      { from: "toan", afterHours: 20, body: () => ["Đồng ý đổi. Văn thư Sở Y tế sẽ gửi lại lịch chính thức."] },
    ],
  },
  {
    daysAgo: 52,
    time: "08:33",
    from: "chi",
    to: ["@vpubnd"],
    subject: always("Xin ý kiến tổ chức Ngày hội đại đoàn kết"),
    body: () => [
      "Kính gửi Văn phòng UBND tỉnh, phường Nghĩa Lộ dự kiến tổ chức Ngày hội đại đoàn kết ở cả 36 tổ dân phố vào cùng một buổi sáng Chủ nhật. Phường kính mời lãnh đạo tỉnh dự tại tổ dân phố 9, là nơi vừa hoàn thành tuyến hẻm văn minh.",
    ],
    replies: [
      {
        from: "huy",
        afterHours: 24,
        body: () => [
          "Chào anh Chí, đồng chí Hoàng Thị Minh Tâm, Phó Chủ tịch UBND tỉnh, nhận lời dự. Anh gửi em kịch bản và số điện thoại người đón trước hai ngày.",
        ],
      },
    ],
  },
  {
    daysAgo: 61,
    time: "13:58",
    from: "huy",
    to: ["nhanht", "toan"],
    cc: ["hoa"],
    subject: always("Tổng hợp kiến nghị cử tri lĩnh vực khoa giáo – văn xã"),
    files: ["Bảng tổng hợp kiến nghị.xlsx"],
    body: ({ day }) => [
      "Kính gửi các Sở,",
      `Tổ đại biểu chuyển 14 kiến nghị của cử tri, trong đó 6 kiến nghị về thiếu giáo viên, 5 về trạm y tế, 3 về sóng điện thoại. Đề nghị trả lời từng kiến nghị, gửi tôi trước ngày ${day(9)}.`,
    ],
    replies: [
      {
        from: "nhanht",
        afterHours: 47,
        files: ["Trả lời kiến nghị.docx"],
        body: () => [
          "Sở GD&ĐT gửi phần trả lời 6 kiến nghị. Kiến nghị số 4 cần tỉnh quyết định về cơ chế hợp đồng, chúng tôi đã đề xuất phương án.",
        ],
      },
    ],
  },
];
