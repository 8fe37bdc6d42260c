// congvu account password: a new password for a person's mailbox.
import { z } from "zod";
import { CongvuError } from "#base/errors.ts";
import { normalAddress } from "#directory/address.ts";
import { dataCommand } from "./command.ts";
import { choosePassword, passwordOptions } from "./passwords.ts";

export const accountPassword = dataCommand({
  words: ["account", "password"],
  positionals: [{ name: "ADDRESS" }],
  summary: "Set a new password.",
  options: passwordOptions,
  request: z.object({ address: z.string(), password: z.string(), isGenerated: z.boolean() }),
  prepare: async (line) => ({ address: line.positionals[0] ?? "", ...(await choosePassword(line)) }),
  async perform({ directory, signIn, audit }, request) {
    const { address } = normalAddress(request.address);
    const account = await directory.accountByAddress(address);
    if (!account) throw new CongvuError("not-found", address);
    if (account.person === null) throw new CongvuError("forbidden", "a unit mailbox has no password");
    await signIn.setPassword(account.person, request.password);
    await audit.record({
      organization: account.organization,
      actor: null,
      actingFor: null,
      action: "password-change",
      object: address,
      result: "done",
    });
    const told = request.isGenerated ? `\nPassword (shown once): ${request.password}` : "";
    const shown = request.isGenerated ? { password: request.password } : {};
    return { exit: 0, text: `New password set for ${address}.${told}`, json: { address, ...shown } };
  },
});
