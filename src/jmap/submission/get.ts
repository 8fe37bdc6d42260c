// EmailSubmission/get, /query, /changes (RFC 8621 §7.1-7.4). A mailbox has few submissions: they are read whole.
import { z } from "zod";
import { submission } from "../capabilities.ts";
import { changesAnswer, changesShape, changesSince, type Judged, queryChangesShape } from "../changes.ts";
import { accountOf } from "../context.ts";
import { MethodError } from "../errors.ts";
import { askedIds, askedProperties, getAnswer, getShape, pick } from "../get.ts";
import { idOf, numberOf } from "../ids.ts";
import type { JsonObject } from "../json.ts";
import type { Account, Submission } from "../mail-backend.ts";
import { date, id, method } from "../method.ts";
import { filterShape, matchesFilter, queryArgs, windowOf } from "../query.ts";
import { submissionObject, submissionProperties } from "./object.ts";

export const submissionGet = method({
  name: "EmailSubmission/get",
  capability: submission,
  args: getShape,
  run: async (context, args) => {
    const account = accountOf(context, args.accountId);
    const properties = askedProperties(args.properties, submissionProperties);
    const asked = askedIds(args.ids);
    const state = String((await account.mail.states()).submission);
    const numbers = asked === null ? null : asked.flatMap((one) => numberOf("s", one) ?? []);
    const submissions = await account.mail.submissions(numbers);
    const threads = await threadsOf(account, submissions);
    const all = submissions.map((one): [string, JsonObject] => {
      const object = submissionObject(one, threads.get(one.emailNo) ?? null);
      return [idOf("s", one.id), pick(object, properties)];
    });
    return getAnswer(args, state, { asked, found: new Map(all) });
  },
});

async function threadsOf(account: Account, submissions: readonly Submission[]): Promise<Map<number, number>> {
  const rows = await account.mail.emails([...new Set(submissions.map((one) => one.emailNo))].sort((a, b) => a - b));
  return new Map(rows.map((row) => [Number(row.emailNo), row.thread]));
}

const condition = z.strictObject({
  identityIds: z.array(id).optional(),
  emailIds: z.array(id).optional(),
  threadIds: z.array(id).optional(),
  undoStatus: z.enum(["pending", "final", "canceled"]).optional(),
  before: date.optional(),
  after: date.optional(),
});
const sortable = ["emailId", "threadId", "sentAt"] as const;
const shape = z.strictObject({
  ...queryArgs,
  filter: filterShape(condition).nullish(),
  sort: z.array(z.looseObject({ property: z.string(), isAscending: z.boolean().optional() })).nullish(),
});

export const submissionQuery = method({
  name: "EmailSubmission/query",
  capability: submission,
  args: shape,
  run: async (context, args) => {
    const account = accountOf(context, args.accountId);
    const queryState = String((await account.mail.states()).submission);
    const submissions = await account.mail.submissions(null);
    const threads = await threadsOf(account, submissions);
    const rows = submissions.map((one) => ({ one, thread: threads.get(one.emailNo) ?? -1 }));
    const kept = rows
      .filter((row) => matchesFilter(args.filter ?? {}, (wanted) => meets(row, wanted)))
      .sort(orderBy(args.sort ?? []));
    const window = windowOf(
      args,
      kept.map(({ one }) => idOf("s", one.id)),
    );
    return { accountId: args.accountId, queryState, canCalculateChanges: false, ...window };
  },
});

export const submissionQueryChanges = method({
  name: "EmailSubmission/queryChanges",
  capability: submission,
  args: queryChangesShape,
  run: async (context, args): Promise<never> => {
    accountOf(context, args.accountId);
    throw new MethodError("cannotCalculateChanges");
  },
});

interface Row {
  readonly one: Submission;
  readonly thread: number;
}

function meets({ one, thread }: Row, wanted: z.infer<typeof condition>): boolean {
  return (
    (wanted.identityIds?.includes(one.identity) ?? true) &&
    (wanted.emailIds?.includes(idOf("e", one.emailNo)) ?? true) &&
    (wanted.threadIds?.includes(idOf("t", thread)) ?? true) &&
    (wanted.undoStatus === undefined || one.undoStatus === wanted.undoStatus) &&
    (wanted.before === undefined || one.sendAtMs < Date.parse(wanted.before)) &&
    (wanted.after === undefined || one.sendAtMs >= Date.parse(wanted.after))
  );
}

const keys: Record<(typeof sortable)[number], (row: Row) => number> = {
  emailId: ({ one }) => one.emailNo,
  threadId: ({ thread }) => thread,
  sentAt: ({ one }) => one.sendAtMs,
};

function orderBy(sort: readonly { property: string; isAscending?: boolean | undefined }[]) {
  const steps = sort.map(({ property, isAscending }) => {
    const name = sortable.find((one) => one === property);
    if (name === undefined) throw new MethodError("unsupportedSort", property);
    return { key: keys[name], sign: isAscending === false ? -1 : 1 };
  });
  return (a: Row, b: Row): number => {
    for (const { key, sign } of steps) {
      const order = (key(a) - key(b)) * sign;
      if (order !== 0) return order;
    }
    return b.one.sendAtMs - a.one.sendAtMs || b.one.id - a.one.id;
  };
}

export const submissionChanges = method({
  name: "EmailSubmission/changes",
  capability: submission,
  args: changesShape,
  run: async (context, args) => {
    const account = accountOf(context, args.accountId);
    const { states, changes } = await changesSince(account, args.sinceState);
    const touched = Map.groupBy(
      changes.filter((change) => change.kind === "submission"),
      (change) => change.id,
    );
    const there = new Set((await account.mail.submissions([...touched.keys()])).map((one) => one.id));
    const judged: Judged[] = [];
    for (const [number, list] of touched) {
      const wasCreated = list.some((change) => change.op === "created");
      if (!there.has(number) && wasCreated) continue;
      const op = !there.has(number) ? "destroyed" : wasCreated ? "created" : "updated";
      judged.push({ id: idOf("s", number), op, firstModSeq: list[0]?.modSeq ?? 0 });
    }
    return changesAnswer(args, judged, String(states.submission));
  },
});
