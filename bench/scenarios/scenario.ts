// What a scenario is. Figures end in their unit (_ms, _s, _mib, _kib, _share), or are rates (_per_s) or counts.
import type { Target } from "../target.ts";

/** Null = the target does not support it. */
export type Figures = Record<string, number | null>;
export type Params = Readonly<Record<string, number>>;

export interface Scenario {
  readonly name: string;
  /** Unknown parameters throw. */
  run(target: Target, given: Params): Promise<Figures>;
}

export function scenario<P extends Params>(
  name: string,
  defaults: P,
  run: (target: Target, params: P) => Promise<Figures>,
): Scenario {
  return {
    name,
    run: (target, given) => {
      const unknown = Object.keys(given).filter((key) => !(key in defaults));
      if (unknown.length > 0) throw new Error(`${name}: no parameter ${unknown.join(", ")}`);
      return run(target, { ...defaults, ...given });
    },
  };
}
