// The one error catalogue. A code says what happened, whether trying again later can help, and the sentence a person
// reads. Each protocol maps every code to its own answer in an exhaustive table, so that a new code does not compile
// until every door can say it. Peers see catalogue text only; `detail` goes to the log.

export type Retry = "never" | "later";
interface ErrorEntry {
  readonly retry: Retry;
  readonly vi: string;
  readonly en: string;
}

export const errorCatalogue = {
  invalid: { retry: "never", vi: "Nội dung yêu cầu không hợp lệ.", en: "The request is not valid." },
  "not-found": { retry: "never", vi: "Không tìm thấy mục này.", en: "No such item." },
  "already-exists": { retry: "never", vi: "Tên này đã có.", en: "That name is already in use." },
  forbidden: { retry: "never", vi: "Bạn không có quyền thực hiện việc này.", en: "You have no right to do this." },
  conflict: {
    retry: "later",
    vi: "Mục này vừa được người khác thay đổi. Tải lại rồi thử lại.",
    en: "Someone else changed this just now. Reload and try again.",
  },
  "limit-exceeded": { retry: "never", vi: "Vượt quá giới hạn cho phép.", en: "A limit is exceeded." },
  "sign-in-failed": {
    retry: "never",
    vi: "Địa chỉ thư hoặc mật khẩu chưa đúng.",
    en: "The address or the password is not right.",
  },
  "sign-in-locked": {
    retry: "later",
    vi: "Nhập sai quá nhiều lần. Chờ ít phút rồi thử lại, hoặc gọi cán bộ CNTT.",
    en: "Too many wrong tries. Wait some minutes, or call your IT officer.",
  },
  "sign-in-busy": {
    retry: "later",
    vi: "Hệ thống đang bận. Thử lại sau ít giây.",
    en: "The system is busy. Try again in a few seconds.",
  },
  "session-ended": { retry: "never", vi: "Phiên đăng nhập đã hết. Đăng nhập lại.", en: "Please sign in again." },
  "tls-required": {
    retry: "never",
    vi: "Cần kết nối mã hoá trước khi đăng nhập.",
    en: "Encryption is required first.",
  },
  "recipient-unknown": { retry: "never", vi: "Địa chỉ người nhận không tồn tại.", en: "No such recipient here." },
  "recipient-suspended": { retry: "never", vi: "Hộp thư người nhận đã khoá.", en: "The mailbox is closed." },
  "relay-denied": {
    retry: "never",
    vi: "Máy chủ này không chuyển tiếp thư tới tên miền đó.",
    en: "This server does not relay mail for that domain.",
  },
  "outbound-not-set-up": {
    retry: "never",
    vi: "Chưa thiết lập gửi thư ra ngoài hệ thống. Chỉ gửi được tới địa chỉ trong hệ thống.",
    en: "Outbound delivery is not set up. Only addresses inside this system can be reached.",
  },
  "sender-not-allowed": {
    retry: "never",
    vi: "Bạn không được gửi thư bằng địa chỉ này.",
    en: "You may not send from this address.",
  },
  "letter-too-large": { retry: "never", vi: "Thư lớn quá giới hạn.", en: "The letter is larger than allowed." },
  "letter-malformed": { retry: "never", vi: "Thư sai định dạng.", en: "The letter is malformed." },
  "too-many-recipients": { retry: "later", vi: "Quá nhiều người nhận trong một lần gửi.", en: "Too many recipients." },
  "mailbox-full": { retry: "later", vi: "Hộp thư đã đầy.", en: "The mailbox is full." },
  "disk-full": { retry: "later", vi: "Hệ thống sắp hết chỗ lưu. Thử lại sau.", en: "Insufficient system storage." },
  overloaded: { retry: "later", vi: "Hệ thống đang quá tải. Thử lại sau.", en: "Too busy. Try again later." },
  "body-damaged": {
    retry: "never",
    vi: "Nội dung thư bị hỏng trên đĩa. Báo đơn vị vận hành.",
    en: "The stored letter is damaged. Tell the operator.",
  },
  "server-fault": { retry: "later", vi: "Có lỗi của hệ thống. Thử lại sau.", en: "A fault on our side. Try again." },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorCatalogue;

/** What every layer throws for "cannot". `detail` is for the log, never for the peer. */
export class CongvuError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;

  constructor(code: ErrorCode, detail?: string) {
    super(detail ? `${code}: ${detail}` : code);
    this.name = "CongvuError";
    this.code = code;
    this.detail = detail;
  }
}

/** Unknown exceptions become `server-fault`; the caller logs them with their stack. */
export const errorCodeOf = (error: unknown): ErrorCode => (error instanceof CongvuError ? error.code : "server-fault");
