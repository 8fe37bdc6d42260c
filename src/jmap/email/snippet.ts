// SearchSnippet/get (RFC 8621 §5): where the words searched for stand in subject and text, marked, the rest escaped.
import { z } from "zod";
import { fold } from "#base/fold.ts";
import { limits } from "#base/limits.ts";
import { bodyText } from "#mime/plain-text.ts";
import { readLetter } from "#mime/read-letter.ts";
import { breather } from "../breathe.ts";
import { mail } from "../capabilities.ts";
import { accountOf } from "../context.ts";
import { MethodError } from "../errors.ts";
import { idOf } from "../ids.ts";
import { isObject, type JsonObject } from "../json.ts";
import type { Account, TextTerm } from "../mail-backend.ts";
import { id, method } from "../method.ts";
import { compileFilter, type FilterNode } from "./filter.ts";
import { storedEmails } from "./get.ts";
import type { StoredEmail } from "./object.ts";

const shape = z.strictObject({
  accountId: id,
  filter: z.custom<JsonObject>(isObject).nullish(),
  emailIds: z.array(id),
});

export const searchSnippetGet = method({
  name: "SearchSnippet/get",
  capability: mail,
  args: shape,
  run: async (context, args) => {
    const account = accountOf(context, args.accountId);
    if (args.emailIds.length > limits.jmapObjectsInGet) throw new MethodError("requestTooLarge");
    const terms = compileFilter(args.filter ?? null).flatMap(termsOf);
    const found = new Map<string, JsonObject>();
    const breathe = breather();
    for (const email of await storedEmails(account, args.emailIds)) {
      await breathe();
      const emailId = idOf("e", email.row.emailNo);
      found.set(emailId, { emailId, ...(await snippets(account, email, terms)) });
    }
    const notFound = args.emailIds.filter((one) => !found.has(one));
    return { accountId: args.accountId, list: [...found.values()], notFound: notFound.length === 0 ? null : notFound };
  },
});

/** Words asked for, not those ruled out. */
function termsOf(node: FilterNode): readonly TextTerm[] {
  if (node.kind === "flat") return node.query.text ?? [];
  return node.kind === "and" || node.kind === "or" ? node.nodes.flatMap(termsOf) : [];
}

async function snippets(account: Account, { row }: StoredEmail, terms: readonly TextTerm[]) {
  const inSubject = valuesFor(terms, "subject");
  const inBody = valuesFor(terms, "body");
  const subject = marked(row.summary.subject ?? "", inSubject);
  if (inBody.length === 0) return { subject, preview: null };
  const inPreview = marked(row.summary.preview, inBody);
  if (inPreview !== null) return { subject, preview: inPreview };
  const bytes = await account.mail.body(row.emailNo);
  return { subject, preview: markedAround(bodyText(bytes, readLetter(bytes)), inBody) };
}

const valuesFor = (terms: readonly TextTerm[], field: "subject" | "body"): string[] =>
  terms.filter((term) => term.field === "text" || term.field === field).map((term) => fold(term.value));

interface Folded {
  readonly text: string;
  /** Index in the original of each folded unit, and its end. */
  readonly origin: readonly number[];
}

function foldWithOrigin(original: string): Folded {
  let text = "";
  const origin: number[] = [];
  for (let i = 0; i < original.length; i++) {
    const piece = fold(original[i] ?? "");
    text += piece;
    for (let k = 0; k < piece.length; k++) origin.push(i);
  }
  origin.push(original.length);
  return { text, origin };
}

type Range = readonly [start: number, end: number];

/** Places where a word begins with one of the values, joined where they meet, in the original text. */
function rangesOf(original: string, values: readonly string[]): Range[] {
  const { text, origin } = foldWithOrigin(original);
  const ranges: Range[] = [];
  for (const value of values) {
    for (let at = text.indexOf(value); at !== -1 && value !== ""; at = text.indexOf(value, at + value.length)) {
      if (at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1] ?? "")) continue;
      ranges.push([origin[at] ?? 0, origin[at + value.length] ?? original.length]);
    }
  }
  return joined(ranges.sort((a, b) => a[0] - b[0]));
}

function joined(ranges: readonly Range[]): Range[] {
  const apart: Range[] = [];
  for (const range of ranges) {
    const last = apart.at(-1);
    if (last === undefined || range[0] > last[1]) apart.push(range);
    else apart[apart.length - 1] = [last[0], Math.max(last[1], range[1])];
  }
  return apart;
}

/** Null = none of the words is in it (RFC 8621 §5). */
function marked(text: string, values: readonly string[]): string | null {
  const ranges = rangesOf(text, values);
  return ranges.length === 0 ? null : write(text, ranges);
}

const before = 60;
const longest = 200;
/** How far into a letter words are looked for. */
const mostText = 200_000;

function markedAround(text: string, values: readonly string[]): string | null {
  const plain = text.slice(0, mostText).replace(/\s+/g, " ");
  const [first] = rangesOf(plain, values);
  if (first === undefined) return null;
  const start = Math.max(0, first[0] - before);
  return marked(plain.slice(start, start + longest).toWellFormed(), values);
}

function write(text: string, ranges: readonly Range[]): string {
  let out = "";
  let at = 0;
  for (const [start, end] of ranges) {
    out += `${escaped(text.slice(at, start))}<mark>${escaped(text.slice(start, end))}</mark>`;
    at = end;
  }
  return out + escaped(text.slice(at));
}

const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
