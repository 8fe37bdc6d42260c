// What every /set does alike (RFC 8620 §5.3): state check, limits, creation ids, one object's failure leaving the
// others alone. A type brings three steps over whole lists, so that a store that commits in batches can.
import { z } from "zod";
import { limits } from "#base/limits.ts";
import type { Context } from "./context.ts";
import { realId } from "./context.ts";
import { MethodError, type SetError, setErrorOf } from "./errors.ts";
import { isObject, type JsonObject } from "./json.ts";
import { id } from "./method.ts";

const objects = z.custom<Readonly<Record<string, JsonObject>>>(
  (value) => isObject(value) && Object.values(value).every(isObject),
  "not a map of objects",
);

export const setShape = z.strictObject({
  accountId: id,
  ifInState: z.string().nullish(),
  create: objects.nullish(),
  update: objects.nullish(),
  destroy: z.array(id).nullish(),
});
export type SetArgs = z.infer<typeof setShape>;

export type Outcome<T> = { readonly ok: T } | { readonly error: SetError };

export interface SetSteps {
  state(): Promise<string>;
  /** Each object's server-set properties, `id` among them. */
  create(entries: readonly (readonly [string, JsonObject])[]): Promise<Outcome<JsonObject & { id: string }>[]>;
  /** Each object's properties that changed without being asked; null = none. */
  update(entries: readonly (readonly [string, JsonObject])[]): Promise<Outcome<JsonObject | null>[]>;
  destroy(ids: readonly string[]): Promise<Outcome<null>[]>;
}

export interface SetResult {
  readonly answer: JsonObject;
  /** Ids by creation id. */
  readonly created: ReadonlyMap<string, string>;
  readonly updated: readonly string[];
  readonly destroyed: readonly string[];
}

/** Runs create, update, destroy in that order (RFC 8620 §5.3). */
export async function runSet(context: Context, args: SetArgs, steps: SetSteps): Promise<SetResult> {
  const creates = Object.entries(args.create ?? {});
  const updates = Object.entries(args.update ?? {});
  const destroys = [...new Set(args.destroy ?? [])];
  if (creates.length + updates.length + destroys.length > limits.jmapObjectsInSet)
    throw new MethodError("requestTooLarge");
  const oldState = await steps.state();
  if (typeof args.ifInState === "string" && args.ifInState !== oldState) throw new MethodError("stateMismatch");

  const made = sorted(creates, await nonEmpty(creates, (list) => steps.create(list)), ([key]) => key);
  const created = new Map<string, string>();
  for (const [key, object] of made.done) {
    created.set(key, object.id);
    context.createdIds.set(key, object.id);
  }
  const changed = await onIds(context, updates, (list) => steps.update(list));
  const gone = await onIds(
    context,
    destroys.map((one) => [one, null] as const),
    (list) => steps.destroy(list.map(([one]) => one)),
  );
  const answer = {
    accountId: args.accountId,
    oldState,
    newState: await steps.state(),
    created: orNull(made.done),
    updated: orNull(changed.done),
    destroyed: gone.done.length === 0 ? null : gone.done.map(([one]) => one),
    notCreated: orNull(made.failed),
    notUpdated: orNull(changed.failed),
    notDestroyed: orNull(gone.failed),
  };
  return { answer, created, updated: changed.done.map(([one]) => one), destroyed: gone.done.map(([one]) => one) };
}

interface Sorted<T> {
  readonly done: readonly (readonly [string, T])[];
  readonly failed: readonly (readonly [string, SetError])[];
}

/** Runs a step over ids that may be creation ids; those that were never created are not found. */
async function onIds<Value, T>(
  context: Context,
  entries: readonly (readonly [string, Value])[],
  step: (entries: readonly (readonly [string, Value])[]) => Promise<Outcome<T>[]>,
): Promise<Sorted<T>> {
  const known: (readonly [string, Value])[] = [];
  const unknown: (readonly [string, SetError])[] = [];
  for (const [key, value] of entries) {
    const real = realId(context, key);
    if (real === null) unknown.push([key, { type: "notFound" }]);
    else known.push([real, value]);
  }
  const { done, failed } = sorted(known, await nonEmpty(known, step), ([key]) => key);
  return { done, failed: [...failed, ...unknown] };
}

const nonEmpty = async <E, T>(entries: readonly E[], step: (entries: readonly E[]) => Promise<T[]>): Promise<T[]> =>
  entries.length === 0 ? [] : step(entries);

function sorted<E, T>(entries: readonly E[], outcomes: readonly Outcome<T>[], keyOf: (entry: E) => string): Sorted<T> {
  const done: (readonly [string, T])[] = [];
  const failed: (readonly [string, SetError])[] = [];
  for (const [index, entry] of entries.entries()) {
    const outcome = outcomes[index];
    if (outcome === undefined) continue;
    if ("ok" in outcome) done.push([keyOf(entry), outcome.ok]);
    else failed.push([keyOf(entry), outcome.error]);
  }
  return { done, failed };
}

const orNull = <T>(entries: readonly (readonly [string, T])[]): Record<string, T> | null =>
  entries.length === 0 ? null : Object.fromEntries(entries);

/** One after the other; a failure that is ours ends the whole method. */
export async function oneByOne<E, T>(entries: readonly E[], act: (entry: E) => Promise<T>): Promise<Outcome<T>[]> {
  const outcomes: Outcome<T>[] = [];
  for (const entry of entries) outcomes.push(await outcomeOf(() => act(entry)));
  return outcomes;
}

export async function outcomeOf<T>(act: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: await act() };
  } catch (error) {
    const failure = setErrorOf(error);
    if (failure === null) throw error;
    return { error: failure };
  }
}
