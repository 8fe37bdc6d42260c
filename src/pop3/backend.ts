// What a POP3 session needs of the mail system, in POP3's words. mail-backend.ts is the bridge.

/** A letter that is gone since sign-in is reported with CongvuError `not-found`. */
export interface Maildrop extends Disposable {
  /** Letters at sign-in. They are numbered from 1 here as on the wire, and keep their numbers to the end (RFC 1939 §5). */
  readonly count: number;
  /** Octets of each letter; index = number - 1. */
  sizes(): Promise<Float64Array>;
  /** Same letter, same text, in every session; never used again (RFC 1939 §7, UIDL). */
  uniqueId(number: number): string;
  /** The exact stored bytes; no flag changes. */
  letter(number: number): Promise<Buffer>;
  /** Durable when it resolves. Letters already gone count as removed. */
  remove(numbers: readonly number[]): Promise<void>;
}

export interface Pop3Backend {
  /** Opens the maildrop of whoever proves to own it. Throws `sign-in-failed`, `sign-in-locked`, `sign-in-busy`. */
  signIn(attempt: { name: string; password: string; remoteAddress: string }): Promise<Maildrop>;
}
