// How a method is declared: its name, the capability it belongs to, the shape of its arguments, what it does.
import { z } from "zod";
import type { Context } from "./context.ts";
import { MethodError } from "./errors.ts";
import type { JsonObject } from "./json.ts";

/** Name and arguments of one response; most methods give one under their own name. */
export type Answer = readonly [name: string, args: JsonObject];

export interface Method {
  readonly name: string;
  readonly capability: string;
  run(context: Context, args: JsonObject): Promise<readonly Answer[]>;
}

interface Declaration<Shape extends z.ZodType> {
  readonly name: string;
  readonly capability: string;
  readonly args: Shape;
  run(context: Context, args: z.infer<Shape>): Promise<JsonObject>;
}

export function method<Shape extends z.ZodType>(declaration: Declaration<Shape>): Method {
  const { name, capability } = declaration;
  const run = async (context: Context, args: JsonObject): Promise<Answer[]> => [
    [name, await declaration.run(context, checked(declaration.args, args))],
  ];
  return { name, capability, run };
}

/** Arguments in the shape declared; throws invalidArguments naming the first that is wrong (RFC 8620 §3.6.2). */
export function checked<Shape extends z.ZodType>(shape: Shape, args: JsonObject): z.infer<Shape> {
  const parsed = shape.safeParse(args);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new MethodError("invalidArguments", `${issue?.path.join("/") ?? ""}: ${issue?.message ?? "invalid"}`);
}

/** Any text where an id may stand: one that is no id of ours is simply not found. */
export const id = z.string().max(255);
export const ids = z.array(id).nullish();
export const unsigned = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
export const signed = z.number().int().min(-Number.MAX_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);
/** Date (RFC 8620 §1.4); UTCDate is the same with "Z". */
export const date = z.iso.datetime({ offset: true });
