// EmailBodyPart (RFC 8621 §4.1.4).
import { type PartNode, partName } from "#mime/body-parts.ts";
import { headerText } from "#mime/headers.ts";
import { parseMessageIds } from "#mime/message-ids.ts";
import type { Part } from "#mime/part.ts";
import { decodedBytes } from "#mime/transfer-encoding.ts";
import { MethodError } from "../errors.ts";
import { allHeaders, headerPropertyOf, headerPropertyValue } from "./header-forms.ts";

/** What Email/get gives when it is not told otherwise (RFC 8621 §4.2). */
export const usualPartProperties = [
  "partId",
  "blobId",
  "size",
  "name",
  "type",
  "charset",
  "disposition",
  "cid",
  "language",
  "location",
] as const;

export interface PartView {
  readonly bytes: Buffer;
  /** Blob id of a part of this letter. */
  readonly blobIdOf: (partId: string) => string;
  readonly properties: readonly string[];
}

/** Throws invalidArguments for a name that is no property of a part. */
export function checkPartProperties(properties: readonly string[]): readonly string[] {
  const unknown = properties.find((name) => !isPartProperty(name));
  if (unknown !== undefined) throw new MethodError("invalidArguments", `bodyProperties: unknown ${unknown}`);
  return properties;
}

const isPartProperty = (name: string): boolean =>
  Object.hasOwn(readers, name) || name === "subParts" || headerPropertyOf(name) !== null;

/** `deep` adds the parts of a multipart, whether asked for or not: a tree without them would say nothing. */
export function partObject(node: PartNode, view: PartView, deep: boolean): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const name of view.properties) {
    const header = headerPropertyOf(name);
    object[name] =
      header === null ? (readers[name]?.(node, view) ?? null) : headerPropertyValue(view.bytes, node.part, header);
  }
  if (deep && node.id === null) object.subParts = node.children.map((child) => partObject(child, view, true));
  return object;
}

const readers: Readonly<Record<string, (node: PartNode, view: PartView) => unknown>> = {
  partId: ({ id }) => id,
  blobId: ({ id }, view) => (id === null ? null : view.blobIdOf(id)),
  size: ({ id, part }, { bytes }) => (id === null ? 0 : decodedBytes(bytes, part).length),
  headers: ({ part }, { bytes }) => allHeaders(bytes, part),
  name: ({ part }) => partName(part),
  type: ({ part }) => `${part.type}/${part.subtype}`,
  charset: ({ part }) => (part.type === "text" ? (part.parameters.get("charset") ?? "us-ascii") : null), // RFC 2046 §4.1.2
  disposition: ({ part }) => part.disposition?.kind ?? null,
  cid: ({ part }, { bytes }) => contentId(bytes, part),
  language: ({ part }, { bytes }) => languagesOf(headerText(bytes, part, "content-language")),
  location: ({ part }, { bytes }) => headerText(bytes, part, "content-location"),
};

/** Without angle brackets. */
export const contentId = (bytes: Buffer, part: Part): string | null =>
  parseMessageIds(headerText(bytes, part, "content-id") ?? "").at(0) ?? null;

/** RFC 3282 §2. */
function languagesOf(value: string | null): string[] | null {
  const tags = (value ?? "").split(",").map((tag) => tag.trim());
  const written = tags.filter((tag) => tag !== "");
  return written.length === 0 ? null : written;
}
