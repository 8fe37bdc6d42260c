// Saving and sending letters (docs/reference/web-api.md, «Writing a letter»). The server holds a sent letter for the
// undo delay, so closing the browser changes nothing.
import { type Call, call, expectAllSet, JmapError } from "../../jmap/client.ts";
import { byRole } from "../../jmap/folders.ts";
import { failedRecipients, foldersQuery, type Office } from "../../jmap/office.ts";
import { sync } from "../../jmap/sync.ts";
import type { GetResult, QueryResult, SetResult, Submission } from "../../jmap/types.ts";
import { allRecipients, type Draft, emailOf, messageIdOf, type Rendered } from "./draft.ts";

export interface Sent {
  readonly submissionId: string;
  readonly emailId: string;
  readonly sendAtMs: number;
}

async function folderIds(office: Office, accountId: string): Promise<{ drafts: string; sent: string }> {
  const { list } = await office.queries.ensureQueryData(foldersQuery(accountId));
  const drafts = byRole(list, "drafts")?.id;
  const sent = byRole(list, "sent")?.id;
  if (!drafts || !sent) throw new JmapError("notFound");
  return { drafts, sent };
}

function createCall(draft: Draft, body: Rendered, drafts: string): Call {
  const { accountId, serverId } = draft;
  return [
    "Email/set",
    { accountId, create: { d: emailOf(draft, body, drafts) }, ...(serverId && { destroy: [serverId] }) },
    "set",
  ];
}

/** An old copy that is gone already is no failure. */
function createdId(result: SetResult): string {
  const failure = result.notCreated?.d;
  if (failure) throw new JmapError(failure.type, failure);
  const id = result.created?.d?.id;
  if (!id) throw new JmapError("serverPartialFail");
  return id;
}

/** Puts the draft into the drafts folder in place of its older copy; answers the new copy's id. */
export async function saveDraft(office: Office, draft: Draft, body: Rendered): Promise<string> {
  const { drafts } = await folderIds(office, draft.accountId);
  const answers = await call([createCall(draft, body, drafts)]);
  const id = createdId(answers.of<SetResult>("set"));
  void sync(office, draft.accountId);
  return id;
}

export async function discardDraft(office: Office, draft: Draft): Promise<void> {
  if (draft.serverId === null) return;
  const { accountId, serverId } = draft;
  const answers = await call([["Email/set", { accountId, destroy: [serverId] }, "set"]]);
  const failure = answers.of<SetResult>("set").notDestroyed?.[serverId];
  if (failure && failure.type !== "notFound") throw new JmapError(failure.type, failure);
  void sync(office, accountId);
}

export async function send(office: Office, draft: Draft, body: Rendered): Promise<Sent> {
  const { accountId, identityId } = draft;
  const { drafts, sent } = await folderIds(office, accountId);
  const filed = { [`mailboxIds/${drafts}`]: null, [`mailboxIds/${sent}`]: true, "keywords/$draft": null };
  const answers = await call([
    createCall(draft, body, drafts),
    [
      "EmailSubmission/set",
      { accountId, create: { s: { identityId, emailId: "#d" } }, onSuccessUpdateEmail: { "#s": filed } },
      "submit",
    ],
  ]);
  const emailId = createdId(answers.of<SetResult>("set"));
  const submission = answers.of<SetResult>("submit");
  const failure = submission.notCreated?.s;
  if (failure) throw new SendRefused(failure.type, failure, emailId);
  const made = submission.created?.s;
  if (!made) throw new SendRefused("serverPartialFail", null, emailId);
  await markOrigin(draft, true);
  void sync(office, accountId);
  return { submissionId: made.id, emailId, sendAtMs: Date.parse(String(made.sendAt ?? "")) || Date.now() };
}

/** After a sending whose answer was lost: the letter among the sent ones, if it got there. Never send twice (C33). */
export async function alreadySent(office: Office, draft: Draft): Promise<boolean> {
  const { accountId } = draft;
  const { sent } = await folderIds(office, accountId);
  const conditions = [{ inMailbox: sent }, { header: ["Message-ID", messageIdOf(draft)] }];
  const answers = await call([["Email/query", { accountId, filter: { operator: "AND", conditions } }, "query"]]);
  return answers.of<QueryResult>("query").ids.length > 0;
}

/** The letter was not taken for sending; it lies in the drafts folder under `emailId`. */
export class SendRefused extends JmapError {
  readonly emailId: string;

  constructor(type: string, detail: ConstructorParameters<typeof JmapError>[1], emailId: string) {
    super(type, detail ?? null);
    this.emailId = emailId;
  }
}

/** The letter answered or forwarded says so; failing at it never fails the sending. */
async function markOrigin({ accountId, origin }: Draft, on: boolean): Promise<void> {
  if (!origin) return;
  const keyword = origin.kind === "reply" ? "$answered" : "$forwarded";
  const update = { [origin.emailId]: { [`keywords/${keyword}`]: on ? true : null } };
  await call([["Email/set", { accountId, update }, "set"]]).catch(() => {});
}

/** Undo within the delay: the letter goes back to the drafts folder. Throws `cannotUnsend` when it is too late. */
export async function takeBack(
  office: Office,
  accountId: string,
  submission: { id: string; emailId: string },
  draft: Draft | null = null,
): Promise<void> {
  const { drafts } = await folderIds(office, accountId);
  const canceled = await call([
    ["EmailSubmission/set", { accountId, update: { [submission.id]: { undoStatus: "canceled" } } }, "cancel"],
  ]);
  expectAllSet(canceled.of<SetResult>("cancel"));
  const back = { mailboxIds: { [drafts]: true }, "keywords/$draft": true };
  const answers = await call([["Email/set", { accountId, update: { [submission.emailId]: back } }, "set"]]);
  expectAllSet(answers.of<SetResult>("set"));
  if (draft) await markOrigin(draft, false);
  void sync(office, accountId);
}

/** Ends the delay: the held sending is taken back and made again without one. */
export async function sendNow(office: Office, draft: Draft, { submissionId, emailId }: Sent): Promise<void> {
  const { accountId, identityId } = draft;
  const envelope = {
    mailFrom: { email: draft.from.email, parameters: { HOLDFOR: "0" } },
    rcptTo: allRecipients(draft).map(({ email }) => ({ email, parameters: null })),
  };
  const canceled = await call([
    ["EmailSubmission/set", { accountId, update: { [submissionId]: { undoStatus: "canceled" } } }, "cancel"],
  ]);
  expectAllSet(canceled.of<SetResult>("cancel"));
  const answers = await call([
    ["EmailSubmission/set", { accountId, create: { s: { identityId, emailId, envelope } } }, "submit"],
  ]);
  expectAllSet(answers.of<SetResult>("submit"));
  void sync(office, accountId);
}

export type Outcome =
  | { readonly kind: "sent" | "taken-back" }
  | { readonly kind: "refused"; readonly addresses: string[] };

/** What became of a letter once its delay was over; it may have been taken back elsewhere meanwhile. */
export async function outcomeOf(accountId: string, submissionId: string): Promise<Outcome> {
  const answers = await call([["EmailSubmission/get", { accountId, ids: [submissionId] }, "get"]]);
  const submission = answers.of<GetResult<Submission>>("get").list[0];
  if (submission?.undoStatus === "canceled") return { kind: "taken-back" };
  const addresses = submission ? failedRecipients(submission) : [];
  return addresses.length > 0 ? { kind: "refused", addresses } : { kind: "sent" };
}
