// Words of the sign-in page. Apart from the catalogues, so that the page stays small.
import type { Language } from "../i18n/locale.ts";

const vi = {
  language: "Tiếng Việt",
  chooseLanguage: "Ngôn ngữ",
  brand: "Thư điện tử công vụ",
  title: "Đăng nhập",
  address: "Địa chỉ thư",
  addressHint: "Gõ phần trước dấu @ là đủ.",
  password: "Mật khẩu",
  show: "Hiện",
  hide: "Ẩn",
  remember: "Máy này chỉ mình tôi dùng",
  rememberHint: "Không đánh dấu trên máy dùng chung.",
  submit: "Đăng nhập",
  busy: "Đang đăng nhập…",
  missing: "Nhập địa chỉ thư và mật khẩu.",
  unreachable: "Chưa kết nối được tới máy chủ. Kiểm tra mạng rồi thử lại.",
  safety: "Lưu ý an toàn",
  rightAddress: "Địa chỉ đúng của trang này là",
  neverAsked: "Trung tâm không bao giờ hỏi mật khẩu qua thư hay điện thoại.",
  secret: "Không gửi nội dung thuộc bí mật nhà nước qua hệ thống này.",
  support: "Hỗ trợ:",
};

export type SignInWords = Readonly<typeof vi>;

const en: SignInWords = {
  language: "English",
  chooseLanguage: "Language",
  brand: "Official mail",
  title: "Sign in",
  address: "Mail address",
  addressHint: "The part before the @ is enough.",
  password: "Password",
  show: "Show",
  hide: "Hide",
  remember: "This is my own computer",
  rememberHint: "Leave it unticked on a shared computer.",
  submit: "Sign in",
  busy: "Signing in…",
  missing: "Enter the address and the password.",
  unreachable: "The server cannot be reached. Check the network and try again.",
  safety: "Stay safe",
  rightAddress: "The right address of this page is",
  neverAsked: "The centre never asks for a password by mail or by phone.",
  secret: "Do not send state secrets through this system.",
  support: "Support:",
};

export const signInWords: Readonly<Record<Language, SignInWords>> = { vi, en };
