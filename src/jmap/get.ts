// What every /get does alike (RFC 8620 §5.1): limits, duplicates, the state read before the objects, `notFound`.
import { z } from "zod";
import { limits } from "#base/limits.ts";
import { MethodError } from "./errors.ts";
import type { JsonObject } from "./json.ts";
import { id, ids } from "./method.ts";

export const getShape = z.strictObject({ accountId: id, ids, properties: z.array(z.string()).max(256).nullish() });
export type GetArgs = z.infer<typeof getShape>;

/** The ids asked for, each once; null = all there are. */
export function askedIds(asked: readonly string[] | null | undefined): string[] | null {
  if (asked === null || asked === undefined) return null;
  const unique = [...new Set(asked)];
  if (unique.length > limits.jmapObjectsInGet) throw new MethodError("requestTooLarge");
  return unique;
}

/** The properties asked for, `id` always among them; null = all. Unknown names are refused. */
export function askedProperties(asked: readonly string[] | null | undefined, known: readonly string[]): string[] {
  if (asked === null || asked === undefined) return [...known];
  const unknown = asked.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new MethodError("invalidArguments", `properties: unknown ${unknown}`);
  return ["id", ...asked.filter((name) => name !== "id")];
}

export const pick = (object: JsonObject, properties: readonly string[]): JsonObject =>
  Object.fromEntries(properties.map((name) => [name, object[name]]));

/** `found` holds every object that exists among those asked for, by id. */
export function getAnswer(
  args: { readonly accountId: string },
  state: string,
  { asked, found }: { asked: readonly string[] | null; found: ReadonlyMap<string, JsonObject> },
): JsonObject {
  const wanted = asked ?? [...found.keys()];
  const list = wanted.flatMap((one) => found.get(one) ?? []);
  return { accountId: args.accountId, state, list, notFound: wanted.filter((one) => !found.has(one)) };
}
