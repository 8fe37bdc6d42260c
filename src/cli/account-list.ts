// congvu account list: every mailbox with its kind, state and agency.
import { z } from "zod";
import { dataCommand } from "./command.ts";
import { organizationFor } from "./services.ts";
import { count, table } from "./tables.ts";

export const accountList = dataCommand({
  words: ["account", "list"],
  summary: "List the mailboxes.",
  options: { organization: { type: "string", value: "DOMAIN", about: "which organization, when there are several" } },
  request: z.object({ organization: z.string().nullable() }),
  prepare: async (line) => ({ organization: line.text("organization") }),
  async perform(services, request) {
    const organization = await organizationFor(services, request.organization);
    const agencies = new Map((await services.directory.agencies(organization.id)).map((one) => [one.id, one.code]));
    const accounts = (await services.directory.accounts(organization.id)).map((one) => ({
      id: one.id,
      address: one.address,
      name: one.name,
      kind: one.kind,
      state: one.state,
      agency: one.agency === null ? null : (agencies.get(one.agency) ?? null),
      quotaBytes: one.quotaBytes,
    }));
    const rows = accounts.map((one) => [one.address, one.name, one.kind, one.state, one.agency ?? ""]);
    return {
      exit: 0,
      text: [
        table(["address", "name", "kind", "state", "agency"], rows),
        count(accounts.length, "mailbox account"),
      ].join("\n"),
      json: { accounts },
    };
  },
});
