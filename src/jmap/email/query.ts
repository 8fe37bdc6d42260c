// Email/query (RFC 8621 §4.4). Email/queryChanges (§4.5) always answers that it cannot calculate (allowed by RFC 8620
// §5.6): clients ask again, which costs them one page.
import { z } from "zod";
import { mail, sortProperties } from "../capabilities.ts";
import { queryChangesShape } from "../changes.ts";
import { accountOf } from "../context.ts";
import { MethodError } from "../errors.ts";
import { idOf } from "../ids.ts";
import { isObject, type JsonObject } from "../json.ts";
import { method } from "../method.ts";
import { queryArgs, windowFields } from "../query.ts";
import { compileFilter } from "./filter.ts";
import { isKeyword } from "./keywords.ts";
import { type EmailSearch, searchEmails } from "./search.ts";

const comparator = z.strictObject({
  property: z.string(),
  isAscending: z.boolean().optional(),
  collation: z.string().optional(),
  keyword: z.string().refine(isKeyword, "not a keyword").optional(),
});
type Comparator = z.infer<typeof comparator>;

const shape = z.strictObject({
  ...queryArgs,
  filter: z.custom<JsonObject>(isObject).nullish(),
  sort: z.array(comparator).max(16).nullish(),
  collapseThreads: z.boolean().nullish(),
});

export const emailQuery = method({
  name: "Email/query",
  capability: mail,
  args: shape,
  run: async (context, args) => {
    const account = accountOf(context, args.accountId);
    const search = { ...sorting(args.sort ?? []), collapseThreads: args.collapseThreads ?? false };
    const nodes = compileFilter(args.filter ?? null);
    const queryState = String((await account.mail.states()).email);
    const { position, emailNos, total } = await searchEmails(account, { ...search, nodes }, args);
    const ids = emailNos.map((emailNo) => idOf("e", emailNo));
    return {
      accountId: args.accountId,
      queryState,
      canCalculateChanges: false,
      position,
      ids,
      ...windowFields(args, total),
    };
  },
});

export const emailQueryChanges = method({
  name: "Email/queryChanges",
  capability: mail,
  args: queryChangesShape,
  run: async (context, args): Promise<never> => {
    accountOf(context, args.accountId);
    throw new MethodError("cannotCalculateChanges");
  },
});

/** hasKeyword may only lead: after a date or a text it would decide nothing but ties. */
function sorting(sort: readonly Comparator[]): Pick<EmailSearch, "sort" | "keywordSort"> {
  const keywordSort: { keyword: string; ascending: boolean }[] = [];
  const rows: { by: Exclude<(typeof sortProperties)[number], "hasKeyword">; ascending: boolean }[] = [];
  for (const { property, isAscending, keyword } of sort) {
    const ascending = isAscending ?? true; // RFC 8620 §5.5
    const by = sortProperties.find((one) => one === property);
    if (by === undefined) throw new MethodError("unsupportedSort", property);
    if (by !== "hasKeyword") rows.push({ by, ascending });
    else if (keyword === undefined) throw new MethodError("invalidArguments", "sort: hasKeyword needs a keyword");
    else if (rows.length > 0) throw new MethodError("unsupportedSort", "hasKeyword after another property");
    else keywordSort.push({ keyword, ascending });
  }
  return { sort: rows.length === 0 ? [{ by: "receivedAt", ascending: false }] : rows, keywordSort };
}
