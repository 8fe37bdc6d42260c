// congvu verify: proves that what is stored is what was accepted: the audit chain follows row by row, every row of mail
// has its own sum and its neighbours, and every letter of every mailbox is read back and compared with its hash.
// Contents are hashed, never shown.
import { z } from "zod";
import type { AccountHandle } from "#auth/ports.ts";
import { CongvuError } from "#base/errors.ts";
import type { AccountId } from "#directory/ports.ts";
import type { EmailNo } from "#mail/ports.ts";
import { dataCommand } from "./command.ts";
import type { CliServices } from "./services.ts";
import { count } from "./tables.ts";

interface Damaged {
  readonly address: string;
  readonly email: number;
}

export const verify = dataCommand({
  words: ["verify"],
  summary: "Read everything back and compare it with its hashes.",
  options: {},
  request: z.object({}),
  prepare: async () => ({}),
  async perform(services) {
    const chain = await services.audit.verify();
    const { rows, findings } = await services.store.sweep();
    const damaged: Damaged[] = [];
    let letters = 0;
    const mailboxes = await reachableMailboxes(services);
    for (const { handle, address } of mailboxes) {
      const checked = await verifyMailbox(services, handle);
      letters += checked.letters;
      damaged.push(...checked.damaged.map((email) => ({ address, email })));
    }
    const audit = { rows: chain.rows, brokenAt: chain.brokenAt };
    const lines = [
      chain.brokenAt === null
        ? `Audit log: ${count(chain.rows, "row")}, the chain holds.`
        : `Audit log: the chain is broken at row ${chain.brokenAt}.`,
      `Rows: ${rows} checked, ${findings.length} wrong.`,
      ...findings.map((one) => `  wrong: ${one.what} ${one.key}: ${one.problem}`),
      `Letters: ${letters} read in ${count(mailboxes.length, "mailbox account")}, ${damaged.length} damaged.`,
      ...damaged.map((one) => `  damaged: ${one.address}, letter ${one.email}`),
    ];
    return {
      exit: chain.brokenAt === null && findings.length === 0 && damaged.length === 0 ? 0 : 1,
      text: lines.join("\n"),
      json: { audit, rows: { checked: rows, findings }, mailboxes: mailboxes.length, letters, damaged },
    };
  },
});

/** Every mailbox that somebody can open, each once. */
async function reachableMailboxes({
  directory,
  signIn,
}: CliServices): Promise<{ handle: AccountHandle; address: string }[]> {
  const found = new Map<AccountId, { handle: AccountHandle; address: string }>();
  for (const organization of await directory.organizations()) {
    for (const { person } of await directory.accounts(organization.id)) {
      if (person === null) continue;
      for (const { account, handle } of await signIn.openable(person)) {
        if (!found.has(account.id)) found.set(account.id, { handle, address: account.address });
      }
    }
  }
  return [...found.values()];
}

async function verifyMailbox(
  { mail }: CliServices,
  handle: AccountHandle,
): Promise<{ letters: number; damaged: EmailNo[] }> {
  const emails = new Set<EmailNo>();
  for (const folder of await mail.folders(handle)) {
    using view = await mail.openView(handle, folder.id);
    const { emailNos, count: letters } = await view.initial();
    for (const emailNo of emailNos.subarray(0, letters)) emails.add(emailNo as EmailNo);
  }
  const damaged: EmailNo[] = [];
  for (const emailNo of emails) {
    try {
      await mail.body(handle, emailNo);
    } catch (error) {
      if (!(error instanceof CongvuError && error.code === "body-damaged")) throw error;
      damaged.push(emailNo);
    }
  }
  return { letters: emails.size, damaged };
}
