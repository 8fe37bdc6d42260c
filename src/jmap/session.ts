// The session resource (RFC 8620 §2): what a client learns before its first call.
import { createHash } from "node:crypto";
import { accountCapabilities, congvu, core, mail, serverCapabilities, submission } from "./capabilities.ts";
import type { JmapSession } from "./context.ts";

const templates = {
  apiUrl: "/jmap",
  downloadUrl: "/jmap/download/{accountId}/{blobId}/{name}?type={type}",
  uploadUrl: "/jmap/upload/{accountId}/",
  eventSourceUrl: "/jmap/eventsource?types={types}&closeafter={closeafter}&ping={ping}",
};

/** `origin`: scheme, host and port in front of the URLs, no slash at the end. */
export function sessionObject(session: JmapSession, origin: string): Record<string, unknown> {
  const own = session.accounts.find((one) => one.isPersonal);
  const primary = own === undefined ? {} : { [core]: own.id, [mail]: own.id, [submission]: own.id, [congvu]: own.id };
  const urls = Object.entries(templates).map(([name, path]) => [name, origin + path]);
  return {
    capabilities: serverCapabilities,
    accounts: accountsObject(session),
    primaryAccounts: primary,
    username: session.username,
    ...Object.fromEntries(urls),
    state: sessionState(session),
  };
}

function accountsObject(session: JmapSession): Record<string, unknown> {
  const entries = session.accounts.map((account) => {
    const { name, isPersonal, access } = account;
    const shown = isPersonal ? account.address : name;
    const object = { name: shown, isPersonal, isReadOnly: access === "read" };
    return [account.id, { ...object, accountCapabilities: accountCapabilities(account, session.maxLetterBytes) }];
  });
  return Object.fromEntries(entries);
}

/** Changes when anything of the session object does (RFC 8620 §2 state). */
export function sessionState(session: JmapSession): string {
  const seen = JSON.stringify([session.username, accountsObject(session), serverCapabilities]);
  return createHash("sha256").update(seen).digest("base64url").slice(0, 16);
}
