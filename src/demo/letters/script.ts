// The form in which the letters of the demonstration are written down: who writes to whom, when, what, and who answers.
// Times count back from the day the province is made; texts get the dates of their own day.
import type { Urgency } from "#mime/part.ts";
import type { Moment } from "../calendar.ts";

/**
 * `hoa` is an official, `@skhcn` a unit mailbox, `*skhcn` everybody of an agency, `@*` every unit mailbox but the
 * sender's, `@departments` and `@communes` those of the kind.
 */
export type Who = string;

/** A paragraph, a list, or a table whose first row is its head. */
export type Block =
  | string
  | { readonly list: readonly string[] }
  | { readonly table: readonly (readonly (string | number)[])[] };

export type Body = (at: Moment) => readonly Block[];

export interface Reply {
  readonly from: Who;
  readonly afterHours: number;
  readonly body: Body;
  /** Also to everybody who got the letter answered; else to its sender alone. */
  readonly toAll?: boolean;
  readonly files?: readonly string[];
}

export interface Script {
  /** Working days back, and the time of day. */
  readonly daysAgo?: number;
  readonly time?: string;
  /** On the last such day of the week before that (1 = Monday). */
  readonly onWeekday?: number;
  /** Instead of both: minutes before the province is made. */
  readonly minutesAgo?: number;
  readonly from: Who;
  /** Shown instead of the mailbox's own name. */
  readonly fromName?: string;
  readonly to: readonly Who[];
  readonly cc?: readonly Who[];
  /** Number and signs of an official document: "1123/SKHCN-CNS". */
  readonly number?: string;
  readonly subject: (at: Moment) => string;
  readonly body: Body;
  readonly urgency?: Urgency;
  /** Hours until an answer is asked for; "15:00" = the next time it is three in the afternoon. */
  readonly replyIn?: number | "15:00";
  /** File names; the ending says what is made. */
  readonly files?: readonly string[];
  readonly replies?: readonly Reply[];
  /** Own folder of the one official who keeps the letter there. */
  readonly keptBy?: { readonly who: Who; readonly folder: readonly string[] };
  readonly starredBy?: readonly Who[];
  /** Not yet opened by anybody. */
  readonly isUnread?: boolean;
}

export const always = (text: string) => (): string => text;
