// One JMAP request (RFC 8620 §3.3-3.6): checks the envelope, resolves back-references, runs the calls in order, turns
// every exception into the protocol's answer. Knows nothing of HTTP.
import { z } from "zod";
import { errorCodeOf } from "#base/errors.ts";
import { limits } from "#base/limits.ts";
import { serverCapabilities } from "./capabilities.ts";
import type { Context, JmapSession } from "./context.ts";
import { MethodError, methodErrorOf, RequestError } from "./errors.ts";
import { isObject, JsonError, type JsonObject, parseJson } from "./json.ts";
import { methodNamed } from "./methods.ts";
import { type Invocation, resolveReferences } from "./references.ts";
import { sessionState } from "./session.ts";

export interface JmapResponse {
  readonly methodResponses: readonly Invocation[];
  readonly createdIds?: Readonly<Record<string, string>>;
  readonly sessionState: string;
}

const objectShape = z.custom<JsonObject>(isObject);
const requestShape = z.object({
  using: z.array(z.string()).max(64),
  methodCalls: z.array(z.tuple([z.string(), objectShape, z.string()])),
  createdIds: z.custom<Readonly<Record<string, string>>>(isIdMap).optional(),
});

function isIdMap(value: unknown): boolean {
  return isObject(value) && Object.values(value).every((id) => typeof id === "string");
}

/** JSON of a request body; throws RequestError. */
export function readRequest(bytes: Uint8Array): unknown {
  if (bytes.length > limits.jmapRequestBytes)
    throw new RequestError("limit", "The request is too large.", "maxSizeRequest");
  try {
    return parseJson(bytes, limits.jmapJsonDepth);
  } catch (error) {
    if (error instanceof JsonError) throw new RequestError("notJSON", `The request is ${error.message}.`);
    throw error;
  }
}

/** Runs every call. Throws RequestError when the request as a whole is refused. */
export async function handleRequest(session: JmapSession, request: unknown): Promise<JmapResponse> {
  const parsed = requestShape.safeParse(request);
  if (!parsed.success) throw new RequestError("notRequest", "Not a JMAP request object.");
  const { using, methodCalls, createdIds } = parsed.data;
  const unknown = using.find((capability) => !Object.hasOwn(serverCapabilities, capability));
  if (unknown !== undefined) throw new RequestError("unknownCapability", `No capability ${unknown}.`);
  if (methodCalls.length > limits.jmapCallsInRequest)
    throw new RequestError("limit", "Too many calls in one request.", "maxCallsInRequest");
  const context: Context = {
    ...session,
    using: new Set(using),
    createdIds: new Map(Object.entries(createdIds ?? {})),
    nowMs: session.clock.nowMs(),
  };
  const responses: Invocation[] = [];
  for (const call of methodCalls) responses.push(...(await runCall(context, call, responses)));
  return {
    methodResponses: responses,
    ...(createdIds === undefined ? {} : { createdIds: Object.fromEntries(context.createdIds) }),
    sessionState: sessionState(session),
  };
}

async function runCall(
  context: Context,
  [name, args, callId]: Invocation,
  responses: readonly Invocation[],
): Promise<Invocation[]> {
  try {
    const method = methodNamed(name);
    if (method === null || !context.using.has(method.capability)) throw new MethodError("unknownMethod");
    const answers = await method.run(context, resolveReferences(args, responses));
    return answers.map(([answerName, answer]) => [answerName, answer, callId]);
  } catch (error) {
    const known = error instanceof MethodError || errorCodeOf(error) !== "server-fault";
    if (!known) context.log.error({ err: error, method: name }, "method failed");
    return [["error", methodErrorOf(error), callId]];
  }
}
