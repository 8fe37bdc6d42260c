// Every limit of the system in one table, each tested at the limit and one past it (reliability rule 22).
// A limit that an operator may change is a default here and a setting in config/schema.ts.

export const limits = {
  // Letters
  /** Largest letter as received, octets. */ messageBytes: 50 * 1024 * 1024,
  /** Header block of a letter or part, octets. */ headerBlockBytes: 100 * 1024,
  /** Header fields in one block; and in all blocks of one letter. */ headerFields: 2_000,
  letterFields: 20_000,
  /** Parameters read of one structured field (RFC 2045 §5.1, RFC 2231). */ headerParameters: 64,
  /** MIME nesting. */ mimeDepth: 50,
  /** MIME parts of one letter. */ mimeParts: 1_000,
  /** Addresses read of one address field. */ addressesPerField: 10_000,
  /** Of these, kept beside every copy of the letter for lists: of From, Sender, Reply-To; of To, Cc, Bcc. */
  listedSenders: 50,
  listedRecipients: 2_000,
  /** Characters kept beside every copy: of a subject; of a file name; of one string of ENVELOPE or BODYSTRUCTURE; of all header text in one BODYSTRUCTURE. */
  listedSubjectChars: 2_000,
  listedNameChars: 255,
  imapStringChars: 1_000,
  imapStructureChars: 256 * 1024,
  /** Received fields before a letter counts as looping (RFC 5321 §6.3 wants at least 100 tolerated: ours is checked on trace fields of our own host too). */
  receivedFields: 100,
  /** Octets of all letters being received at once, whole process. */ inFlightBytes: 512 * 1024 * 1024,

  // SMTP (RFC 5321 §4.5.3.1)
  /** Command line with CRLF, before any extension lengthens it. */ smtpCommandBytes: 2_048,
  /** Text line in DATA with CRLF; RFC 5321 says 1000, real senders exceed it. Longer only ends the reader's patience, never the letter's bytes. */
  smtpRecipients: 1_000,
  /** Recipients copied inside the accepting commit; more go by slices. */ smtpRecipientsAtOnce: 200,
  /** Bad commands before the connection is closed. */ smtpBadCommands: 20,
  smtpIdleMs: 5 * 60_000,
  smtpDataIdleMs: 3 * 60_000,
  smtpConnections: 2_000,

  // IMAP
  /** Command line without its literals. */ imapLineBytes: 64 * 1024,
  /** One literal before sign-in. */ imapLiteralBytesBeforeSignIn: 8 * 1024,
  /** All of one command but APPEND literals, before or after sign-in. */ imapCommandBytes: 256 * 1024,
  imapDepth: 32,
  imapBadCommands: 20,
  imapIdleMs: 30 * 60_000,
  imapIdleBeforeSignInMs: 60_000,
  imapConnections: 20_000,
  /** Largest folder name, octets of UTF-8; and levels. */ folderNameBytes: 255,
  folderDepth: 20,
  foldersPerAccount: 5_000,
  /** Keywords on one placement, and octets of one keyword. */ keywordsPerPlacement: 64,
  keywordBytes: 64,

  // POP3
  /** Command line with CRLF; RFC 2449 §4 asks for 255. */ pop3LineBytes: 512,
  /** Inactivity before sign-in, then after it (RFC 1939 §3 wants at least ten minutes there). */
  pop3IdleBeforeSignInMs: 60_000,
  pop3IdleMs: 10 * 60_000,
  pop3BadCommands: 20,
  pop3Connections: 2_000,

  // Sign-in
  passwordBytes: 1_024,
  saslResponseBytes: 12_288,
  signInFailuresBeforeLock: 5,
  signInLockMs: 5 * 60_000,
  hashesAtOnce: 2,
  hashQueue: 64,
  verifiedPasswordMs: 15 * 60_000,
  sessionIdleMs: 12 * 3_600_000,
  sessionMs: 7 * 24 * 3_600_000,

  // JMAP and HTTP (RFC 8620 §2)
  httpConnections: 10_000,
  jmapRequestBytes: 10_000_000,
  jmapConcurrentRequests: 8,
  jmapCallsInRequest: 32,
  jmapObjectsInGet: 1_000,
  jmapObjectsInSet: 1_000,
  jmapJsonDepth: 64,
  uploadBytes: 50 * 1024 * 1024,
  uploadsPerAccountBytes: 500 * 1024 * 1024,

  // Store
  /** A body up to this many stored octets lives inside the database, a larger one as a file. */
  bodyInDatabaseBytes: 64 * 1024,
  /** Rows of a folder view read in one slice before the loop gets its turn. */ viewSlice: 10_000,
  /** Days of change feed; an older state means full resync. */ changeDays: 30,
  /** Days an expunged letter can be restored. */ restoreDays: 30,
  restoreDaysUnit: 90,
  /** Hours an upload waits for its letter, and a body nobody holds for someone to hold it again. */ unusedHours: 24,
  /** Free disk below which new mail is refused with 452. */ diskReserveBytes: 64 * 1024 * 1024,
  diskReserveShare: 0.01,
} as const;

export type Limits = { readonly [K in keyof typeof limits]: number };
