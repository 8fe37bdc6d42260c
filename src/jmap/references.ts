// Back-references of method arguments (RFC 8620 §3.7). They look at responses already made, so a cycle cannot exist:
// a call that names itself or a later one finds nothing.
import { z } from "zod";
import { MethodError } from "./errors.ts";
import type { JsonObject } from "./json.ts";
import { valueAt } from "./pointer.ts";

/** [name, arguments, method call id] (RFC 8620 §3.2). */
export type Invocation = readonly [name: string, args: JsonObject, callId: string];

const referenceShape = z.strictObject({ resultOf: z.string(), name: z.string(), path: z.string() });

/** The arguments with every `#name` replaced by `name`. */
export function resolveReferences(args: JsonObject, responses: readonly Invocation[]): JsonObject {
  const names = Object.keys(args);
  if (!names.some((name) => name.startsWith("#"))) return args;
  const resolved: Record<string, unknown> = Object.create(null);
  for (const name of names) {
    if (!name.startsWith("#")) resolved[name] = args[name];
    else if (Object.hasOwn(args, name.slice(1)))
      throw new MethodError("invalidArguments", `both ${name} and its value`);
    else resolved[name.slice(1)] = referenced(args[name], responses);
  }
  return resolved;
}

function referenced(value: unknown, responses: readonly Invocation[]): unknown {
  const reference = referenceShape.safeParse(value);
  if (!reference.success) throw new MethodError("invalidResultReference", "not a ResultReference");
  const { resultOf, name, path } = reference.data;
  const response = responses.find(([, , callId]) => callId === resultOf);
  if (response === undefined) throw new MethodError("invalidResultReference", `no earlier call ${resultOf}`);
  if (response[0] !== name) throw new MethodError("invalidResultReference", `${resultOf} answered ${response[0]}`);
  const found = valueAt(response[1], path);
  if (found === undefined) throw new MethodError("invalidResultReference", `nothing at ${path}`);
  return found;
}
