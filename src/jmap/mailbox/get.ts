// Mailbox/get (RFC 8621 §2.1).
import { mail } from "../capabilities.ts";
import { accountOf } from "../context.ts";
import { askedIds, askedProperties, getAnswer, getShape, pick } from "../get.ts";
import { idOf } from "../ids.ts";
import type { JsonObject } from "../json.ts";
import { method } from "../method.ts";
import { mailboxObject, mailboxProperties, mailboxState } from "./object.ts";

export const mailboxGet = method({
  name: "Mailbox/get",
  capability: mail,
  args: getShape,
  run: async (context, args) => {
    const account = accountOf(context, args.accountId);
    const properties = askedProperties(args.properties, mailboxProperties);
    const asked = askedIds(args.ids);
    const state = mailboxState(await account.mail.states());
    const found = new Map<string, JsonObject>();
    for (const folder of await account.mail.folders()) {
      const id = idOf("f", folder.id);
      if (asked !== null && !asked.includes(id)) continue;
      found.set(id, pick(await mailboxObject(account, folder, properties), properties));
    }
    return getAnswer(args, state, { asked, found });
  },
});
