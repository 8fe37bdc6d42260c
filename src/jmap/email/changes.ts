// Email/changes (RFC 8621 §4.3).
import { mail } from "../capabilities.ts";
import { changesAnswer, changesShape, changesSince, fateOf, type Judged, lettersTouched } from "../changes.ts";
import { accountOf } from "../context.ts";
import { idOf } from "../ids.ts";
import type { EmailNo } from "../mail-backend.ts";
import { method } from "../method.ts";

export const emailChanges = method({
  name: "Email/changes",
  capability: mail,
  args: changesShape,
  run: async (context, args) => {
    const account = accountOf(context, args.accountId);
    const { states, changes } = await changesSince(account, args.sinceState);
    const emailNos = changes.filter((change) => change.kind === "email").map((change) => change.id as EmailNo);
    const places = await account.mail.placementsOf([...new Set(emailNos)]);
    const judged: Judged[] = [];
    for (const letter of lettersTouched(changes, places)) {
      const isThere = (places.get(letter.emailNo as EmailNo)?.length ?? 0) > 0;
      const op = fateOf(letter, isThere);
      if (op !== null) judged.push({ id: idOf("e", letter.emailNo), op, firstModSeq: letter.firstModSeq });
    }
    return changesAnswer(args, judged, String(states.email));
  },
});
