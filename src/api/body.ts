// Request bodies: bounded in size and in time (case C23). Too large is answered before it is read where the length is
// declared, as soon as it is known otherwise.
import { limits } from "#base/limits.ts";
import { JsonError, parseJson } from "#jmap/json.ts";
import type { RouteContext } from "./parts.ts";
import { HttpRefusal } from "./problem.ts";

export interface BodyPatience {
  /** Longest wait for the next octets. */
  readonly idleMs: number;
  /** From then on the average must keep up with `slowestBytesPerSecond`. */
  readonly graceMs: number;
  readonly slowestBytesPerSecond: number;
}

export const patience: BodyPatience = { idleMs: 30_000, graceMs: 30_000, slowestBytesPerSecond: 1_024 };

/** What a refused body's connection is good for: nothing, the rest of it is still coming. */
const closing = { headers: { Connection: "close" } };

/** Octets of the body. Refuses with 413 past `most`, with 408 when they come too slowly. */
export async function readBody(c: RouteContext, most: number, wait: BodyPatience = patience): Promise<Buffer> {
  const declared = declaredLength(c);
  if (declared !== null && declared > most) throw new HttpRefusal("limit-exceeded", closing);
  const stream = c.req.raw.body;
  if (stream === null) return Buffer.alloc(0);
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  const startedAt = performance.now();
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await withinTime(reader.read(), wait.idleMs);
      if (done) return Buffer.concat(chunks, length);
      chunks.push(value);
      length += value.length;
      if (length > most) throw new HttpRefusal("limit-exceeded", closing);
      const elapsed = performance.now() - startedAt;
      if (elapsed > wait.graceMs && length < (elapsed / 1_000) * wait.slowestBytesPerSecond) throw tooSlow();
    }
  } catch (error) {
    reader.cancel().catch(() => {});
    throw error;
  }
}

/** Content-Length as a number; null = not declared. */
export function declaredLength(c: RouteContext): number | null {
  const header = c.req.header("content-length");
  return header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : null;
}

const tooSlow = (): HttpRefusal => new HttpRefusal("invalid", { status: 408, ...closing });

async function withinTime<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooSlow()), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** `application/json`, with parameters or without. */
export const isJson = (c: RouteContext): boolean =>
  /^application\/json(?:\s*;|\s*$)/i.test(c.req.header("content-type") ?? "");

/** The body as JSON with bare objects; only as application/json, which a foreign form cannot send (case C10). */
export async function readJson(c: RouteContext, most: number): Promise<unknown> {
  if (!isJson(c)) throw new HttpRefusal("invalid", { status: 415 });
  try {
    return parseJson(await readBody(c, most), limits.jmapJsonDepth);
  } catch (error) {
    throw error instanceof JsonError ? new HttpRefusal("invalid") : error;
  }
}
