// The window of a /query over its result list (RFC 8620 §5.5): position, negative position, anchor, limit, total.
import { z } from "zod";
import { MethodError } from "./errors.ts";
import { id, signed, unsigned } from "./method.ts";

/** Arguments every /query has beside filter and sort. */
export const queryArgs = {
  accountId: id,
  position: signed.optional(),
  anchor: id.nullish(),
  anchorOffset: signed.nullish(),
  limit: unsigned.nullish(),
  calculateTotal: z.boolean().optional(),
} as const;

export interface WindowArgs {
  readonly position?: number | undefined;
  readonly anchor?: string | null | undefined;
  readonly anchorOffset?: number | null | undefined;
  readonly limit?: number | null | undefined;
  readonly calculateTotal?: boolean | undefined;
}

/** Most ids of one answer; a client asking for more is told so in `limit`. */
export const mostIds = 10_000;

export interface Window {
  readonly position: number;
  readonly ids: readonly string[];
  readonly total?: number;
  readonly limit?: number;
}

/** First index of the window, given the whole list's length and where the anchor stands in it. */
export function startOf(args: WindowArgs, total: number, anchorAt: number | null): number {
  if (anchorAt !== null) return Math.max(0, anchorAt + (args.anchorOffset ?? 0));
  const position = args.position ?? 0;
  return position < 0 ? Math.max(0, total + position) : position;
}

/** What the answer says of the window besides its ids. */
export function windowFields(args: WindowArgs, total: number): { total?: number; limit?: number } {
  const cut = args.limit === null || args.limit === undefined || args.limit > mostIds;
  return { ...(args.calculateTotal ? { total } : {}), ...(cut && total > mostIds ? { limit: mostIds } : {}) };
}

export const limitOf = (args: WindowArgs): number => Math.min(args.limit ?? mostIds, mostIds);

/** For result lists that are in memory anyway. */
export function windowOf(args: WindowArgs, all: readonly string[]): Window {
  const anchorAt = args.anchor === null || args.anchor === undefined ? null : all.indexOf(args.anchor);
  if (anchorAt === -1) throw new MethodError("anchorNotFound");
  const position = startOf(args, all.length, anchorAt);
  return { position, ids: all.slice(position, position + limitOf(args)), ...windowFields(args, all.length) };
}

/** A filter over objects in memory: a condition, or an operator over such (RFC 8620 §5.5). */
export type Filter<Condition> = Condition | Operator<Condition>;
interface Operator<Condition> {
  readonly operator: "AND" | "OR" | "NOT";
  readonly conditions: readonly Filter<Condition>[];
}

/** Shape of a filter whose conditions have the shape given. Nesting is bounded by the request's JSON depth. */
export function filterShape<Shape extends z.ZodType>(condition: Shape): z.ZodType<Filter<z.infer<Shape>>> {
  const filter: z.ZodType<Filter<z.infer<Shape>>> = z.lazy(() => z.union([operator, condition]));
  const operator = z.strictObject({ operator: z.enum(["AND", "OR", "NOT"]), conditions: z.array(filter) });
  return filter;
}

const isOperator = <Condition>(filter: Filter<Condition>): filter is Operator<Condition> =>
  typeof filter === "object" && filter !== null && "operator" in filter;

export function matchesFilter<Condition>(filter: Filter<Condition>, meets: (condition: Condition) => boolean): boolean {
  if (!isOperator(filter)) return meets(filter);
  const { operator, conditions } = filter;
  if (operator === "AND") return conditions.every((one) => matchesFilter(one, meets));
  const some = conditions.some((one) => matchesFilter(one, meets));
  return operator === "OR" ? some : !some; // NOT: none of them (RFC 8620 §5.5)
}
