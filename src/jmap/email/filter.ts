// Filters of Email/query (RFC 8621 §4.4.1) compiled into what the store answers directly (one flat EmailQuery) and what
// needs sets put together here: OR, NOT, a second folder, conditions about threads and header fields.
import { z } from "zod";
import { MethodError } from "../errors.ts";
import { numberOf } from "../ids.ts";
import { isObject, type JsonObject } from "../json.ts";
import type { EmailQuery, FolderId, TextTerm } from "../mail-backend.ts";
import { checked, date, id, unsigned } from "../method.ts";
import { isKeyword, keywordBit } from "./keywords.ts";

/** What the store answers in one go. */
export type FlatQuery = Omit<EmailQuery, "sort" | "collapseThreads" | "position" | "limit">;

export type FilterNode =
  | { readonly kind: "flat"; readonly query: FlatQuery }
  | { readonly kind: "thread"; readonly quantifier: "all" | "some" | "none"; readonly keyword: string }
  | { readonly kind: "header"; readonly name: string; readonly value: string | null }
  | { readonly kind: "or"; readonly nodes: readonly FilterNode[] }
  | { readonly kind: "and"; readonly nodes: readonly FilterNode[] }
  | { readonly kind: "not"; readonly node: FilterNode };

const keyword = z.string().refine(isKeyword, "not a keyword");
const condition = z.strictObject({
  inMailbox: id.optional(),
  inMailboxOtherThan: z.array(id).max(1_000).optional(),
  before: date.optional(),
  after: date.optional(),
  minSize: unsigned.optional(),
  maxSize: unsigned.optional(),
  allInThreadHaveKeyword: keyword.optional(),
  someInThreadHaveKeyword: keyword.optional(),
  noneInThreadHaveKeyword: keyword.optional(),
  hasKeyword: keyword.optional(),
  notKeyword: keyword.optional(),
  hasAttachment: z.boolean().optional(),
  text: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  cc: z.string().optional(),
  bcc: z.string().optional(),
  subject: z.string().optional(),
  body: z.string().optional(),
  header: z.array(z.string()).min(1).max(2).optional(),
  isUrgent: z.boolean().optional(),
  attachmentName: z.string().optional(),
});
type Condition = z.infer<typeof condition>;

const operator = z.strictObject({ operator: z.enum(["AND", "OR", "NOT"]), conditions: z.array(z.unknown()) });

/** Most conditions of one filter: each may cost a pass over the mailbox. Most words of one condition. */
const mostConditions = 64;
const mostWords = 32;

/** The filter as nodes that must all hold, flat ones merged as far as they go. */
export function compileFilter(filter: JsonObject | null): readonly FilterNode[] {
  if (filter === null) return [];
  const counter = { left: mostConditions };
  return mergeFlat(conjuncts(compile(filter, counter)));
}

function compile(filter: unknown, counter: { left: number }): FilterNode {
  if (!isObject(filter)) throw new MethodError("invalidArguments", "filter: not an object");
  if (--counter.left < 0) throw new MethodError("unsupportedFilter", `more than ${mostConditions} conditions`);
  if (!Object.hasOwn(filter, "operator")) return conditionNode(filter);
  const { operator: name, conditions } = checked(operator, filter);
  const nodes = conditions.map((one) => compile(one, counter));
  if (name === "NOT") return { kind: "and", nodes: nodes.map(negated) };
  return { kind: name === "AND" ? "and" : "or", nodes };
}

function conditionNode(filter: JsonObject): FilterNode {
  const unknown = Object.keys(filter).find((name) => !Object.hasOwn(condition.shape, name));
  if (unknown !== undefined) throw new MethodError("unsupportedFilter", unknown); // RFC 8620 §5.5
  const wanted = checked(condition, filter);
  const nodes: FilterNode[] = [{ kind: "flat", query: flatQuery(wanted) }];
  for (const quantifier of ["all", "some", "none"] as const) {
    const name = wanted[`${quantifier}InThreadHaveKeyword`];
    if (name !== undefined) nodes.push({ kind: "thread", quantifier, keyword: name });
  }
  const [name, value] = wanted.header ?? [];
  if (name !== undefined) nodes.push({ kind: "header", name: name.toLowerCase(), value: value ?? null });
  return { kind: "and", nodes };
}

/** A folder that is not there holds nothing: no folder has the number 0. */
const noFolder = 0 as FolderId;
const folderNumber = (mailboxId: string): FolderId => (numberOf("f", mailboxId) ?? noFolder) as FolderId;

