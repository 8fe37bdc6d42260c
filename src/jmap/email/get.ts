// Email/get (RFC 8621 §4.2).
import { breather } from "../breathe.ts";
import { mail } from "../capabilities.ts";
import { accountOf } from "../context.ts";
import { MethodError } from "../errors.ts";
import { askedIds, getAnswer, getShape } from "../get.ts";
import { idOf, numberOf } from "../ids.ts";
import type { JsonObject } from "../json.ts";
import type { Account, EmailNo } from "../mail-backend.ts";
import { method } from "../method.ts";
import {
  bodyArgs,
  checkBodyArgs,
  emailObject,
  emailProperties,
  needsLetter,
  type StoredEmail,
  showsBody,
} from "./object.ts";

/** Letters opened for one answer, all octets together; one alone may be larger. */
const mostOpenedBytes = 128 * 1024 * 1024;

const shape = getShape.extend(bodyArgs);

export const emailGet = method({
  name: "Email/get",
  capability: mail,
  args: shape,
  run: async (context, args) => {
    const account = accountOf(context, args.accountId);
    const properties = emailProperties(context, args.properties);
    checkBodyArgs(args);
    const asked = askedIds(args.ids);
    if (asked === null) throw new MethodError("requestTooLarge", "name the letters"); // RFC 8620 §5.1
    const state = String((await account.mail.states()).email);
    const opens = needsLetter(properties);
    const found = new Map<string, JsonObject>();
    const breathe = breather();
    let opened = 0;
    for (const email of await storedEmails(account, asked)) {
      const { emailNo, size } = email.row;
      opened += opens ? size : 0;
      if (opened > mostOpenedBytes && opened > size) throw new MethodError("requestTooLarge", "ask for fewer letters");
      const bytes = opens ? await account.mail.body(emailNo) : null;
      found.set(idOf("e", emailNo), emailObject(email, bytes, { properties, args }));
      if (opens && showsBody(args)) await account.mail.recordOpened(emailNo, context.door);
      await breathe();
    }
    return getAnswer(args, state, { asked, found });
  },
});

/** Letters that lie somewhere in the mailbox, in the order asked. */
export async function storedEmails(account: Account, ids: readonly string[]): Promise<StoredEmail[]> {
  const emailNos = ids.flatMap((one) => (numberOf("e", one) ?? []) as EmailNo | []);
  const [rows, places] = await Promise.all([account.mail.emails(emailNos), account.mail.placementsOf(emailNos)]);
  return rows.flatMap((row) => {
    const placements = places.get(row.emailNo) ?? [];
    return placements.length === 0 ? [] : { row, placements };
  });
}
