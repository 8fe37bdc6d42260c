// The capabilities this server speaks (RFC 8620 §2, RFC 8621 §1.3) and what it says about each.
import { limits } from "#base/limits.ts";
import type { Account } from "./mail-backend.ts";

export const core = "urn:ietf:params:jmap:core";
export const mail = "urn:ietf:params:jmap:mail";
export const submission = "urn:ietf:params:jmap:submission";
/** Urgency and reply-by of official letters, kind and access level of mailboxes. */
export const congvu = "urn:congvu:params:jmap:mail";

/** Seconds a letter waits for an undo when the client names no time. */
export const undoDelaySeconds = 10;
/** Seconds a sending may be scheduled ahead (RFC 8621 §1.3.2). */
export const maxDelayedSendSeconds = 90 * 86_400;

export const sortProperties = ["receivedAt", "sentAt", "size", "from", "to", "subject", "hasKeyword"] as const;

export const serverCapabilities = {
  [core]: {
    maxSizeUpload: limits.uploadBytes,
    maxConcurrentUpload: 4,
    maxSizeRequest: limits.jmapRequestBytes,
    maxConcurrentRequests: limits.jmapConcurrentRequests,
    maxCallsInRequest: limits.jmapCallsInRequest,
    maxObjectsInGet: limits.jmapObjectsInGet,
    maxObjectsInSet: limits.jmapObjectsInSet,
    collationAlgorithms: ["i;unicode-casemap"],
  },
  [mail]: {},
  [submission]: {},
  [congvu]: { undoDelay: undoDelaySeconds, maxUploadBytes: limits.uploadBytes },
} as const;

/** What one mailbox allows. */
export const accountCapabilities = (account: Account, maxLetterBytes: number): Record<string, unknown> => ({
  [core]: {},
  [mail]: {
    maxMailboxesPerEmail: null,
    maxMailboxDepth: limits.folderDepth,
    maxSizeMailboxName: limits.folderNameBytes,
    maxSizeAttachmentsPerEmail: maxLetterBytes,
    emailQuerySortOptions: sortProperties,
    mayCreateTopLevelMailbox: account.access !== "read" && account.access !== "flag",
  },
  [submission]: { maxDelayedSend: maxDelayedSendSeconds, submissionExtensions: { FUTURERELEASE: [] } },
  [congvu]: { kind: account.kind, address: account.address, access: account.access },
});
