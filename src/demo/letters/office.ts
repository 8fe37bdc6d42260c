// Chuyện trong nhà của Sở Khoa học và Công nghệ, và giữa các văn phòng với nhau.
import { always, type Script } from "./script.ts";

export const officeLetters: readonly Script[] = [
  {
    daysAgo: 1,
    time: "07:52",
    from: "yen",
    to: ["hoa"],
    subject: always("Xin nghỉ phép hai ngày"),
    body: ({ day }) => [
      "Chị Hoa ơi, con em sốt từ hôm qua, em xin nghỉ phép ngày hôm nay và ngày mai ạ. Việc gấp em đã bàn giao anh Chiến, hồ sơ hội đồng ngày " +
        `${day(3)} em vẫn làm kịp.`,
    ],
    replies: [{ from: "hoa", afterHours: 1, body: () => ["Em cứ lo cho cháu, chị ghi nhận rồi. Chúc cháu mau khoẻ."] }],
  },
  {
    daysAgo: 2,
    time: "13:34",
    from: "chien",
    to: ["hoa"],
    subject: always("Bảng chi tiết nhiệm vụ khoa học quá hạn"),
    files: ["Nhiệm vụ quá hạn.xlsx"],
    body: () => [
      "Gửi chị Hoa bảng chi tiết như Giám đốc giao. Hai nhiệm vụ quá hạn đều do khâu thẩm định giá, không phải do chủ nhiệm. Chị đưa vào báo cáo giúp em đúng ý đó.",
    ],
    isUnread: true,
  },
  {
    daysAgo: 4,
    time: "16:45",
    from: "quynh",
    to: ["hoa"],
    subject: always("Sửa giúp tôi bài phát biểu tập huấn"),
    files: ["Bài phát biểu.docx"],
    body: () => [
      "Hoa à, bài dài quá, chị muốn còn 2 trang. Bỏ phần số liệu toàn quốc, thêm một ví dụ thật của xã mình về việc trả lời thư chậm. Mai 10 giờ chị cần.",
    ],
    replies: [
      {
        from: "hoa",
        afterHours: 4,
        files: ["Bài phát biểu – bản rút gọn.docx"],
        body: () => [
          "Em gửi chị bản 2 trang. Ví dụ em lấy chuyện giấy mời họp bão gửi 8 giờ mà 15 giờ mới mở, không nêu tên đơn vị.",
        ],
      },
      { from: "quynh", afterHours: 5, body: () => ["Vừa ý chị rồi. Cảm ơn Hoa."] },
    ],
  },
  {
    daysAgo: 6,
    time: "10:40",
    from: "thuong",
    to: ["*skhcn"],
    subject: always("Chụp ảnh thẻ công chức mới"),
    body: ({ day, weekday }) => [
      "Cả nhà ơi,",
      `Thợ ảnh đến Sở ${weekday(2)} (${day(2)}) từ 13 giờ 30, ở phòng họp nhỏ. Các anh mặc sơ mi trắng, các chị áo dài hoặc sơ mi có cổ. Ai đi công tác thì gửi ảnh nền trắng cho em trước cuối tuần.`,
    ],
    replies: [
      { from: "kson", afterHours: 1, body: () => ["Anh mặc áo thổ cẩm được không Thương?"] },
      {
        from: "thuong",
        afterHours: 2,
        body: () => ["Dạ được ạ, quy định cho phép trang phục dân tộc, lên ảnh càng đẹp."],
      },
    ],
  },
  {
    daysAgo: 9,
    time: "08:29",
    from: "dung",
    to: ["hoa"],
    subject: always("Văn phòng phẩm quý này vượt định mức"),
    body: () => [
      "Hoa ơi, giấy A4 đã dùng 142% định mức quý, chủ yếu ở bộ phận một cửa và Phòng Quản lý khoa học. Em xem có cách nào bớt in hồ sơ hội đồng không, mỗi kỳ họp hơn 2.000 trang.",
    ],
    replies: [
      {
        from: "hoa",
        afterHours: 3,
        body: () => [
          "Chị Dung ơi, từ kỳ họp tới em chuyển tài liệu qua thư và máy tính bảng, chỉ in phiếu chấm. Riêng hai thầy lớn tuổi em vẫn in.",
        ],
      },
    ],
  },
  {
    daysAgo: 14,
    time: "15:11",
    from: "hoa",
    to: ["*skhcn"],
    subject: always("Phân công trực cơ quan trong đợt mưa bão"),
    files: ["Lịch trực.xlsx"],
    body: () => [
      "Kính gửi lãnh đạo Sở và các phòng,",
      "Văn phòng gửi lịch trực 24/24 giờ. Người trực kiểm tra kho lưu trữ tầng hầm lúc 20 giờ và 5 giờ, thấy nước thấm phải gọi ngay Hồ Sỹ Nguyên để ngắt điện tủ mạng.",
      "Đồng chí nào đổi ca xin báo trước 12 giờ cùng ngày.",
    ],
    replies: [
      {
        from: "dat",
        afterHours: 2,
        body: () => ["Chị đổi giúp em ca thứ Bảy sang Chủ nhật với anh Chiến, hai anh em đã thống nhất."],
      },
      { from: "hoa", afterHours: 3, body: () => ["Chị đã đổi và gửi lại lịch cho bảo vệ."] },
    ],
  },
  {
    daysAgo: 19,
    time: "11:26",
    from: "yenlt",
    to: ["hoa"],
    subject: always("Hỏi kinh nghiệm lưu trữ hồ sơ điện tử"),
    body: () => [
      "Chào chị Hoa, Ban em sắp nộp lưu hồ sơ điện tử lần đầu. Nghe nói bên chị làm rồi, chị cho em hỏi thư điện tử thì lưu thế nào, in ra hay để nguyên?",
    ],
    replies: [
      {
        from: "hoa",
        afterHours: 5,
        body: () => [
          "Chào Yến, thư có giá trị như văn bản thì để nguyên định dạng gốc kèm tệp đính kèm, lập danh mục theo hồ sơ công việc, không in. Bên chị đặt thư mục theo hồ sơ ngay từ đầu năm nên cuối năm nhàn lắm. Em cần mẫu danh mục chị gửi.",
        ],
      },
      { from: "yenlt", afterHours: 6, body: () => ["Chị cho em xin mẫu với ạ. Em cảm ơn chị nhiều."] },
      { from: "hoa", afterHours: 7, files: ["Mẫu danh mục hồ sơ.xlsx"], body: () => ["Chị gửi mẫu đây nhé."] },
    ],
  },
  {
    daysAgo: 28,
    time: "09:58",
    from: "trac",
    to: ["*skhcn"],
    subject: always("Biểu dương Văn phòng và Phòng Công nghệ số"),
    body: () => [
      "Các đồng chí,",
      "Đợt khảo sát vừa qua, 96% đơn vị hài lòng với việc Sở trả lời thư trong ngày. Tôi biểu dương Văn phòng và Phòng Công nghệ số. Các phòng khác còn thư để quá hai ngày mới trả lời, đề nghị trưởng phòng xem lại.",
    ],
  },
  {
    daysAgo: 37,
    time: "14:05",
    from: "nguyen",
    to: ["*skhcn"],
    subject: always("Đổi mật khẩu thư và bật bảo vệ hai lớp"),
    body: () => [
      "Kính gửi cả Sở,",
      "Mật khẩu nên là một câu dài dễ nhớ, không dùng ngày sinh, không dùng chung với mạng xã hội. Em ngồi ở phòng họp nhỏ từ 14 giờ đến 16 giờ hằng ngày trong tuần này để giúp mọi người.",
    ],
    replies: [
      { from: "chien", afterHours: 3, body: () => ["Nguyên xem giúp anh, anh đổi xong thì điện thoại cứ báo sai."] },
      {
        from: "nguyen",
        afterHours: 4,
        body: () => ["Điện thoại anh còn lưu mật khẩu cũ, anh vào Cài đặt, mục Tài khoản thư, nhập lại là được ạ."],
      },
    ],
  },
  {
    daysAgo: 47,
    time: "16:55",
    from: "kson",
    to: ["*skhcn"],
    subject: always("Mời cả Sở ăn cơm mới cùng buôn"),
    body: () => [
      "Anh chị em thân mến,",
      "Chủ nhật tuần sau buôn em mừng lúa mới. Em mời mọi người lên chơi, có rượu cần, cơm lam và cồng chiêng. Xe chung đi lúc 6 giờ ở cổng Sở, ai đi nhắn em để buôn chuẩn bị.",
    ],
    replies: [
      { from: "dung", afterHours: 1, toAll: true, body: () => ["Chị đi nhé, cho chị đăng ký 3 người."] },
      {
        from: "dat",
        afterHours: 15,
        toAll: true,
        body: () => ["Em đi ạ, em mang theo máy chiếu để tối chiếu phim cho bọn trẻ."],
      },
      {
        from: "trac",
        afterHours: 16,
        toAll: true,
        body: () => ["Tôi tham gia. Anh em đi vui nhưng lái xe thì không uống rượu cần."],
      },
    ],
  },
  {
    daysAgo: 55,
    time: "13:47",
    from: "dat",
    to: ["hoa"],
    subject: always("Nhờ nhắc các phòng đăng ký chữ ký số cá nhân"),
    body: () => [
      "Chị Hoa, còn 6 đồng chí chưa nộp phiếu đăng ký chữ ký số cá nhân, em gửi riêng danh sách cho chị. Đợt này cấp xong mới tới đợt sau là quý tới, chị nhắc giúp em trong giao ban nhé.",
    ],
  },
  {
    daysAgo: 61,
    time: "10:12",
    from: "hoa",
    to: ["hang"],
    subject: always("Xin ý kiến mẫu giấy mời điện tử"),
    files: ["Mẫu giấy mời.docx"],
    body: () => [
      "Chị Hằng ơi, Sở em làm mẫu giấy mời điện tử để các đơn vị dùng chung: phần thời gian, địa điểm đặt lên đầu, nút xác nhận dự họp ở cuối. Chị góp ý giúp em trước khi phổ biến.",
    ],
    replies: [
      {
        from: "hang",
        afterHours: 6,
        body: () => ["Mẫu gọn, dễ đọc trên điện thoại. Thêm giúp chị dòng “thành phần”, vì nhiều nơi cử nhầm người."],
      },
    ],
    keptBy: { who: "hoa", folder: ["Hội nghị"] },
  },
];
