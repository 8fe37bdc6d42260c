// The patch of an Email/set update (RFC 8620 §5.3, RFC 8621 §4.6): keywords and mailboxIds, whole or one by one.
import { limits } from "#base/limits.ts";
import { type Context, realId } from "../context.ts";
import { invalidProperties, SetFailure } from "../errors.ts";
import { numberOf } from "../ids.ts";
import { isObject, type JsonObject } from "../json.ts";
import type { EmailNo, EmailPatch, FolderId } from "../mail-backend.ts";
import { unescapeToken } from "../pointer.ts";
import { flagsOf, isKeyword } from "./keywords.ts";

export interface CurrentEmail {
  readonly emailNo: EmailNo;
  readonly keywords: readonly string[];
  readonly folders: readonly FolderId[];
}

/** What the store is asked to change. Throws SetFailure for patches that are none. */
export function patchOf(context: Context, patch: JsonObject, current: CurrentEmail): EmailPatch {
  const keywords = editsOf(patch, "keywords");
  const mailboxIds = editsOf(patch, "mailboxIds");
  refuseOthers(patch);
  return {
    emailNo: current.emailNo,
    ...(keywords === null ? {} : flagChanges(keywords, current)),
    ...(mailboxIds === null ? {} : { folders: foldersAfter(context, mailboxIds, current) }),
  };
}

interface Edits {
  /** Replaces all there was. */
  readonly whole: boolean;
  readonly on: readonly string[];
  readonly off: readonly string[];
}

/** The edits of one map; null = the patch leaves it alone. */
function editsOf(patch: JsonObject, name: "keywords" | "mailboxIds"): Edits | null {
  const prefix = `${name}/`;
  const single = Object.keys(patch).filter((key) => key.startsWith(prefix));
  const whole = Object.hasOwn(patch, name);
  if (whole && single.length > 0) throw new SetFailure({ type: "invalidPatch", description: `${name} twice` }); // RFC 8620 §5.3
  if (whole) return { whole, on: trueKeys(patch[name], name), off: [] };
  if (single.length === 0) return null;
  const keyOf = (key: string) => unescapeToken(key.slice(prefix.length));
  const wrong = single.find((key) => patch[key] !== true && patch[key] !== null);
  if (wrong !== undefined) throw invalidProperties([wrong], "true or null");
  return {
    whole,
    on: single.filter((key) => patch[key] === true).map(keyOf),
    off: single.filter((key) => patch[key] === null).map(keyOf),
  };
}

/** Keys of a map whose values are all true. */
export function trueKeys(value: unknown, name: string): string[] {
  if (!isObject(value) || Object.values(value).some((member) => member !== true))
    throw invalidProperties([name], "a map of names to true");
  return Object.keys(value);
}

/** A letter never changes but in its keywords and folders (RFC 8621 §4.6). */
function refuseOthers(patch: JsonObject): void {
  const others = Object.keys(patch).filter((key) => !/^(?:keywords|mailboxIds)(?:\/|$)/.test(key));
  if (others.length > 0) throw invalidProperties(others, "Only keywords and mailboxIds may change.");
}

/** Throws for text that is no keyword and for more of them than one letter may carry. */
export function checkedKeywords(keywords: readonly string[]): readonly string[] {
  const wrong = keywords.find((keyword) => !isKeyword(keyword) || keyword.length > limits.keywordBytes);
  if (wrong !== undefined) throw invalidProperties(["keywords"], "Not a keyword.");
  if (keywords.length > limits.keywordsPerPlacement) throw new SetFailure({ type: "tooManyKeywords" });
  return keywords;
}

function flagChanges({ whole, on, off }: Edits, current: CurrentEmail): Pick<EmailPatch, "addFlags" | "removeFlags"> {
  const wanted = new Set(checkedKeywords(on).map((keyword) => keyword.toLowerCase()));
  const gone = whole ? current.keywords.filter((keyword) => !wanted.has(keyword)) : checkedKeywords(off);
  const before = new Set(current.keywords);
  for (const keyword of gone) before.delete(keyword.toLowerCase());
  checkedKeywords([...before.union(wanted)]);
  return {
    ...(on.length === 0 ? {} : { addFlags: flagsOf(on) }),
    ...(gone.length === 0 ? {} : { removeFlags: flagsOf(gone) }),
  };
}

function foldersAfter(context: Context, { whole, on, off }: Edits, current: CurrentEmail): FolderId[] {
  const folders = new Set<FolderId>(whole ? [] : current.folders);
  for (const mailboxId of on) folders.add(folderIdOf(context, mailboxId));
  for (const mailboxId of off) folders.delete(folderIdOf(context, mailboxId));
  if (folders.size === 0) throw invalidProperties(["mailboxIds"], "An email lies in at least one mailbox.");
  return [...folders];
}

/** Whether the folder exists is for the store to say. */
export function folderIdOf(context: Context, mailboxId: string): FolderId {
  const real = realId(context, mailboxId);
  const number = real === null ? null : numberOf("f", real);
  if (number === null) throw invalidProperties(["mailboxIds"], "No such mailbox.");
  return number as FolderId;
}
