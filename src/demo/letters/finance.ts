// Tài chính, ngân sách, mua sắm, đầu tư.
import { always, type Script } from "./script.ts";

export const financeLetters: readonly Script[] = [
  {
    daysAgo: 2,
    time: "15:55",
    from: "vuong",
    to: ["dung", "@departments"],
    subject: always("Đôn đốc đối chiếu số dư tạm ứng trước khi khoá sổ"),
    urgency: "urgent",
    body: ({ day }) => [
      "Kính gửi kế toán các đơn vị dự toán,",
      `Kho bạc thông báo còn 11 đơn vị chưa đối chiếu số dư tạm ứng. Đề nghị hoàn thành trước ngày ${day(4)}; đơn vị nào để số dư quá hạn sẽ không được cấp tiếp kinh phí.`,
    ],
    replies: [
      {
        from: "dung",
        afterHours: 17,
        body: () => [
          "Sở KH&CN đã đối chiếu xong sáng nay, số dư bằng không. Bản xác nhận tôi gửi qua hộp thư của Phòng.",
        ],
      },
    ],
  },
  {
    daysAgo: 7,
    time: "09:36",
    from: "dung",
    to: ["*skhcn"],
    subject: always("Hạn cuối thanh toán công tác phí tháng này"),
    body: ({ day }) => [
      "Cả Sở lưu ý,",
      `Chứng từ công tác phí gửi về Kế toán trước 16 giờ ngày ${day(3)}. Sau giờ đó em chuyển sang tháng sau, không xử lý riêng từng người được vì đã khoá bảng.`,
      "Hoá đơn điện tử gửi kèm tệp gốc, đừng gửi ảnh chụp màn hình.",
    ],
    replies: [
      {
        from: "chien",
        afterHours: 2,
        body: () => ["Em đi Đạ Sơn về mới có vé xe khách giấy, loại không mã tra cứu. Chị cho em nộp bản gốc nhé."],
      },
      {
        from: "dung",
        afterHours: 3,
        body: () => ["Được, em ghi rõ tuyến và ngày ở mặt sau, trưởng phòng ký xác nhận là đủ."],
      },
    ],
  },
  {
    daysAgo: 15,
    time: "10:30",
    from: "@stc",
    to: ["@departments", "@communes", "hoa"],
    number: "2905/STC-NS",
    subject: ({ year }) => `Hướng dẫn xây dựng dự toán ngân sách năm ${year + 1}`,
    files: ["HD-2905-STC.pdf", "Biểu mẫu dự toán.xlsx"],
    body: ({ day }) => [
      "Kính gửi: Các cơ quan, đơn vị dự toán cấp tỉnh; UBND các xã, phường, đặc khu.",
      "Sở Tài chính hướng dẫn xây dựng dự toán năm sau. Chi thường xuyên tính theo định mức; các khoản đặc thù phải có căn cứ pháp lý kèm theo; chi ứng dụng công nghệ thông tin tách riêng và lấy ý kiến Sở KH&CN trước.",
      `Dự toán gửi bản ký số và tệp bảng tính về Phòng Ngân sách trước ngày ${day(12)}.`,
    ],
    replies: [
      {
        from: "@honngoc",
        afterHours: 60,
        files: ["Dự toán đặc khu.xlsx"],
        body: () => [
          "UBND đặc khu Hòn Ngọc gửi dự toán. Khoản chi tàu vận chuyển rác vào đất liền chưa có định mức, kính đề nghị Sở xem xét theo thực tế ba năm.",
        ],
      },
      {
        from: "vuong",
        afterHours: 75,
        body: () => [
          "Phòng Ngân sách đã nhận. Khoản vận chuyển rác đề nghị đặc khu gửi thêm hợp đồng và nhật ký chuyến của hai năm gần nhất.",
        ],
      },
    ],
  },
  {
    daysAgo: 23,
    time: "14:58",
    from: "triet",
    to: ["dung"],
    cc: ["hoa"],
    subject: always("Sai lệch số liệu quyết toán nhiệm vụ khoa học"),
    body: () => [
      "Chào chị Dung,",
      "Em đối chiếu quyết toán 9 nhiệm vụ, có nhiệm vụ “Ứng dụng cảm biến đo độ mặn” lệch 3.650.000 đồng giữa bảng tổng hợp và chứng từ. Chị kiểm tra giúp em dòng 27.",
    ],
    replies: [
      {
        from: "dung",
        afterHours: 4,
        toAll: true,
        files: ["Bảng tổng hợp đã sửa.xlsx"],
        body: () => [
          "Triết nói đúng, chủ nhiệm cộng trùng một hoá đơn vật tư. Chị gửi lại bảng đã sửa có chữ ký số, biên bản giải trình kèm theo.",
        ],
      },
      { from: "triet", afterHours: 5, body: () => ["Số khớp rồi chị ạ, em trình lãnh đạo phòng luôn."] },
    ],
  },
  {
    daysAgo: 32,
    time: "09:21",
    from: "mai",
    to: ["trac", "toan", "nhanht", "ngoi"],
    subject: always("Đề nghị rà soát tài sản công dôi dư sau sắp xếp"),
    files: ["Bảng kê trụ sở.xlsx"],
    body: ({ day }) => [
      "Kính gửi các đồng chí Giám đốc,",
      `Sau sắp xếp tổ chức, toàn tỉnh còn 23 trụ sở và 61 xe ô tô chưa có phương án. Đề nghị các Sở rà soát phần của mình, đề xuất giữ, điều chuyển hay bán đấu giá trước ngày ${day(14)}.`,
      "Những nơi có thể làm trạm y tế, lớp mầm non xin ghi rõ, tỉnh ưu tiên.",
    ],
    replies: [
      {
        from: "toan",
        afterHours: 28,
        toAll: true,
        body: () => [
          "Sở Y tế đề nghị nhận trụ sở phường cũ ở số 14 Lê Văn Thiêm để mở rộng trạm y tế phường Nghĩa Lộ.",
        ],
      },
      {
        from: "nhanht",
        afterHours: 33,
        toAll: true,
        body: () => ["Sở GD&ĐT xin trụ sở xã Đạ Lâm cũ làm điểm trường mầm non, có sân rộng và giếng nước."],
      },
    ],
  },
  {
    daysAgo: 45,
    time: "10:02",
    from: "tu",
    to: ["triet"],
    cc: ["@bqlkcn"],
    subject: always("Thẩm định giá bảng điện tử tại cổng khu công nghiệp"),
    files: ["Ba báo giá.pdf"],
    body: () => [
      "Gửi anh Triết,",
      "Ban Quản lý lắp một bảng điện tử thông báo chất lượng không khí ở cổng chính. Em gửi ba báo giá để Sở cho ý kiến trước khi mua, giá chênh nhau nhiều vì loại bóng khác nhau.",
    ],
    replies: [
      {
        from: "triet",
        afterHours: 27,
        body: () => [
          "Ba báo giá không cùng thông số nên chưa so được. Em yêu cầu bên bán chào lại theo độ sáng tối thiểu 5.000 nit và bảo hành 36 tháng rồi gửi anh.",
        ],
      },
    ],
  },
  {
    daysAgo: 60,
    time: "15:30",
    from: "lethu",
    to: ["@departments"],
    subject: always("Thông báo số tài khoản thu hồi tạm ứng"),
    body: () => [
      "Kính gửi các đơn vị, Sở Tài chính đã công bố số tài khoản thu hồi tạm ứng trên cổng thông tin của Sở, mục Thông báo. Để tránh bị lừa, đề nghị đối chiếu với cổng thông tin và không làm theo bất cứ thư nào khác báo “đổi tài khoản”.",
    ],
  },
];
