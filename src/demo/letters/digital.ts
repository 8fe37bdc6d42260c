// Chuyển đổi số, công nghệ thông tin, hỗ trợ người dùng.
import { always, type Script } from "./script.ts";

export const digitalLetters: readonly Script[] = [
  {
    daysAgo: 1,
    time: "14:36",
    from: "nguyen",
    to: ["hoa"],
    subject: always("Đăng ký danh sách dự tập huấn an toàn thông tin"),
    body: () => [
      "Chị Hoa,",
      "Em đề xuất hai người dự lớp của Văn phòng UBND tỉnh: em và bạn Lâm Ngọc Yến (Phòng Quản lý khoa học). Bạn Yến đang giữ hộp thư nhận hồ sơ nhiệm vụ nên học lớp này rất đúng việc.",
      "Chị duyệt thì em gửi danh sách luôn chiều nay.",
    ],
    replies: [
      {
        from: "hoa",
        afterHours: 1,
        body: () => ["Chị đồng ý. Em gửi giúp chị, nhớ cc Văn thư để vào sổ."],
      },
    ],
  },
  {
    daysAgo: 2,
    time: "08:31",
    from: "pao",
    to: ["@*", "hoa"],
    fromName: "Giàng A Páo – Giám sát an toàn thông tin",
    subject: always("Cảnh báo thư giả mạo “nâng cấp hộp thư”"),
    urgency: "urgent",
    files: ["Ảnh minh hoạ thư giả mạo.png"],
    body: () => [
      "Kính gửi các cơ quan, đơn vị,",
      "Từ chiều qua, Trung tâm ghi nhận 46 thư giả mạo yêu cầu “xác nhận dung lượng hộp thư” gửi vào hệ thống của tỉnh. Thư có đường dẫn tới trang đăng nhập giả.",
      {
        list: [
          "Địa chỉ đăng nhập đúng duy nhất là thu.binhminh.gov.vn",
          "Trung tâm không bao giờ hỏi mật khẩu qua thư hay điện thoại",
          "Ai đã bấm vào và nhập mật khẩu, xin đổi ngay và gọi máy lẻ 303, kể cả ngoài giờ",
        ],
      },
      "Không ai bị trách khi báo sớm.",
    ],
    replies: [
      {
        from: "chi",
        afterHours: 2,
        body: () => [
          "Anh Páo, tôi có bấm vào đường dẫn trong thư sáng nay nhưng chưa nhập gì thì thấy lạ nên tắt. Như vậy có sao không?",
        ],
      },
      {
        from: "pao",
        afterHours: 3,
        body: () => [
          "Chào anh Chí, chưa nhập mật khẩu thì không lộ tài khoản. Để chắc chắn, tôi đã kiểm tra lịch sử đăng nhập của anh: không có gì bất thường. Anh xoá thư đó giúp, cảm ơn anh đã báo.",
        ],
      },
    ],
  },
  {
    daysAgo: 5,
    time: "11:08",
    from: "kiet",
    to: ["@departments", "@communes", "hoa"],
    subject: always("Thông báo bảo trì hệ thống thư điện tử cuối tuần"),
    files: ["Các bước bảo trì.txt"],
    body: ({ day }) => [
      "Kính gửi các cơ quan, đơn vị,",
      `Trung tâm Chuyển đổi số nâng cấp thiết bị lưu trữ từ 22 giờ thứ Sáu đến 02 giờ thứ Bảy tuần này. Trong thời gian đó thư đến vẫn được nhận và giữ lại, việc đọc thư có thể gián đoạn khoảng 20 phút.`,
      `Sau 07 giờ sáng nếu còn trục trặc, xin gọi máy trực 303. Báo cáo sau bảo trì sẽ gửi ngày ${day(2)}.`,
    ],
  },
  {
    daysAgo: 7,
    time: "10:57",
    from: "quynh",
    to: ["dat", "hoa", "khoi"],
    subject: always("Tiến độ kho dữ liệu dùng chung"),
    body: () => [
      "Các đồng chí,",
      "Tôi xem báo cáo tuần thì thấy bộ dữ liệu cơ sở giáo dục và bộ dữ liệu doanh nghiệp khu công nghiệp vẫn chưa được đẩy lên. Vướng ở đâu, bên mình hay bên cung cấp dữ liệu?",
      "Đề nghị đồng chí Khôi trả lời trước cuối ngày, kèm ngày dự kiến xong của từng bộ.",
    ],
    replies: [
      {
        from: "khoi",
        afterHours: 4,
        toAll: true,
        body: () => [
          "Báo cáo chị Quỳnh:",
          {
            table: [
              ["Bộ dữ liệu", "Tình trạng", "Dự kiến xong"],
              ["Cơ sở giáo dục", "Sở GD&ĐT gửi thiếu mã trường, đã trả lại", "Tuần sau"],
              ["Doanh nghiệp KCN", "Chờ Ban Quản lý ký biên bản chia sẻ", "Trong tháng"],
              ["Trạm quan trắc", "Đã chạy ổn định", "Xong"],
            ],
          },
          "Phía Trung tâm không còn vướng về kỹ thuật.",
        ],
      },
      {
        from: "quynh",
        afterHours: 5,
        toAll: true,
        body: () => [
          "Cảm ơn đồng chí. Tôi sẽ gọi Ban Quản lý về biên bản. Phần mã trường đề nghị đồng chí Đạt cử người sang hỗ trợ trực tiếp một buổi.",
        ],
      },
      {
        from: "dat",
        afterHours: 23,
        toAll: true,
        body: () => ["Em đã hẹn chị Khánh bên Sở GD&ĐT sáng thứ Năm, làm một buổi là xong phần mã trường."],
      },
    ],
    keptBy: { who: "hoa", folder: ["Chuyển đổi số"] },
  },
  {
    daysAgo: 10,
    time: "09:27",
    from: "hoa",
    to: ["@ttcds"],
    subject: always("Đề nghị mở hộp thư đơn vị cho Hội đồng sáng kiến"),
    files: ["Văn bản đề nghị 41-VP.pdf"],
    body: () => [
      "Kính gửi Trung tâm Chuyển đổi số,",
      "Hội đồng sáng kiến cấp tỉnh cần một hộp thư để nhận hồ sơ, do Phòng Quản lý khoa học giữ. Đề nghị Trung tâm tạo hộp thư hoidongsangkien.skhcn@binhminh.gov.vn, giao đồng chí Vi Văn Chiến quản lý, đồng chí Lâm Ngọc Yến được gửi thư.",
      "Văn bản đề nghị gửi kèm.",
    ],
    replies: [
      {
        from: "vi",
        afterHours: 6,
        body: () => [
          "Chào chị Hoa, Trung tâm đã tiếp nhận. Tên hộp thư hơi dài, khi đọc qua điện thoại dễ nhầm; chị xem có thể dùng sangkien.skhcn@binhminh.gov.vn được không ạ?",
        ],
      },
      {
        from: "hoa",
        afterHours: 7,
        body: () => ["Ngắn hơn thì tốt quá, Văn phòng nhất trí dùng sangkien.skhcn@binhminh.gov.vn. Cảm ơn em."],
      },
    ],
  },
  {
    daysAgo: 12,
    time: "15:33",
    from: "kson",
    to: ["hoa", "dat"],
    subject: always("Ảnh và số liệu Ngày hội khởi nghiệp để đưa lên trang thông tin"),
    files: ["Lượt khách theo gian hàng.png", "Danh sách dự án.xlsx"],
    body: () => [
      "Chị Hoa, anh Đạt,",
      "Em gửi biểu đồ lượt khách và danh sách 18 dự án. Nhiều khách nhất là gian cà phê rang bằng năng lượng mặt trời của thanh niên xã Đạ Sơn.",
      "Tên dự án em giữ nguyên cách viết của các bạn, kể cả tiếng Cơ Ho, nhờ Ban biên tập đừng sửa dấu.",
    ],
    replies: [
      {
        from: "hoa",
        afterHours: 17,
        toAll: true,
        body: () => [
          "Bài đã đăng sáng nay rồi em nhé, ảnh đẹp lắm. Chị có xin phép các bạn trước khi dùng ảnh chân dung.",
        ],
      },
    ],
  },
  {
    daysAgo: 16,
    time: "09:05",
    from: "bang",
    to: ["@departments"],
    subject: always("Đề nghị rà soát danh mục dữ liệu mở"),
    files: ["Danh mục dữ liệu mở.xlsx"],
    body: ({ day }) => [
      "Kính gửi các sở, ban, ngành,",
      `Danh mục dữ liệu mở của tỉnh hiện có 64 bộ, trong đó 19 bộ quá hạn cập nhật. Đề nghị các đơn vị chủ quản cập nhật hoặc đề xuất đưa ra khỏi danh mục trước ngày ${day(9)}.`,
      "Bộ nào có thông tin cá nhân tuyệt đối không đưa lên, kể cả đã che một phần.",
    ],
    replies: [
      {
        from: "saret",
        afterHours: 27,
        body: () => [
          "Sở Y tế đã cập nhật 4 bộ. Bộ “Lịch tiêm chủng” xin đưa ra vì trùng với cổng thông tin của Bộ Y tế.",
        ],
      },
    ],
  },
  {
    daysAgo: 21,
    time: "16:11",
    from: "nhi",
    to: ["nguyen", "hoa"],
    subject: always("Kết quả kiểm tra máy tính của Sở KH&CN"),
    files: ["Biên bản kiểm tra.pdf"],
    body: () => [
      "Kính gửi Văn phòng Sở,",
      "Trung tâm đã kiểm tra 52 máy: 47 máy đạt; 3 máy hệ điều hành hết hạn hỗ trợ; 2 máy chưa cài phần mềm phòng chống mã độc. Đề nghị không dùng 3 máy nói trên để vào thư công vụ cho đến khi thay thế.",
    ],
    replies: [
      {
        from: "nguyen",
        afterHours: 15,
        toAll: true,
        body: () => [
          "Cảm ơn chị Nhi. Hai máy thiếu phần mềm em đã cài xong. Ba máy cũ em lập đề nghị thay, đang chờ chị Dung cân đối kinh phí.",
        ],
      },
      {
        from: "dung",
        afterHours: 20,
        toAll: true,
        body: () => ["Quý này còn nguồn mua sắm 45 triệu, đủ 3 máy. Nguyên làm tờ trình kèm 3 báo giá giúp chị."],
      },
    ],
  },
  {
    daysAgo: 29,
    time: "08:48",
    from: "tathu",
    to: ["@ttcds"],
    subject: always("Nhầm thư với đồng nghiệp trùng tên gần giống"),
    body: () => [
      "Kính gửi bộ phận hỗ trợ,",
      "Tôi là Tạ Thị Thu, công chức Tư pháp – Hộ tịch phường Nghĩa Lộ. Người gửi bên ngoài hay nhầm địa chỉ của tôi với chị Trần Thị Thu làm văn thư, thư hộ tịch đến chị ấy mấy lần.",
      "Xin hỏi có cách nào để người gửi dễ phân biệt hơn không?",
    ],
    replies: [
      {
        from: "vi",
        afterHours: 3,
        body: () => [
          "Chào chị Thu, theo quy tắc đặt tên thì hai chị trùng phần đầu nên địa chỉ của chị có phần mở rộng theo họ: thutt.ta. Em gợi ý chị để chức danh trong chữ ký và ghi rõ địa chỉ ở đầu thư; trong danh bạ em đã thêm chức danh để gợi ý hiện khác nhau.",
        ],
      },
      {
        from: "thu",
        afterHours: 24,
        body: () => ["Chị Thu ơi, em là Thu văn thư đây, có thư nào của chị em chuyển ngay, chị cứ yên tâm nhé."],
      },
    ],
  },
  {
    daysAgo: 34,
    time: "13:40",
    from: "dat",
    to: ["trac", "quynh"],
    cc: ["hoa"],
    subject: ({ year }) => `Báo cáo chỉ số chuyển đổi số cấp tỉnh năm ${year - 1}`,
    files: ["Bảng so sánh chỉ số.xlsx", "Biểu đồ.png"],
    body: () => [
      "Kính gửi lãnh đạo Sở,",
      "Tỉnh tăng 6 bậc. Hai trụ cột kéo điểm lên là hạ tầng số và nhân lực số; trụ cột an toàn thông tin vẫn thấp vì mới có 58% hệ thống được phê duyệt cấp độ.",
      {
        table: [
          ["Trụ cột", "Năm trước", "Năm nay"],
          ["Nhận thức số", "0,71", "0,78"],
          ["Hạ tầng số", "0,55", "0,69"],
          ["Nhân lực số", "0,49", "0,61"],
          ["An toàn thông tin", "0,52", "0,54"],
        ],
      },
      "Em kiến nghị quý tới tập trung hoàn thành hồ sơ cấp độ của 12 hệ thống còn lại.",
    ],
    replies: [
      {
        from: "trac",
        afterHours: 2,
        toAll: true,
        body: () => ["Tốt. Đưa việc hồ sơ cấp độ vào kế hoạch, giao rõ từng người, báo cáo tôi hai tuần một lần."],
      },
    ],
    keptBy: { who: "hoa", folder: ["Chuyển đổi số"] },
  },
  {
    daysAgo: 41,
    time: "10:19",
    from: "thuin",
    to: ["@ttcds"],
    subject: always("Xin hướng dẫn đăng nhập khi đổi điện thoại"),
    body: () => [
      "Kính gửi Trung tâm, tôi mới đổi điện thoại nên không nhận được mã xác nhận, không vào được phần mềm đất đai. Ở xã không có ai rành, nhờ Trung tâm chỉ giúp qua điện thoại.",
      "Tên tôi viết là Y Thuin Êban, trên phần mềm đang ghi thiếu dấu.",
    ],
    replies: [
      {
        from: "vi",
        afterHours: 1,
        body: () => [
          "Chào anh Y Thuin, em vừa gọi nhưng máy bận. 14 giờ em gọi lại theo số trong danh bạ và làm cùng anh khoảng 10 phút. Tên anh em đã sửa đúng là Y Thuin Êban.",
        ],
      },
      {
        from: "thuin",
        afterHours: 6,
        body: () => ["Tôi vào được rồi, cảm ơn cô Vi nhiều."],
      },
    ],
  },
  {
    daysAgo: 50,
    time: "09:44",
    from: "@ttcds",
    to: ["@departments", "@communes"],
    number: "203/TTCDS-VH",
    subject: always("Hướng dẫn nhận và bàn giao hộp thư đơn vị"),
    files: ["Hướng dẫn một trang.pdf", "Mẫu biên bản bàn giao.docx"],
    body: () => [
      "Kính gửi các cơ quan, đơn vị,",
      "Hộp thư đơn vị không có mật khẩu dùng chung. Người được giao mở hộp thư bằng tài khoản của chính mình, mọi thao tác đều ghi tên người làm. Khi thay đổi vị trí công tác, hai bên ký biên bản theo mẫu, Trung tâm chuyển quyền trong ngày.",
      "Đề nghị các đơn vị kiểm tra lại danh sách người giữ hộp thư và báo thay đổi nếu có.",
    ],
    replies: [
      {
        from: "@syt",
        afterHours: 28,
        body: () => ["Sở Y tế không thay đổi: đồng chí La Thị Diễm My giữ hộp thư, đồng chí Khổng Mạnh Toàn theo dõi."],
      },
      {
        from: "@dason",
        afterHours: 52,
        body: () => [
          "Xã Đạ Sơn giao đồng chí Đàm Thị Lựu giữ hộp thư, khi đồng chí Lựu nghỉ thì đồng chí H'Loan Niê Kđăm thay.",
        ],
      },
    ],
  },
  {
    daysAgo: 62,
    time: "14:02",
    from: "khoi",
    to: ["trac"],
    cc: ["hoa", "dung"],
    subject: always("Tờ trình thuê dịch vụ trung tâm dữ liệu dự phòng"),
    files: ["Tờ trình 19-TTCDS.docx", "Dự toán chi tiết.xlsx"],
    body: () => [
      "Kính gửi Giám đốc Sở,",
      "Sau đợt mất điện kéo dài vừa qua, Trung tâm đề nghị thuê dịch vụ dự phòng thay vì đầu tư máy chủ mới. Chi phí thuê 3 năm bằng 62% chi phí đầu tư, có cam kết khôi phục trong 4 giờ.",
      "Kính trình Giám đốc xem xét.",
    ],
    replies: [
      {
        from: "dung",
        afterHours: 19,
        toAll: true,
        body: () => [
          "Về nguồn, năm nay không còn; nếu thuê từ quý I năm sau thì đưa vào dự toán thảo luận với Sở Tài chính được. Đề nghị Trung tâm tách chi phí đường truyền thành mục riêng.",
        ],
      },
      {
        from: "trac",
        afterHours: 22,
        toAll: true,
        body: () => ["Đồng ý chủ trương thuê từ năm sau. Khôi chỉnh dự toán theo ý kiến của Kế toán trưởng."],
      },
    ],
  },
];
