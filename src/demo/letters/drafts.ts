// What Trần Thị Hoa has begun to write.
import type { Body } from "./script.ts";

export interface Draft {
  readonly minutesAgo: number;
  readonly to: readonly string[];
  readonly subject: string;
  readonly body: Body;
}

export const drafts: readonly Draft[] = [
  {
    minutesAgo: 35,
    to: ["trac"],
    subject: "Dự thảo báo cáo làm việc với đoàn kiểm tra cải cách hành chính",
    body: () => [
      "Kính gửi Giám đốc,",
      "Văn phòng gửi dự thảo báo cáo chung. Phần tồn tại, hạn chế em đã viết theo ý kiến của anh, còn thiếu số liệu của Phòng Công nghệ số về",
    ],
  },
  {
    minutesAgo: 190,
    to: ["@vpubnd"],
    subject: "Danh sách cử dự tập huấn an toàn thông tin",
    body: () => ["Kính gửi Văn phòng UBND tỉnh, Sở Khoa học và Công nghệ cử 02 đồng chí tham dự lớp tập huấn, gồm:"],
  },
];
