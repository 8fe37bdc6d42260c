// From a visitor to what the JMAP methods work with.
import { limits } from "#base/limits.ts";
import type { JmapSession } from "#jmap/context.ts";
import { type Account, accountsOf } from "#jmap/mail-backend.ts";
import type { HttpParts, Visitor } from "./parts.ts";
import { HttpRefusal } from "./problem.ts";

export async function jmapSessionOf(parts: HttpParts, { who, proof }: Visitor): Promise<JmapSession> {
  const organizations = await parts.directory.organizations();
  const organization = organizations.find((one) => one.id === who.organization);
  return {
    username: who.account.address,
    accounts: await accountsOf(parts, who),
    maxLetterBytes: parts.messageBytes ?? limits.messageBytes,
    zone: organization?.zone ?? "Asia/Ho_Chi_Minh",
    door: proof === "basic" ? "jmap" : "web",
    clock: parts.clock,
    log: parts.log,
  };
}

/** The mailbox of that id, if the visitor may open it; otherwise there is none (case C20). */
export async function accountNamed(parts: HttpParts, visitor: Visitor, accountId: string): Promise<Account> {
  const accounts = await accountsOf(parts, visitor.who);
  const account = accounts.find((one) => one.id === accountId);
  if (account === undefined) throw new HttpRefusal("not-found");
  return account;
}
