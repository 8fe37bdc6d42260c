// Nội vụ: tổ chức, cán bộ, thi đua, cải cách hành chính.
import { always, type Script } from "./script.ts";

export const personnelLetters: readonly Script[] = [
  {
    daysAgo: 3,
    time: "10:48",
    from: "phi",
    to: ["hoa", "yen"],
    subject: always("Hồ sơ chấm điểm cải cách hành chính còn thiếu minh chứng"),
    body: () => [
      "Chị Hoa, chị Yến,",
      "Em rà hồ sơ của Sở KH&CN thấy ba tiêu chí chưa có minh chứng: 2.1.3 (sáng kiến cải cách), 4.2.1 (tỷ lệ hồ sơ đúng hạn) và 6.3.2 (ký số văn bản đi). Phần mềm khoá cuối tuần này, các chị bổ sung sớm giúp em.",
      "Riêng tiêu chí 6.3.2 chỉ cần ảnh chụp bảng thống kê có ngày xuất.",
    ],
    replies: [
      {
        from: "yen",
        afterHours: 5,
        toAll: true,
        files: ["Thống kê ký số.png"],
        body: () => [
          "Em gửi minh chứng 6.3.2 trước ạ. Hai tiêu chí còn lại mai em gửi nốt, đang chờ bộ phận một cửa xuất số liệu.",
        ],
      },
      {
        from: "phi",
        afterHours: 6,
        body: () => ["Ảnh rõ rồi chị ơi, em đã đính vào hồ sơ."],
      },
    ],
  },
  {
    daysAgo: 8,
    time: "08:37",
    from: "@snv",
    to: ["@departments", "@communes", "hoa"],
    number: "1760/SNV-TĐKT",
    subject: ({ year }) => `Hướng dẫn bình xét thi đua, khen thưởng năm ${year}`,
    files: ["HD-1760-SNV.pdf", "Mẫu báo cáo thành tích.docx"],
    body: ({ day }) => [
      "Kính gửi: Các cơ quan, đơn vị, địa phương.",
      "Sở Nội vụ hướng dẫn bình xét thi đua, khen thưởng. Điểm mới: việc sử dụng thư điện tử công vụ và xử lý hồ sơ trên môi trường mạng là một tiêu chí xem xét; tỷ lệ khen thưởng người lao động trực tiếp không dưới 40%.",
      `Hồ sơ gửi về Phòng Thi đua – Khen thưởng trước ngày ${day(15)}.`,
    ],
  },
  {
    daysAgo: 12,
    time: "14:17",
    from: "anh",
    to: ["khanh", "hoa", "van"],
    subject: always("Cử viên chức đi bồi dưỡng ngạch chuyên viên chính"),
    files: ["Kế hoạch mở lớp.pdf"],
    body: ({ day }) => [
      "Các đồng chí làm công tác cán bộ thân mến,",
      `Trường Chính trị tỉnh mở lớp chuyên viên chính, khai giảng ngày ${day(20)}. Ba Sở được phân bổ: GD&ĐT 04, Y tế 03, KH&CN 02 chỉ tiêu. Đề nghị ưu tiên người đã được quy hoạch.`,
    ],
    replies: [
      {
        from: "khanh",
        afterHours: 21,
        body: () => ["Sở GD&ĐT gửi đủ 4 người. Có thể xin thêm 1 chỉ tiêu cho trường chuyên biệt không chị?"],
      },
      {
        from: "anh",
        afterHours: 26,
        body: () => ["Nếu Sở Y tế không dùng hết tôi sẽ ưu tiên cho trường chuyên biệt, thứ Hai báo đồng chí Khánh."],
      },
      {
        from: "van",
        afterHours: 30,
        body: () => ["Sở Y tế chỉ cử được 2 người vì thiếu bác sĩ trực, xin nhường 1 chỉ tiêu ạ."],
      },
    ],
  },
  {
    daysAgo: 18,
    time: "09:59",
    from: "thuan",
    to: ["trac"],
    cc: ["hoa"],
    subject: always("Trao đổi về điều động viên chức Trung tâm Chuyển đổi số"),
    body: () => [
      "Kính gửi đồng chí Trác,",
      "Đặc khu Hòn Ngọc đang rất thiếu người làm công nghệ thông tin. Sở Nội vụ đề nghị biệt phái 01 viên chức của Trung tâm Chuyển đổi số ra đặc khu 06 tháng, giữ nguyên chế độ và thêm phụ cấp.",
      "Đồng chí cho ý kiến về người phù hợp, chúng tôi sẽ làm việc trực tiếp với cá nhân đó trước, không gò ép.",
    ],
    replies: [
      {
        from: "trac",
        afterHours: 7,
        toAll: true,
        body: () => [
          "Đồng chí Đào Tuấn Kiệt có nguyện vọng đi cơ sở và đã từng lắp đặt hệ thống ngoài đảo. Tuy nhiên phải đợi xong mùa bão mới rút người được. Tôi đề nghị từ đầu quý sau.",
        ],
      },
    ],
    keptBy: { who: "hoa", folder: ["Nhân sự"] },
  },
  {
    daysAgo: 26,
    time: "15:22",
    from: "hoa",
    to: ["anh"],
    subject: always("Báo cáo tình hình nâng lương trước thời hạn"),
    files: ["Danh sách đề nghị.xlsx"],
    body: () => [
      "Chị Ánh ơi,",
      "Sở em đề nghị nâng lương trước thời hạn cho 02 đồng chí có thành tích xuất sắc: Lâm Ngọc Yến và Hồ Sỹ Nguyên. Hội đồng lương họp thống nhất tuần trước, biên bản em gửi bản giấy kèm hồ sơ.",
    ],
    replies: [
      {
        from: "anh",
        afterHours: 44,
        body: () => [
          "Hồ sơ của Nguyên đủ. Hồ sơ của Yến thiếu bản sao quyết định khen cấp tỉnh, Hoa bổ sung bản chụp qua thư này cũng được.",
        ],
      },
      {
        from: "hoa",
        afterHours: 46,
        files: ["Quyết định khen thưởng.pdf"],
        body: () => ["Em gửi chị bản chụp quyết định ạ. Cảm ơn chị."],
      },
    ],
    keptBy: { who: "hoa", folder: ["Nhân sự"] },
  },
  {
    daysAgo: 33,
    time: "08:26",
    from: "quyen",
    to: ["broi", "tin", "dang"],
    cc: ["@vpubnd"],
    subject: always("Kiểm tra công vụ tại xã, phường, đặc khu"),
    body: ({ day }) => [
      "Kính gửi các đồng chí Chủ tịch,",
      `Tuần tới Tổ kiểm tra công vụ của tỉnh kiểm tra đột xuất việc chấp hành giờ giấc và giải quyết hồ sơ. Sở chỉ báo tuần, không báo ngày. Kết quả công khai ngày ${day(10)}.`,
      "Đề nghị các đồng chí phổ biến để anh em yên tâm làm việc như thường lệ, không cần đón tiếp.",
    ],
    replies: [
      {
        from: "tin",
        afterHours: 4,
        body: () => [
          "Phường Nghĩa Lộ đã rõ. Đề nghị Tổ kiểm tra xem giúp thêm quy trình phối hợp hộ tịch – đất đai, chỗ này dân còn phải đi lại hai lần.",
        ],
      },
    ],
  },
  {
    daysAgo: 46,
    time: "11:12",
    from: "@snv",
    to: ["@departments"],
    number: "1544/SNV-CCHC",
    subject: always("V/v lấy ý kiến dự thảo Bộ tiêu chí đánh giá mức độ hài lòng"),
    files: ["Dự thảo bộ tiêu chí.docx"],
    body: ({ day }) => [
      "Kính gửi các sở, ban, ngành,",
      `Sở Nội vụ xin ý kiến đối với dự thảo Bộ tiêu chí đánh giá mức độ hài lòng của người dân. Đề nghị góp ý trước ngày ${day(7)}, quá thời hạn xem như thống nhất.`,
    ],
    replies: [
      {
        from: "@stc",
        afterHours: 30,
        body: () => [
          "Sở Tài chính nhất trí. Lưu ý kinh phí khảo sát bằng phiếu giấy nên thay bằng khảo sát trực tuyến có hỗ trợ tại bộ phận một cửa.",
        ],
      },
      {
        from: "@skhcn",
        afterHours: 49,
        body: () => [
          "Sở KH&CN đề nghị bỏ câu hỏi 14 vì trùng câu 6; bổ sung câu hỏi về việc trả lời thư điện tử của cơ quan. Các nội dung khác nhất trí.",
        ],
      },
    ],
  },
  {
    daysAgo: 58,
    time: "16:40",
    from: "nhan",
    to: ["thuong", "lethu", "my", "lan", "thuc"],
    subject: always("Rủ chị em văn thư đối chiếu sổ công văn đi – đến"),
    body: () => [
      "Các chị em ơi,",
      "Cuối năm kiểm tra lại hay lệch nhau vài văn bản. Em đề nghị mỗi tháng một lần, ngày 25, mình gửi nhau danh sách số đi của tháng để dò. Ai đồng ý trả lời thư này nhé.",
    ],
    replies: [
      {
        from: "thuong",
        afterHours: 1,
        toAll: true,
        body: () => ["Em đồng ý ngay. Tháng trước em với chị Thu lệch 2 số mà tìm mất nửa ngày."],
      },
      { from: "thuc", afterHours: 15, toAll: true, body: () => ["Anh là nam duy nhất nhưng cũng xin tham gia."] },
      { from: "my", afterHours: 16, toAll: true, body: () => ["Sở Y tế tham gia ạ, em gửi luôn danh sách tháng này."] },
    ],
  },
  {
    daysAgo: 63,
    time: "09:10",
    from: "khanh",
    to: ["anh"],
    subject: always("Hỏi về xếp lương giáo viên chuyển vùng"),
    body: () => [
      "Chị Ánh giúp em trường hợp cô giáo Ka Thị Lành chuyển từ xã Đạ Sơn về phường Nghĩa Lộ: phụ cấp thu hút đã hưởng 4 năm 8 tháng thì có được bảo lưu phần còn lại không ạ?",
    ],
    replies: [
      {
        from: "anh",
        afterHours: 8,
        body: () => [
          "Phụ cấp thu hút gắn với nơi công tác nên thôi hưởng từ tháng chuyển. Phụ cấp thâm niên thì giữ nguyên. Khánh giải thích kỹ cho cô giáo, hồ sơ cứ gửi Sở Nội vụ như bình thường.",
        ],
      },
    ],
  },
];
