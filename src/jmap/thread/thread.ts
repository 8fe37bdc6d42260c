// Thread/get and Thread/changes (RFC 8621 §3).
import { mail } from "../capabilities.ts";
import { changesAnswer, changesShape, changesSince, fateOf, type Judged, lettersTouched } from "../changes.ts";
import { accountOf } from "../context.ts";
import { MethodError } from "../errors.ts";
import { askedIds, askedProperties, getAnswer, getShape, pick } from "../get.ts";
import { idOf, numberOf } from "../ids.ts";
import type { JsonObject } from "../json.ts";
import type { Account, EmailNo } from "../mail-backend.ts";
import { method } from "../method.ts";

export const threadGet = method({
  name: "Thread/get",
  capability: mail,
  args: getShape,
  run: async (context, args) => {
    const account = accountOf(context, args.accountId);
    const properties = askedProperties(args.properties, ["id", "emailIds"]);
    const asked = askedIds(args.ids);
    if (asked === null) throw new MethodError("requestTooLarge", "name the threads");
    const state = String((await account.mail.states()).thread);
    const numbers = asked.flatMap((id) => numberOf("t", id) ?? []);
    const threads = await account.mail.emailsOfThreads(numbers);
    const received = await receivedAt(account, [...threads.values()].flat());
    const found = new Map<string, JsonObject>();
    for (const [thread, emailNos] of threads) {
      const there = emailNos.filter((no) => received.has(no));
      if (there.length === 0) continue;
      const ordered = there.toSorted((a, b) => (received.get(a) ?? 0) - (received.get(b) ?? 0) || a - b); // RFC 8621 §3
      const id = idOf("t", thread);
      found.set(id, pick({ id, emailIds: ordered.map((no) => idOf("e", no)) }, properties));
    }
    return getAnswer(args, state, { asked, found });
  },
});

async function receivedAt(account: Account, emailNos: readonly EmailNo[]): Promise<Map<EmailNo, number>> {
  const rows = await account.mail.emails(emailNos);
  return new Map(rows.map((row) => [row.emailNo, row.receivedAtMs]));
}

export const threadChanges = method({
  name: "Thread/changes",
  capability: mail,
  args: changesShape,
  run: async (context, args) => {
    const account = accountOf(context, args.accountId);
    const { states, changes } = await changesSince(account, args.sinceState);
    const emailNos = changes.filter((change) => change.kind === "email").map((change) => change.id as EmailNo);
    const places = await account.mail.placementsOf([...new Set(emailNos)]);
    const letters = lettersTouched(changes, places);
    const threads = Map.groupBy(letters, (letter) => letter.thread);
    const numbers = [...threads.keys()].filter((thread) => thread !== null);
    const now = await account.mail.emailsOfThreads(numbers);
    const judged: Judged[] = [];
    for (const [thread, touched] of threads) {
      if (thread === null) continue;
      const newer = new Set(touched.filter((letter) => !letter.existedBefore).map((letter) => letter.emailNo));
      const fates = touched.map((letter) => fateOf(letter, isPlaced(places, letter.emailNo)));
      const there = now.get(thread) ?? [];
      const before = there.some((no) => !newer.has(no)) || touched.some((letter) => letter.existedBefore);
      const op = there.length === 0 ? "destroyed" : before ? "updated" : "created";
      const moved = fates.some((fate) => fate === "created" || fate === "destroyed");
      if (!moved || (op === "destroyed" && !before)) continue;
      judged.push({ id: idOf("t", thread), op, firstModSeq: Math.min(...touched.map((letter) => letter.firstModSeq)) });
    }
    return changesAnswer(args, judged, String(states.thread));
  },
});

const isPlaced = (places: ReadonlyMap<EmailNo, readonly unknown[]>, emailNo: number): boolean =>
  (places.get(emailNo as EmailNo)?.length ?? 0) > 0;
