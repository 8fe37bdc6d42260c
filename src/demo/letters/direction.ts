// Chỉ đạo, điều hành: what the provincial People's Committee and its office ask of everybody.
import { always, type Script } from "./script.ts";

export const directionLetters: readonly Script[] = [
  {
    daysAgo: 1,
    time: "08:12",
    from: "@vpubnd",
    to: ["@departments", "@communes", "hoa"],
    number: "4417/UBND-TH",
    subject: always("V/v chấn chỉnh việc gửi, nhận văn bản qua thư điện tử công vụ"),
    urgency: "urgent",
    replyIn: 100,
    files: ["CV-4417-UBND-TH.pdf"],
    body: ({ day }) => [
      "Kính gửi: Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các xã, phường, đặc khu.",
      "Qua kiểm tra, một số đơn vị vẫn dùng hộp thư miễn phí để gửi báo cáo, lịch họp và tài liệu cho cơ quan nhà nước. Chủ tịch UBND tỉnh yêu cầu chấm dứt tình trạng này.",
      {
        list: [
          "Mở hộp thư đơn vị ít nhất 02 lần trong ngày làm việc, vào đầu giờ sáng và đầu giờ chiều",
          "Trả lời hoặc xác nhận ngay khi nhận được thư",
          "Không gửi tài liệu mật dưới mọi hình thức qua hệ thống này",
        ],
      },
      `Đề nghị các đơn vị báo cáo kết quả chấn chỉnh về Văn phòng UBND tỉnh trước ngày ${day(5)}.`,
    ],
    replies: [
      {
        from: "@bqlkcn",
        afterHours: 5,
        body: () => [
          "Kính gửi Văn phòng UBND tỉnh, Ban Quản lý các khu công nghiệp đã quán triệt tới toàn thể viên chức trong buổi giao ban sáng nay. Hai hộp thư miễn phí từng dùng để nhận báo cáo của doanh nghiệp đã đăng thông báo ngừng sử dụng.",
        ],
      },
      {
        from: "@dason",
        afterHours: 7,
        body: () => [
          "UBND xã Đạ Sơn báo cáo: từ đầu tháng xã đã dùng hoàn toàn thư công vụ. Khó khăn là đường truyền ở hai điểm trường và trạm y tế thôn 7 hay gián đoạn, đề nghị tỉnh quan tâm.",
        ],
      },
    ],
  },
  {
    daysAgo: 3,
    time: "09:40",
    from: "xuyen",
    to: ["@departments", "hoa"],
    subject: ({ month, year }) => `Đề nghị gửi nội dung báo cáo kinh tế – xã hội tháng ${month}/${year}`,
    body: ({ day, month }) => [
      "Kính gửi các anh chị làm tổng hợp,",
      `Phòng Tổng hợp bắt đầu xây dựng báo cáo kinh tế – xã hội tháng ${month}. Nhờ các anh chị gửi phần của ngành mình (tối đa 02 trang, số liệu ước đến cuối tháng) trước 10 giờ ngày ${day(2)}.`,
      "Những chỉ tiêu tăng, giảm trên 10% so với cùng kỳ xin thuyết minh nguyên nhân ngay trong bảng, đừng gửi rời.",
    ],
    replies: [
      {
        from: "triet",
        afterHours: 22,
        files: ["STC_số liệu thu chi.xlsx"],
        body: () => [
          "Chào chị Xuyến, em gửi phần của Sở Tài chính. Thu nội địa ước đạt 91,4% dự toán, giảm ở khoản thu tiền sử dụng đất, nguyên nhân em ghi tại cột cuối.",
        ],
      },
      {
        from: "yen",
        afterHours: 25,
        body: () => [
          "Gửi chị Xuyến phần của Sở KH&CN ạ. Tháng này có thêm 02 nhiệm vụ nghiệm thu và 01 sản phẩm được cấp nhãn hiệu tập thể (mật ong Đạ Sơn).",
          "Chị cần ảnh minh hoạ thì báo em.",
        ],
      },
    ],
  },
  {
    daysAgo: 6,
    time: "15:05",
    from: "@ubnd",
    fromName: "UBND tỉnh Bình Minh",
    to: ["@departments", "@communes"],
    number: "318/KH-UBND",
    subject: ({ year }) => `Kế hoạch triển khai nhiệm vụ trọng tâm những tháng cuối năm ${year}`,
    files: ["KH-318-UBND.pdf", "Phụ lục phân công.docx"],
    body: ({ day }) => [
      "Uỷ ban nhân dân tỉnh ban hành Kế hoạch triển khai nhiệm vụ trọng tâm những tháng cuối năm, gồm 5 nhóm nhiệm vụ và 27 việc cụ thể, có đơn vị chủ trì và thời hạn tại phụ lục.",
      `Các đơn vị chủ trì cập nhật tiến độ trên hệ thống theo dõi nhiệm vụ chậm nhất ngày ${day(10)}. Việc nào khó hoàn thành phải báo cáo sớm, nêu rõ vướng mắc thuộc thẩm quyền của ai.`,
    ],
  },
  {
    daysAgo: 9,
    time: "10:22",
    from: "nghia",
    to: ["hang", "luc", "hoa"],
    subject: always("Rút kinh nghiệm công tác chuẩn bị hội nghị trực tuyến"),
    body: () => [
      "Các đồng chí,",
      "Hội nghị hôm qua phải chờ 12 phút mới kết nối đủ điểm cầu, hai xã không nghe được tiếng. Đề nghị từ lần sau chạy thử trước 01 giờ, có người trực kỹ thuật ở từng điểm cầu và gửi danh sách trước.",
      "Đồng chí Hoa trao đổi với Trung tâm Chuyển đổi số giúp Văn phòng một phương án dự phòng khi đường truyền chính lỗi.",
    ],
    replies: [
      {
        from: "hoa",
        afterHours: 2,
        toAll: true,
        body: () => [
          "Kính gửi anh Nghĩa, em đã trao đổi với Trung tâm. Phương án là mỗi điểm cầu có thêm một thiết bị phát sóng di động dự phòng, chạy thử vào 07 giờ 30 ngày họp, bên Trung tâm cử người gọi từng điểm.",
          "Em sẽ gửi danh sách đầu mối kỹ thuật trong ngày mai ạ.",
        ],
      },
    ],
  },
  {
    daysAgo: 14,
    time: "16:31",
    from: "@vpubnd",
    to: ["@communes"],
    number: "512/TB-VPUBND",
    subject: always("Thông báo kết luận của Phó Chủ tịch UBND tỉnh tại buổi làm việc với các xã miền núi"),
    files: ["TB-512-VPUBND.pdf"],
    body: ({ day }) => [
      "Ngày hôm qua, đồng chí Y Bhem Niê, Phó Chủ tịch UBND tỉnh, đã làm việc với các xã miền núi về đời sống đồng bào trước mùa giáp hạt. Văn phòng UBND tỉnh thông báo kết luận như sau:",
      {
        list: [
          "Giao Sở NN&MT rà soát diện tích thiếu nước vụ đông xuân, đề xuất giống ngắn ngày",
          "Giao Sở Y tế bảo đảm mỗi trạm có ít nhất một bác sĩ trực trong tuần",
          "UBND các xã lập danh sách hộ có nguy cơ thiếu đói, không để sót, không để trùng",
        ],
      },
      `Các đơn vị báo cáo kết quả trước ngày ${day(12)}.`,
    ],
    replies: [
      {
        from: "loan",
        afterHours: 40,
        files: ["Danh sách hộ xã Đạ Sơn.xlsx"],
        body: () => [
          "Kính gửi Văn phòng UBND tỉnh, xã Đạ Sơn gửi danh sách 37 hộ, 152 khẩu. Xã đã đối chiếu với danh sách hộ nghèo và niêm yết tại 6 thôn, không có ý kiến thắc mắc.",
        ],
      },
    ],
  },
  {
    daysAgo: 19,
    time: "08:55",
    from: "tam",
    to: ["trac", "toan", "nhanht"],
    cc: ["hoa"],
    subject: always("Về việc thí điểm hồ sơ sức khoẻ học sinh"),
    body: () => [
      "Các đồng chí Giám đốc,",
      "Tôi đã đọc đề xuất thí điểm. Về chủ trương đồng ý làm ở phường Nghĩa Lộ và xã Đạ Sơn trong một học kỳ rồi đánh giá. Ba điểm cần làm rõ trước khi trình: ai là chủ dữ liệu, phụ huynh đồng ý bằng cách nào, và sau thí điểm kinh phí vận hành lấy ở đâu.",
      "Đồng chí Trác chủ trì, mời hai Sở thống nhất rồi báo cáo tôi bằng văn bản.",
    ],
    replies: [
      {
        from: "toan",
        afterHours: 3,
        toAll: true,
        body: () => [
          "Kính thưa đồng chí Phó Chủ tịch, Sở Y tế nhất trí làm chủ dữ liệu khám sức khoẻ; mẫu phiếu đồng ý của phụ huynh đang được Phòng Nghiệp vụ Y soạn, cuối tuần xin gửi.",
        ],
      },
      {
        from: "nhanht",
        afterHours: 26,
        toAll: true,
        body: () => [
          "Sở GD&ĐT thống nhất. Đề nghị chọn hai trường tiểu học và một trường THCS để có đủ độ tuổi. Giáo viên chủ nhiệm chỉ xem được thông tin cần cho an toàn của học sinh, không xem toàn bộ hồ sơ.",
        ],
      },
      {
        from: "trac",
        afterHours: 30,
        toAll: true,
        body: ({ day }) => [
          `Cảm ơn hai đồng chí. Sở KH&CN sẽ hoàn thiện tờ trình, tổ chức họp ba bên ngày ${day(3)} rồi báo cáo đồng chí Phó Chủ tịch.`,
        ],
      },
    ],
    keptBy: { who: "hoa", folder: ["Chuyển đổi số"] },
  },
  {
    daysAgo: 27,
    time: "14:10",
    from: "luc",
    to: ["@departments", "hoa"],
    subject: always("Rà soát danh bạ lãnh đạo và văn thư các cơ quan"),
    files: ["Danh bạ hiện có.xlsx"],
    body: ({ day }) => [
      "Kính gửi Văn phòng các sở, ban, ngành,",
      `Để in danh bạ năm tới, đề nghị quý cơ quan kiểm tra tên, chức vụ, số điện thoại và hộp thư trong tệp gửi kèm, sửa trực tiếp bằng chữ màu đỏ và gửi lại trước ngày ${day(7)}.`,
      "Cơ quan nào không phản hồi xem như thông tin đã đúng.",
    ],
    replies: [
      {
        from: "hoa",
        afterHours: 20,
        files: ["Danh bạ Sở KHCN đã sửa.xlsx"],
        body: () => [
          "Chào anh Lực, Sở KH&CN có 3 chỗ cần sửa: chức vụ đồng chí Vi Văn Chiến, số máy lẻ Phòng Đổi mới sáng tạo, và thêm đồng chí Lơ Mu K'Sơn. Anh giúp em viết đúng dấu phẩy trên trong tên K'Sơn nhé, lần trước in thiếu.",
        ],
      },
      {
        from: "luc",
        afterHours: 24,
        body: () => ["Cảm ơn đồng chí Hoa, tôi đã ghi chú riêng cho nhà in về tên đồng chí K'Sơn."],
      },
    ],
  },
  {
    daysAgo: 36,
    time: "09:00",
    from: "@ubnd",
    fromName: "UBND tỉnh Bình Minh",
    to: ["@departments", "@communes"],
    number: "17/CT-UBND",
    subject: always("Chỉ thị về thực hành tiết kiệm, chống lãng phí trong tổ chức hội nghị"),
    files: ["CT-17-UBND.pdf"],
    body: () => [
      "Chủ tịch Uỷ ban nhân dân tỉnh yêu cầu thủ trưởng các cơ quan: lồng ghép các hội nghị có cùng thành phần; ưu tiên họp trực tuyến; không in tài liệu đã gửi qua thư điện tử; không tặng quà lưu niệm.",
      "Kinh phí tiết kiệm được điều chuyển cho nhiệm vụ an sinh xã hội theo hướng dẫn của Sở Tài chính.",
    ],
    keptBy: { who: "hoa", folder: ["Hội nghị"] },
  },
  {
    daysAgo: 48,
    time: "10:45",
    from: "bach",
    to: ["ngoi", "loc"],
    cc: ["@vpubnd"],
    subject: always("Giải quyết phản ánh về nước thải tại cống số 3"),
    urgency: "urgent",
    body: ({ day }) => [
      "Đồng chí Ngợi, đồng chí Lộc,",
      `Báo chí phản ánh nước thải có màu tại cống số 3 khu công nghiệp Bình Minh 1. Giao hai đơn vị kiểm tra ngay trong hôm nay, lấy mẫu có chứng kiến của UBND phường, báo cáo tôi kết quả ban đầu trước 17 giờ và kết quả phân tích trước ngày ${day(4)}.`,
      "Thông tin cho báo chí chỉ qua người phát ngôn.",
    ],
    replies: [
      {
        from: "phuoc",
        afterHours: 6,
        toAll: true,
        body: () => [
          "Báo cáo đồng chí Phó Chủ tịch: đoàn đã lấy 3 mẫu lúc 14 giờ 20, có đại diện phường Nghĩa Lộ và Ban Quản lý. Quan sát ban đầu do một doanh nghiệp dệt xả nước rửa bồn không qua bể điều hoà. Đã lập biên bản, yêu cầu dừng xả.",
        ],
      },
      {
        from: "loc",
        afterHours: 8,
        toAll: true,
        body: () => [
          "Ban Quản lý đã niêm phong van xả phụ và bố trí người trực 24 giờ. Doanh nghiệp cam kết khắc phục trong 10 ngày.",
        ],
      },
      {
        from: "phuoc",
        afterHours: 96,
        toAll: true,
        files: ["Kết quả phân tích mẫu.pdf"],
        body: () => [
          "Kính gửi đồng chí Phó Chủ tịch, có kết quả phân tích: chỉ tiêu độ màu vượt 1,8 lần, các chỉ tiêu khác đạt. Sở đề xuất xử phạt theo khung và yêu cầu lắp quan trắc tự động tại cống số 3.",
        ],
      },
    ],
  },
  {
    daysAgo: 57,
    time: "15:48",
    from: "hang",
    to: ["@departments", "hoa"],
    subject: always("Góp ý quy chế phát ngôn và cung cấp thông tin cho báo chí"),
    files: ["Dự thảo quy chế.docx"],
    body: ({ day }) => [
      "Kính gửi các cơ quan,",
      `Văn phòng UBND tỉnh gửi dự thảo Quy chế phát ngôn và cung cấp thông tin cho báo chí. Đề nghị góp ý bằng văn bản trước ngày ${day(8)}; gửi kèm tệp có thể chỉnh sửa để tiện tổng hợp.`,
    ],
    replies: [
      {
        from: "@sgddt",
        afterHours: 50,
        body: () => [
          "Sở GD&ĐT cơ bản nhất trí. Đề nghị bổ sung tại Điều 6 trường hợp sự việc liên quan đến học sinh: phải xin ý kiến người giám hộ trước khi cung cấp hình ảnh.",
        ],
      },
      {
        from: "@snv",
        afterHours: 71,
        body: () => ["Sở Nội vụ nhất trí với dự thảo, không có ý kiến bổ sung."],
      },
    ],
  },
];
