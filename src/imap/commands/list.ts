// LIST (RFC 9051 §6.3.9) with the selection and return options of RFC 5258, STATUS of RFC 5819 and SPECIAL-USE of
// RFC 6154. Special uses and children are shown in every answer, asked for or not, as RFC 6154 §2 allows.
import type { Mailbox } from "../backend.ts";
import type { Call, Command } from "../context.ts";
import { matchesPattern } from "../list-match.ts";
import { accountOf } from "../mailbox-lookup.ts";
import { decodeName, encodeName, nameOfPath, separator } from "../mailbox-name.ts";
import { ok } from "../replies.ts";
import { expectStatusItems, type StatusItem, statusLine } from "../status-items.ts";
import { BadCommand } from "../syntax.ts";

interface Request {
  readonly select: ReadonlySet<string>;
  readonly patterns: readonly string[];
  readonly isExtended: boolean;
  readonly returnsSubscribed: boolean;
  readonly status: readonly StatusItem[] | null;
}

/** Patterns of one command; more would only serve to burn time. */
const maxPatterns = 32;

export const list: Command = {
  state: "authenticated",
  run: async (call) => {
    const { session } = call;
    const request = expectRequest(call);
    if (!request.isExtended && request.patterns[0] === "") {
      session.output.write('* LIST (\\Noselect) "/" ""\r\n'); // RFC 9051 §6.3.9: only the separator is asked for
      return ok("LIST done");
    }
    if (request.status?.includes("HIGHESTMODSEQ")) session.condstore = true;
    for (const { mailbox, childInfo } of choose(await accountOf(call).mailboxes(), request)) {
      session.output.write(`* LIST ${listText(mailbox, request, session.utf8)}${childInfo}\r\n`);
      if (request.status) session.output.write(await statusLine(call, mailbox, request.status));
    }
    return ok("LIST done");
  },
};

function expectRequest(call: Call): Request {
  const { cursor, session } = call;
  const at = "(".charCodeAt(0);
  cursor.expectSpace();
  let select: Set<string> | null = null;
  if (cursor.peek() === at) {
    select = new Set(cursor.expectList(() => expectSelectOption(call), 0));
    cursor.expectSpace();
  }
  if (select?.has("RECURSIVEMATCH") && !select.has("SUBSCRIBED") && !select.has("SPECIAL-USE")) {
    throw new BadCommand("RECURSIVEMATCH needs another option"); // RFC 5258 §3.1
  }
  const reference = decodeName(cursor.expectAstring("a reference name"), session.utf8);
  cursor.expectSpace();
  const isList = cursor.peek() === at;
  const takePattern = () => decodeName(cursor.expectListMailbox(), session.utf8);
  const given = isList ? cursor.expectList(takePattern) : [takePattern()];
  if (given.length > maxPatterns) throw new BadCommand("Too many patterns");
  const returned = cursor.take(" ") ? expectReturn(call) : null;
  cursor.expectEnd();
  const patterns = given.map((pattern) => canonical(reference + pattern));
  return {
    select: select ?? new Set(),
    patterns: !select && !isList && !returned && given[0] === "" ? [""] : patterns,
    isExtended: select !== null || isList || returned !== null,
    returnsSubscribed: (returned?.subscribed ?? false) || (select?.has("SUBSCRIBED") ?? false),
    status: returned?.status ?? null,
  };
}

/** INBOX is INBOX in any case, alone or as the first level (RFC 9051 §5.1). */
export const canonical = (pattern: string): string =>
  pattern.toUpperCase().startsWith("INBOX") && (pattern.length === 5 || pattern[5] === separator)
    ? `INBOX${pattern.slice(5)}`
    : pattern;

export const isMatch = (name: string, pattern: string): boolean =>
  matchesPattern(name, pattern) || (name === "INBOX" && matchesPattern(name, pattern.toUpperCase()));

function expectSelectOption({ cursor }: Call): string {
  const name = cursor.expectAtom("a selection option").toUpperCase();
  if (!["SUBSCRIBED", "REMOTE", "RECURSIVEMATCH", "SPECIAL-USE"].includes(name)) cursor.fail("a selection option");
  return name;
}

function expectReturn({ cursor }: Call): { subscribed: boolean; status: StatusItem[] | null } {
  if (!cursor.takeWord("RETURN")) cursor.fail("RETURN");
  cursor.expectSpace();
  const returned = { subscribed: false, status: null as StatusItem[] | null };
  cursor.expectList(() => {
    const name = cursor.expectAtom("a return option").toUpperCase();
    if (name === "SUBSCRIBED") returned.subscribed = true;
    else if (name === "STATUS") {
      cursor.expectSpace();
      returned.status = expectStatusItems(cursor);
    } else if (name !== "CHILDREN" && name !== "SPECIAL-USE") cursor.fail("a return option");
  }, 0);
  return returned;
}

interface Chosen {
  readonly mailbox: Mailbox;
  /** ` ("CHILDINFO" ("SUBSCRIBED"))`, or "". */
  readonly childInfo: string;
}

function choose(mailboxes: readonly Mailbox[], request: Request): Chosen[] {
  const { select } = request;
  const fits = (mailbox: Mailbox) =>
    (!select.has("SUBSCRIBED") || mailbox.subscribed) && (!select.has("SPECIAL-USE") || mailbox.use !== null);
  const named = mailboxes.map((mailbox) => {
    const name = nameOfPath(mailbox.path);
    return { mailbox, name, isMatch: request.patterns.some((pattern) => isMatch(name, pattern)), fits: fits(mailbox) };
  });
  if (!select.has("RECURSIVEMATCH")) {
    return named.filter((each) => each.isMatch && each.fits).map(({ mailbox }) => ({ mailbox, childInfo: "" }));
  }
  // RFC 5258 §3.5: a parent is named when a child fits, unless it neither fits nor hides one that is not named itself.
  const parents = new Set<string>();
  const needed = new Set<string>();
  for (const { mailbox, isMatch: isNamed, fits: isFit } of named) {
    if (!isFit) continue;
    for (let depth = 1; depth < mailbox.path.length; depth++) {
      const parent = nameOfPath(mailbox.path.slice(0, depth));
      parents.add(parent);
      if (!isNamed) needed.add(parent);
    }
  }
  const words = ["SUBSCRIBED", "SPECIAL-USE"].filter((word) => select.has(word)).map((word) => `"${word}"`);
  return named
    .filter((each) => each.isMatch && (each.fits || needed.has(each.name)))
    .map(({ mailbox, name }) => ({
      mailbox,
      childInfo: parents.has(name) ? ` ("CHILDINFO" (${words.join(" ")}))` : "",
    }));
}

const useNames = { drafts: "\\Drafts", sent: "\\Sent", archive: "\\Archive", junk: "\\Junk", trash: "\\Trash" };

/** `(\HasNoChildren) "/" "Sent"` */
function listText(mailbox: Mailbox, request: Request, utf8: boolean): string {
  const attributes = [mailbox.hasChildren ? "\\HasChildren" : "\\HasNoChildren"];
  if (mailbox.use) attributes.push(useNames[mailbox.use]);
  if (request.returnsSubscribed && mailbox.subscribed) attributes.push("\\Subscribed");
  return `(${attributes.join(" ")}) "/" ${encodeName(nameOfPath(mailbox.path), utf8)}`;
}
