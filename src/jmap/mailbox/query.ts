// Mailbox/query (RFC 8621 §2.3) over the folder list, which is small; Mailbox/queryChanges (§2.4) always answers that
// it cannot calculate, which is allowed (RFC 8620 §5.6): clients simply ask again.
import { z } from "zod";
import { mail } from "../capabilities.ts";
import { queryChangesShape } from "../changes.ts";
import { accountOf } from "../context.ts";
import { MethodError } from "../errors.ts";
import { idOf } from "../ids.ts";
import { type Folder, folderRoles } from "../mail-backend.ts";
import { id, method } from "../method.ts";
import { type Filter, filterShape, matchesFilter, queryArgs, windowOf } from "../query.ts";
import { mailboxState } from "./object.ts";

const condition = z.strictObject({
  parentId: id.nullish(),
  name: z.string().optional(),
  role: z.string().nullish(),
  hasAnyRole: z.boolean().optional(),
  isSubscribed: z.boolean().optional(),
});
type Condition = z.infer<typeof condition>;

const sortNames = ["sortOrder", "name", "parentId"] as const;
const sort = z.looseObject({ property: z.string(), isAscending: z.boolean().optional() });

const shape = z.strictObject({
  ...queryArgs,
  filter: filterShape(condition).nullish(),
  sort: z.array(sort).nullish(),
  sortAsTree: z.boolean().optional(),
  filterAsTree: z.boolean().optional(),
});

export const mailboxQuery = method({
  name: "Mailbox/query",
  capability: mail,
  args: shape,
  run: async (context, args) => {
    const account = accountOf(context, args.accountId);
    const queryState = mailboxState(await account.mail.states());
    const folders = await account.mail.folders();
    const order = compareBy(args.sort ?? []);
    const sorted = args.sortAsTree ? asTree(folders, order) : folders.toSorted(order);
    const kept = matching(sorted, args.filter ?? {}, args.filterAsTree ?? false);
    const all = kept.map((folder) => idOf("f", folder.id));
    const window = windowOf(args, all);
    return { accountId: args.accountId, queryState, canCalculateChanges: false, ...window };
  },
});

export const mailboxQueryChanges = method({
  name: "Mailbox/queryChanges",
  capability: mail,
  args: queryChangesShape,
  run: async (context, args): Promise<never> => {
    accountOf(context, args.accountId);
    throw new MethodError("cannotCalculateChanges");
  },
});

function matching(folders: readonly Folder[], filter: Filter<Condition>, asTree: boolean): Folder[] {
  const hits = new Set(
    folders.filter((folder) => matchesFilter(filter, (one) => meets(folder, one))).map((folder) => folder.id),
  );
  if (!asTree) return folders.filter((folder) => hits.has(folder.id));
  const parents = new Map(folders.map((folder) => [folder.id, folder.parent]));
  const whole = (folder: Folder): boolean => {
    for (let at: Folder["id"] | null = folder.id; at !== null; at = parents.get(at) ?? null)
      if (!hits.has(at)) return false;
    return true;
  };
  return folders.filter(whole);
}

function meets(folder: Folder, { parentId, name, role, hasAnyRole, isSubscribed }: Condition): boolean {
  const parent = folder.parent === null ? null : idOf("f", folder.parent);
  return (
    (parentId === undefined || parent === parentId) &&
    (name === undefined || folder.name.toLowerCase().includes(name.toLowerCase())) &&
    (role === undefined || folder.role === role) &&
    (hasAnyRole === undefined || (folder.role !== null) === hasAnyRole) &&
    (isSubscribed === undefined || folder.subscribed === isSubscribed)
  );
}

type Compare = (a: Folder, b: Folder) => number;

const byName = new Intl.Collator("vi");
const roleRank = (folder: Folder): number =>
  folder.role === null ? folderRoles.length : folderRoles.indexOf(folder.role);

const comparisons: Record<(typeof sortNames)[number], Compare> = {
  sortOrder: (a, b) => a.sortOrder - b.sortOrder,
  name: (a, b) => byName.compare(a.name, b.name),
  parentId: (a, b) => (a.parent ?? -1) - (b.parent ?? -1),
};

function compareBy(sorts: readonly z.infer<typeof sort>[]): Compare {
  const steps = sorts.map(({ property, isAscending }): Compare => {
    const name = sortNames.find((one) => one === property);
    if (name === undefined) throw new MethodError("unsupportedSort", property);
    return isAscending === false ? (a, b) => comparisons[name](b, a) : comparisons[name];
  });
  const last: Compare = (a, b) => a.sortOrder - b.sortOrder || roleRank(a) - roleRank(b) || a.id - b.id;
  return (a, b) => {
    for (const step of steps) {
      const order = step(a, b);
      if (order !== 0) return order;
    }
    return last(a, b);
  };
}

/** Parents before their children, siblings by `order` (RFC 8621 §2.3 sortAsTree). */
function asTree(folders: readonly Folder[], order: Compare): Folder[] {
  const children = Map.groupBy(folders, (folder) => folder.parent);
  const out: Folder[] = [];
  const stack = (children.get(null) ?? []).toSorted(order).reverse();
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    out.push(next);
    stack.push(...(children.get(next.id) ?? []).toSorted(order).reverse());
  }
  return out;
}
