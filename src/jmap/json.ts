// JSON from peers: strict UTF-8, bounded nesting, objects without a prototype, so that a key like "__proto__" is a key
// like any other (RFC 8620 §3.6.1 notJSON; reliability rule 26). Leaves out: duplicate keys are not reported, the last
// one counts as in JSON.parse (I-JSON, RFC 7493 §2.3, forbids senders to write them).

export class JsonError extends Error {
  override readonly name = "JsonError";
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Throws JsonError for bytes that are no UTF-8, no JSON or nested deeper than `maxDepth`. */
export function parseJson(bytes: Uint8Array, maxDepth: number): unknown {
  try {
    const text = utf8.decode(bytes);
    if (deeperThan(text, maxDepth)) throw new JsonError(`nested deeper than ${maxDepth}`);
    return withoutPrototypes(JSON.parse(text));
  } catch (error) {
    throw error instanceof JsonError ? error : new JsonError("not JSON");
  }
}

const quote = 0x22;
const backslash = 0x5c;

/** Counts brackets outside strings before anything recursive sees the text. */
function deeperThan(text: string, maxDepth: number): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === quote) i = endOfString(text, i + 1);
    else if (unit === 0x5b || unit === 0x7b) {
      if (++depth > maxDepth) return true;
    } else if (unit === 0x5d || unit === 0x7d) depth--;
  }
  return false;
}

/** Index of the closing quote, or the text's end. */
function endOfString(text: string, start: number): number {
  for (let i = start; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === backslash) i++;
    else if (unit === quote) return i;
  }
  return text.length;
}

/** Recursion is bounded by the depth already checked. */
function withoutPrototypes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPrototypes);
  if (value === null || typeof value !== "object") return value;
  const bare = Object.create(null) as Record<string, unknown>;
  for (const [key, member] of Object.entries(value)) bare[key] = withoutPrototypes(member);
  return bare;
}

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  value !== null && typeof value === "object" && !Array.isArray(value);
