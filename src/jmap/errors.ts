// How JMAP says "no": request errors as problem documents (RFC 8620 §3.6.1), method errors (§3.6.2), set errors (§5.3).
// Every code of the catalogue has its word in both tables; the catalogue's own code and texts travel along, so that a
// page can show the sentence in the reader's language.
import { type ErrorCode, errorCatalogue, errorCodeOf } from "#base/errors.ts";

export type RequestErrorType = "unknownCapability" | "notJSON" | "notRequest" | "limit";

/** The request as a whole is refused; the transport answers it with status 400 as problem JSON (RFC 9457). */
export class RequestError extends Error {
  readonly type: RequestErrorType;
  readonly limit: string | undefined;

  constructor(type: RequestErrorType, detail: string, limit?: string) {
    super(detail);
    this.name = "RequestError";
    this.type = type;
    this.limit = limit;
  }

  problem(): Record<string, unknown> {
    const type = `urn:ietf:params:jmap:error:${this.type}`;
    return { type, status: 400, detail: this.message, ...(this.limit === undefined ? {} : { limit: this.limit }) };
  }
}

export type MethodErrorType =
  | "serverUnavailable"
  | "serverFail"
  | "unknownMethod"
  | "invalidArguments"
  | "invalidResultReference"
  | "forbidden"
  | "accountNotFound"
  | "accountNotSupportedByMethod"
  | "accountReadOnly"
  | "fromAccountNotFound"
  | "requestTooLarge"
  | "stateMismatch"
  | "cannotCalculateChanges"
  | "anchorNotFound"
  | "unsupportedSort"
  | "unsupportedFilter";

/** One method call fails; the calls after it still run. */
export class MethodError extends Error {
  readonly type: MethodErrorType;

  constructor(type: MethodErrorType, description?: string) {
    super(description ?? type);
    this.name = "MethodError";
    this.type = type;
  }

  toJson(): Record<string, unknown> {
    return { type: this.type, ...(this.message === this.type ? {} : { description: this.message }) };
  }
}

export interface SetError {
  readonly type: string;
  readonly description?: string;
  readonly properties?: readonly string[];
  readonly [extra: string]: unknown;
}

/** One object of a /set fails; the others still go through. */
export class SetFailure extends Error {
  readonly error: SetError;

  constructor(error: SetError) {
    super(error.type);
    this.name = "SetFailure";
    this.error = error;
  }
}

export const invalidProperties = (properties: readonly string[], description: string): SetFailure =>
  new SetFailure({ type: "invalidProperties", properties, description });

const tables = {
  invalid: ["invalidArguments", "invalidProperties"],
  "not-found": ["invalidArguments", "notFound"],
  "already-exists": ["invalidArguments", "alreadyExists"],
  forbidden: ["forbidden", "forbidden"],
  conflict: ["serverUnavailable", "rateLimit"],
  "limit-exceeded": ["requestTooLarge", "tooLarge"],
  "sign-in-failed": ["forbidden", "forbidden"],
  "sign-in-locked": ["forbidden", "forbidden"],
  "sign-in-busy": ["serverUnavailable", "rateLimit"],
  "session-ended": ["forbidden", "forbidden"],
  "tls-required": ["forbidden", "forbidden"],
  "recipient-unknown": ["invalidArguments", "invalidRecipients"],
  "recipient-suspended": ["invalidArguments", "invalidRecipients"],
  "relay-denied": ["invalidArguments", "invalidRecipients"],
  "outbound-not-set-up": ["invalidArguments", "invalidRecipients"],
  "sender-not-allowed": ["forbidden", "forbiddenFrom"],
  "letter-too-large": ["requestTooLarge", "tooLarge"],
  "letter-malformed": ["invalidArguments", "invalidEmail"],
  "too-many-recipients": ["invalidArguments", "tooManyRecipients"],
  "mailbox-full": ["serverUnavailable", "overQuota"],
  "disk-full": ["serverUnavailable", "rateLimit"],
  overloaded: ["serverUnavailable", "rateLimit"],
  "body-damaged": ["serverFail", "notFound"],
  "server-fault": ["serverFail", "serverFail"],
} as const satisfies Record<ErrorCode, readonly [MethodErrorType, string]>;

/** Both languages of the catalogue's sentence. */
export const messagesOf = (code: ErrorCode): { vi: string; en: string } => {
  const { vi, en } = errorCatalogue[code];
  return { vi, en };
};

/** What a method answers for an exception of any layer; unknown ones are `serverFail`, for the caller to log. */
export function methodErrorOf(error: unknown): Record<string, unknown> {
  if (error instanceof MethodError) return error.toJson();
  const code = errorCodeOf(error);
  return { type: tables[code][0], description: errorCatalogue[code].en, code, messages: messagesOf(code) };
}

/** What one object of a /set answers; null = a fault of ours that the whole method must report. */
export function setErrorOf(error: unknown): SetError | null {
  if (error instanceof SetFailure) return error.error;
  const code = errorCodeOf(error);
  if (error instanceof MethodError || code === "server-fault") return null;
  return { type: tables[code][1], description: errorCatalogue[code].en, code, messages: messagesOf(code) };
}
