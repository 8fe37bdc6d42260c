// A submission as JMAP's EmailSubmission (RFC 8621 §7).
import { idOf } from "../ids.ts";
import type { JsonObject } from "../json.ts";
import type { Submission } from "../mail-backend.ts";

export const submissionProperties = [
  "id",
  "identityId",
  "emailId",
  "threadId",
  "envelope",
  "sendAt",
  "undoStatus",
  "deliveryStatus",
  "dsnBlobIds",
  "mdnBlobIds",
] as const;

export function submissionObject(submission: Submission, thread: number | null): JsonObject {
  return {
    id: idOf("s", submission.id),
    identityId: submission.identity,
    emailId: idOf("e", submission.emailNo),
    threadId: thread === null ? null : idOf("t", thread),
    envelope: {
      mailFrom: { email: submission.from, parameters: null },
      rcptTo: submission.recipients.map((email) => ({ email, parameters: null })),
    },
    sendAt: utcDate(submission.sendAtMs),
    undoStatus: submission.undoStatus,
    deliveryStatus: statusOf(submission),
    dsnBlobIds: [],
    mdnBlobIds: [],
  };
}

/** UTCDate (RFC 8620 §1.4). */
export const utcDate = (ms: number): string => new Date(ms).toISOString().replace(/\.000Z$/, "Z");

/** Null until something happened; opening a letter is not reported to its sender this way. */
function statusOf({ deliveryStatus }: Submission): JsonObject | null {
  const entries = Object.entries(deliveryStatus);
  if (entries.length === 0) return null;
  return Object.fromEntries(
    entries.map(([address, { smtpReply, delivered }]) => [address, { smtpReply, delivered, displayed: "unknown" }]),
  );
}
