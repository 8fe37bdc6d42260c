// Letters from outside the province: citizens, companies, and what ends up as junk. Addresses are of domains that the
// standards set aside for examples (RFC 2606).
import type { Body } from "./script.ts";

export interface OutsideLetter {
  readonly daysAgo: number;
  readonly time: string;
  readonly fromName: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly body: Body;
  readonly isJunk?: boolean;
}

export const outsideLetters: readonly OutsideLetter[] = [
  {
    daysAgo: 2,
    time: "20:14",
    fromName: "Lê Quang Sáng",
    from: "sang.le@example.com",
    to: "@skhcn",
    subject: "Hỏi thủ tục đăng ký nhãn hiệu tập thể",
    body: () => [
      "Kính gửi Sở Khoa học và Công nghệ,",
      "Hợp tác xã chúng tôi có 26 hộ trồng bưởi ở phường Nghĩa Lộ, muốn đăng ký nhãn hiệu tập thể. Xin hỏi nộp ở đâu, mất bao lâu và tỉnh có hỗ trợ lệ phí không ạ?",
    ],
  },
  {
    daysAgo: 7,
    time: "09:31",
    fromName: "Công ty Cổ phần Giải pháp Sông Xanh",
    from: "lienhe@songxanh.example",
    to: "dat",
    subject: "Đề xuất buổi giới thiệu giải pháp đo mặn tự động",
    body: () => [
      "Kính gửi ông Trần Quốc Đạt,",
      "Chúng tôi có trạm đo mặn dùng pin mặt trời đang chạy tại ba tỉnh. Kính mong được giới thiệu 30 phút với Sở vào thời gian thuận tiện.",
    ],
  },
  {
    daysAgo: 1,
    time: "02:47",
    fromName: "Bo phan ky thuat",
    from: "no-reply@mailbox-upgrade.example",
    to: "hoa",
    subject: "KHAN CAP: hop thu cua ban se bi khoa trong 24 gio",
    isJunk: true,
    body: () => [
      "Hop thu cua ban da vuot dung luong. Bam vao day de xac nhan mat khau va tiep tuc su dung: http://mailbox-upgrade.example/xac-nhan",
    ],
  },
  {
    daysAgo: 5,
    time: "23:12",
    fromName: "Siêu thị giảm giá",
    from: "khuyenmai@ads.example",
    to: "hoa",
    subject: "Chỉ hôm nay: giảm 70% toàn bộ nồi chiên",
    isJunk: true,
    body: () => ["Nhanh tay kẻo hết! Mua 1 tặng 2, giao hàng miễn phí toàn quốc."],
  },
  {
    daysAgo: 9,
    time: "04:05",
    fromName: "Trung tâm đào tạo",
    from: "tuyensinh@course.example",
    to: "hoa",
    subject: "Cấp chứng chỉ nhanh trong 3 ngày, không cần thi",
    isJunk: true,
    body: () => ["Bao đậu, nhận bằng tại nhà. Liên hệ ngay để được ưu đãi."],
  },
];
