// RFC 8620 §3.3-3.6: method calls in one request, answers by call id. Answers are trusted to have the shape that
// docs/reference/web-api.md states: this is the one border where they are given their types.
import { jsonBody, request } from "./http.ts";
import type { SetError, SetResult } from "./types.ts";

export type Call = readonly [method: string, args: Record<string, unknown>, id: string];

const using = [
  "urn:ietf:params:jmap:core",
  "urn:ietf:params:jmap:mail",
  "urn:ietf:params:jmap:submission",
  "urn:congvu:params:jmap:mail",
] as const;

/** A method answered with an error (RFC 8620 §3.6.2), or a set refused the object (§5.3). */
export class JmapError extends Error {
  override readonly name = "JmapError";
  readonly type: string;
  readonly detail: SetError | null;

  constructor(type: string, detail: SetError | null = null) {
    super(detail?.description ?? type);
    this.type = type;
    this.detail = detail;
  }
}

export class Answers {
  readonly #responses: readonly Call[];

  constructor(responses: readonly Call[]) {
    this.#responses = responses;
  }

  /** The answer to one call; throws what the method refused with. */
  of<T>(id: string): T {
    const found = this.#responses.find(([, , callId]) => callId === id);
    if (!found) throw new JmapError("serverPartialFail");
    const [method, args] = found;
    if (method === "error") throw new JmapError(typeof args.type === "string" ? args.type : "serverFail");
    return args as T;
  }
}

export async function call(calls: readonly Call[], signal?: AbortSignal): Promise<Answers> {
  const response = await request("/jmap", {
    ...jsonBody({ using, methodCalls: calls }),
    ...(signal ? { signal } : {}),
  });
  const body = (await response.json()) as { methodResponses: readonly Call[] };
  return new Answers(body.methodResponses);
}

/** Throws the first refusal of a set answer. */
export function expectAllSet(result: SetResult): SetResult {
  const refused = [result.notCreated, result.notUpdated, result.notDestroyed]
    .flatMap((group) => Object.values(group ?? {}))
    .at(0);
  if (refused) throw new JmapError(refused.type, refused);
  return result;
}

/** An argument that takes the ids of an earlier call (RFC 8620 §3.7). */
export const idsOf = (resultOf: string, name: string, path: string) => ({ resultOf, name, path });
