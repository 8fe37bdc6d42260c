// JSON Pointer (RFC 6901) with JMAP's "*" for every item of an array (RFC 8620 §3.7). Looks at own properties only.

/** Value at `pointer`; undefined = no such place, also for a pointer that is none. */
export function valueAt(root: unknown, pointer: string): unknown {
  if (pointer === "") return root;
  if (!pointer.startsWith("/")) return undefined;
  return walk(root, pointer.slice(1).split("/"), 0);
}

function walk(value: unknown, tokens: readonly string[], at: number): unknown {
  const token = tokens[at];
  if (token === undefined) return value;
  if (Array.isArray(value)) {
    if (token === "*") return each(value, tokens, at + 1);
    return /^(?:0|[1-9]\d{0,15})$/.test(token) ? walk(value[Number(token)], tokens, at + 1) : undefined;
  }
  if (value === null || typeof value !== "object") return undefined;
  const key = unescapeToken(token);
  return Object.hasOwn(value, key) ? walk((value as Record<string, unknown>)[key], tokens, at + 1) : undefined;
}

/** Results that are arrays themselves are joined into one flat array (RFC 8620 §3.7). */
function each(items: readonly unknown[], tokens: readonly string[], at: number): unknown {
  const out: unknown[] = [];
  for (const item of items) {
    const result = walk(item, tokens, at);
    if (result === undefined) return undefined;
    if (Array.isArray(result)) for (const one of result) out.push(one);
    else out.push(result);
  }
  return out;
}

export const unescapeToken = (token: string): string => token.replaceAll("~1", "/").replaceAll("~0", "~"); // RFC 6901 §4
