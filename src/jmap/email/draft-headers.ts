// Header fields of a draft (RFC 8621 §4.1.2, §4.1.3, §4.6): the convenience properties and `header:*`, each field once.
import { z } from "zod";
import { parseAddressList } from "#mime/addresses.ts";
import { parseRfc3339, type WrittenDate } from "#mime/dates.ts";
import { parseMessageIds } from "#mime/message-ids.ts";
import type { MailAddress, Urgency } from "#mime/part.ts";
import { invalidProperties } from "../errors.ts";
import type { JsonObject } from "../json.ts";
import { date } from "../method.ts";
import { type Form, type HeaderProperty, headerPropertyOf } from "./header-forms.ts";

export interface DraftHeaders {
  readonly from: readonly MailAddress[];
  readonly sender?: MailAddress | undefined;
  readonly replyTo?: readonly MailAddress[] | undefined;
  readonly to?: readonly MailAddress[] | undefined;
  readonly cc?: readonly MailAddress[] | undefined;
  readonly bcc?: readonly MailAddress[] | undefined;
  readonly subject?: string | undefined;
  readonly sentAt?: WrittenDate | undefined;
  readonly messageId?: string | undefined;
  readonly inReplyTo?: readonly string[] | undefined;
  readonly references?: readonly string[] | undefined;
  readonly urgency?: Urgency | undefined;
  readonly replyBy?: string | null | undefined;
  readonly extra: readonly { readonly name: string; readonly value: string }[];
}

const addresses = z.array(
  z
    .strictObject({ name: z.string().nullish(), email: z.string() })
    .transform(({ name, email }): MailAddress => ({ name: name ?? null, address: email.trim() })),
);
const ids = z.array(z.string().max(1_000));

const shape = z
  .strictObject({
    from: addresses.nullable(),
    sender: addresses.max(1).nullable(),
    replyTo: addresses.nullable(),
    to: addresses.nullable(),
    cc: addresses.nullable(),
    bcc: addresses.nullable(),
    subject: z.string().nullable(),
    sentAt: date.nullable(),
    messageId: ids.max(1).nullable(),
    inReplyTo: ids.nullable(),
    references: ids.nullable(),
    urgency: z.enum(["normal", "urgent", "very-urgent", "express"]),
    replyBy: date.nullable(),
  })
  .partial();

/** Convenience property of each field that has one. */
const propertyOf: ReadonlyMap<string, string> = new Map([
  ["from", "from"],
  ["sender", "sender"],
  ["reply-to", "replyTo"],
  ["to", "to"],
  ["cc", "cc"],
  ["bcc", "bcc"],
  ["subject", "subject"],
  ["date", "sentAt"],
  ["message-id", "messageId"],
  ["in-reply-to", "inReplyTo"],
  ["references", "references"],
]);

/** What of the object is about header fields, and what is not. */
export function headersOf(object: JsonObject): { headers: DraftHeaders; rest: JsonObject } {
  const own: Record<string, unknown> = Object.create(null);
  const rest: Record<string, unknown> = Object.create(null);
  const extra: { name: string; value: string }[] = [];
  for (const [property, value] of Object.entries(object)) {
    const header = property.startsWith("header:") ? expectHeader(property) : null;
    const known = header === null ? property : propertyOf.get(header.name);
    if (header === null && !Object.hasOwn(shape.shape, property)) rest[property] = value;
    else if (known === undefined) extra.push(...fieldsOf(header as HeaderProperty, value));
    else if (Object.hasOwn(own, known))
      throw invalidProperties([property], "A header field twice."); // RFC 8621 §4.6
    else own[known] = header === null ? value : asProperty(header, value);
  }
  const parsed = shape.safeParse(own);
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => String(issue.path[0] ?? ""));
    throw invalidProperties([...new Set(names)], "Of a wrong type.");
  }
  return { headers: { ...tidied(parsed.data), extra }, rest };
}

function tidied(data: z.infer<typeof shape>): Omit<DraftHeaders, "extra"> {
  return {
    from: data.from ?? [],
    sender: data.sender?.[0],
    replyTo: data.replyTo ?? undefined,
    to: data.to ?? undefined,
    cc: data.cc ?? undefined,
    bcc: data.bcc ?? undefined,
    subject: data.subject ?? undefined,
    sentAt: data.sentAt ? (parseRfc3339(data.sentAt) ?? undefined) : undefined,
    messageId: data.messageId?.[0],
    inReplyTo: data.inReplyTo ?? undefined,
    references: data.references ?? undefined,
    urgency: data.urgency,
    replyBy: data.replyBy,
  };
}

function expectHeader(property: string): HeaderProperty {
  const header = headerPropertyOf(property);
  const isContent = header?.name.startsWith("content-") || header?.name === "mime-version";
  if (header === null || isContent) throw invalidProperties([property], "Not a header field that may be set.");
  return header;
}

/** A `header:From:…` value in the shape of its convenience property. */
function asProperty({ name, form, all, property }: HeaderProperty, value: unknown): unknown {
  if (all) throw invalidProperties([property], "This field stands once.");
  if (form !== "asRaw" && form !== "asText") return value;
  if (typeof value !== "string") throw invalidProperties([property], "Text.");
  if (name === "subject") return value.trim();
  if (name === "date") throw invalidProperties([property], "Use sentAt.");
  if (["message-id", "in-reply-to", "references"].includes(name)) return parseMessageIds(value);
  return parseAddressList(value).map((one) => ({ name: one.name, email: one.address }));
}

function fieldsOf({ spelled, form, all, property }: HeaderProperty, value: unknown) {
  const values = all ? value : [value];
  if (!Array.isArray(values)) throw invalidProperties([property], "A list.");
  return values.map((one) => ({ name: spelled, value: written(form, one, property) }));
}

const idList = z.array(z.string().regex(/^[!-;=?-~]+$/));

function written(form: Form, value: unknown, property: string): string {
  if ((form === "asRaw" || form === "asText") && typeof value === "string") return value.trim();
  const list = idList.safeParse(value);
  if ((form === "asMessageIds" || form === "asURLs") && list.success)
    return list.data.map((one) => `<${one}>`).join(form === "asURLs" ? ", " : " ");
  throw invalidProperties([property], "Of a wrong type, or in a form that cannot be set.");
}
