// Errors over HTTP: one status for every code of the catalogue, RFC 9457 problem documents with both languages.
import { type ErrorCode, errorCatalogue } from "#base/errors.ts";

export const statusOf = {
  invalid: 400,
  "not-found": 404,
  "already-exists": 409,
  forbidden: 403,
  conflict: 409,
  "limit-exceeded": 413,
  "sign-in-failed": 401,
  "sign-in-locked": 429,
  "sign-in-busy": 503,
  "session-ended": 401,
  "tls-required": 403,
  "recipient-unknown": 422,
  "recipient-suspended": 422,
  "relay-denied": 422,
  "outbound-not-set-up": 422,
  "sender-not-allowed": 403,
  "letter-too-large": 413,
  "letter-malformed": 422,
  "too-many-recipients": 429,
  "mailbox-full": 507,
  "disk-full": 507,
  overloaded: 429,
  "body-damaged": 500,
  "server-fault": 500,
} as const satisfies Record<ErrorCode, number>;

/** Seconds after which trying again makes sense. */
const retryAfter: Readonly<Partial<Record<ErrorCode, number>>> = {
  "sign-in-locked": 300,
  "sign-in-busy": 5,
  overloaded: 10,
  "too-many-recipients": 60,
};

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ErrorCode;
  readonly messages: { readonly vi: string; readonly en: string };
}

export function problemOf(code: ErrorCode, status: number = statusOf[code]): Problem {
  const { vi, en } = errorCatalogue[code];
  return { type: "about:blank", title: en, status, code, messages: { vi, en } };
}

/** The answer for a code; `status` where the transport knows better (404 for what is somebody else's, 408 …). */
export function problemResponse(code: ErrorCode, more: { status?: number; headers?: Record<string, string> } = {}) {
  const problem = problemOf(code, more.status);
  const seconds = retryAfter[code];
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      "Content-Type": "application/problem+json",
      "Cache-Control": "no-store",
      ...(seconds === undefined ? {} : { "Retry-After": String(seconds) }),
      ...more.headers,
    },
  });
}

/** A refusal whose status is not the code's own. */
export class HttpRefusal extends Error {
  readonly response: Response;

  constructor(code: ErrorCode, more: { status?: number; headers?: Record<string, string> } = {}) {
    super(code);
    this.name = "HttpRefusal";
    this.response = problemResponse(code, more);
  }
}
