// Every method this server answers, by name.
import { core } from "./capabilities.ts";
import { emailChanges } from "./email/changes.ts";
import { emailGet } from "./email/get.ts";
import { emailCopy, emailImport } from "./email/import.ts";
import { emailParse } from "./email/parse.ts";
import { emailQuery, emailQueryChanges } from "./email/query.ts";
import { emailSet } from "./email/set.ts";
import { searchSnippetGet } from "./email/snippet.ts";
import { mailboxChanges } from "./mailbox/changes.ts";
import { mailboxGet } from "./mailbox/get.ts";
import { mailboxQuery, mailboxQueryChanges } from "./mailbox/query.ts";
import { mailboxSet } from "./mailbox/set.ts";
import type { Method } from "./method.ts";
import { submissionChanges, submissionGet, submissionQuery, submissionQueryChanges } from "./submission/get.ts";
import { identityChanges, identityGet, identitySet } from "./submission/identity.ts";
import { submissionSet } from "./submission/set.ts";
import { threadChanges, threadGet } from "./thread/thread.ts";

/** RFC 8620 §4. */
const echo: Method = { name: "Core/echo", capability: core, run: async (_context, args) => [["Core/echo", args]] };

export const methods: readonly Method[] = [
  echo,
  mailboxGet,
  mailboxChanges,
  mailboxQuery,
  mailboxQueryChanges,
  mailboxSet,
  threadGet,
  threadChanges,
  emailGet,
  emailChanges,
  emailQuery,
  emailQueryChanges,
  emailSet,
  emailCopy,
  emailImport,
  emailParse,
  searchSnippetGet,
  identityGet,
  identityChanges,
  identitySet,
  submissionGet,
  submissionChanges,
  submissionQuery,
  submissionQueryChanges,
  submissionSet,
];

const byName = new Map(methods.map((method) => [method.name, method]));

/** Null = no such method. */
export const methodNamed = (name: string): Method | null => byName.get(name) ?? null;