function flatQuery(wanted: Condition): FlatQuery {
  const text = textTerms(wanted);
  return {
    ...(wanted.inMailbox === undefined ? {} : { folder: folderNumber(wanted.inMailbox) }),
    ...(wanted.inMailboxOtherThan === undefined ? {} : { notInFolders: wanted.inMailboxOtherThan.map(folderNumber) }),
    ...(wanted.before === undefined ? {} : { beforeMs: Date.parse(wanted.before) }),
    ...(wanted.after === undefined ? {} : { afterMs: Date.parse(wanted.after) }),
    ...(wanted.minSize === undefined ? {} : { minSize: wanted.minSize }),
    ...(wanted.maxSize === undefined ? {} : { maxSize: wanted.maxSize }),
    ...(wanted.hasKeyword === undefined ? {} : hasKeyword(wanted.hasKeyword)),
    ...(wanted.notKeyword === undefined ? {} : lacksKeyword(wanted.notKeyword)),
    ...(wanted.hasAttachment === undefined ? {} : { hasAttachment: wanted.hasAttachment }),
    ...(wanted.isUrgent === undefined ? {} : { isUrgent: wanted.isUrgent }),
    ...(text.length === 0 ? {} : { text }),
  };
}

export function hasKeyword(name: string): FlatQuery {
  const bit = keywordBit(name);
  return bit === null ? { hasKeyword: name } : { hasBits: bit };
}

export function lacksKeyword(name: string): FlatQuery {
  const bit = keywordBit(name);
  return bit === null ? { lacksKeyword: name } : { lacksBits: bit };
}

const textFields = ["text", "from", "to", "cc", "bcc", "subject", "body"] as const;

function textTerms(wanted: Condition): TextTerm[] {
  const fields: (readonly [TextTerm["field"], string | undefined])[] = [
    ...textFields.map((field) => [field, wanted[field]] as const),
    ["attachment", wanted.attachmentName],
  ];
  const terms = fields.flatMap(([field, text]) => words(text ?? "").map((value) => ({ field, value })));
  if (terms.length > mostWords) throw new MethodError("unsupportedFilter", `more than ${mostWords} words`);
  return terms;
}

/** Words that must all occur, and phrases in quotes (RFC 8621 §4.4.1); `\"` is a quote within a phrase. */
export function words(text: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length; ) {
    if (isSpace(text[at])) at++;
    else if (text[at] === '"') {
      const end = closingQuote(text, at + 1);
      found.push(text.slice(at + 1, end).replaceAll('\\"', '"'));
      at = end + 1;
    } else {
      let end = at;
      while (end < text.length && !isSpace(text[end])) end++;
      found.push(text.slice(at, end));
      at = end;
    }
  }
  return found.filter((word) => word.trim() !== "");
}

const isSpace = (letter: string | undefined): boolean => letter !== undefined && letter.trim() === "";

function closingQuote(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

/** NOT of one plain keyword or mark is again something the store answers. */
function negated(node: FilterNode): FilterNode {
  const [only, ...others] = conjuncts(node);
  if (only?.kind === "flat" && others.length === 0) {
    const inverse = invertedFlat(only.query);
    if (inverse !== null) return { kind: "flat", query: inverse };
  }
  return { kind: "not", node };
}

function invertedFlat(query: FlatQuery): FlatQuery | null {
  const [entry, ...others] = Object.entries(query);
  if (entry === undefined || others.length > 0) return null;
  if (query.hasBits !== undefined) return { lacksBits: query.hasBits };
  if (query.hasKeyword !== undefined) return { lacksKeyword: query.hasKeyword };
  if (query.hasAttachment !== undefined) return { hasAttachment: !query.hasAttachment };
  return query.isUrgent === undefined ? null : { isUrgent: !query.isUrgent };
}

function conjuncts(node: FilterNode): FilterNode[] {
  if (node.kind === "and") return node.nodes.flatMap(conjuncts);
  return node.kind === "flat" && Object.keys(node.query).length === 0 ? [] : [node];
}

/** Joins flat queries whose parts do not speak of the same thing; text terms and bits add up. */
function mergeFlat(nodes: readonly FilterNode[]): FilterNode[] {
  const merged: FilterNode[] = [];
  let joined: FlatQuery = {};
  for (const node of nodes) {
    const next = node.kind === "flat" ? joinFlat(joined, node.query) : null;
    if (next === null) merged.push(node);
    else joined = next;
  }
  return Object.keys(joined).length === 0 ? merged : [{ kind: "flat", query: joined }, ...merged];
}

function joinFlat(a: FlatQuery, b: FlatQuery): FlatQuery | null {
  const { text, hasBits, lacksBits, ...rest } = b;
  if (Object.keys(rest).some((name) => Object.hasOwn(a, name))) return null;
  const terms = [...(a.text ?? []), ...(text ?? [])];
  const has = (a.hasBits ?? 0) | (hasBits ?? 0);
  const lacks = (a.lacksBits ?? 0) | (lacksBits ?? 0);
  return {
    ...a,
    ...rest,
    ...(terms.length === 0 ? {} : { text: terms }),
    ...(has === 0 ? {} : { hasBits: has }),
    ...(lacks === 0 ? {} : { lacksBits: lacks }),
  };
}
