// What an SMTP session needs from the system behind it, in SMTP's words. The session knows nothing of accounts or stores;
// `mail-backend.ts` is the bridge. Every method may throw CongvuError; replies.ts says what the peer then hears.

/** One transaction's reverse-path and recipients (RFC 5321 §2.3.1), and the way in for its letter. */
export interface Envelope {
  /** Different mailboxes accepted so far; two spellings of one mailbox count once. */
  readonly recipients: number;
  /** RCPT: throws `recipient-unknown`, `recipient-suspended`, `relay-denied`, `outbound-not-set-up`. */
  addRecipient(address: string): Promise<void>;
  /** End of data: durable for every recipient when it resolves. `trace` goes in front of `bytes`. */
  deliver(letter: { readonly bytes: Buffer; readonly trace: string }): Promise<void>;
}

/** A person who signed in with AUTH. */
export interface Submitter {
  /** Throws `sender-not-allowed`. */
  checkSender(address: string): Promise<void>;
  envelope(from: string): Envelope;
}

export interface SmtpBackend {
  /** Throws `disk-full` or `overloaded`; the room is given back when disposed. */
  claimRoom(bytes: number): Disposable;
  /** Transaction of a stranger, local recipients only. `from` is "" for the null sender. */
  envelope(from: string): Envelope;
  /** Throws `sign-in-failed`, `sign-in-locked`, `sign-in-busy`. */
  signIn(attempt: { name: string; password: string; remoteAddress: string }): Promise<Submitter>;
}
