// Is the process ready to take mail? Answered for load balancers and monitors. Each part is asked anew; a part that
// throws or does not answer in time counts as broken, and its fault is logged, never shown.
import type { Log } from "#base/log.ts";

export type HealthCheck = () => Promise<void>;

export interface HealthReport {
  readonly ready: boolean;
  readonly parts: Readonly<Record<string, "ok" | "broken">>;
}

export interface Health {
  report(): Promise<HealthReport>;
  /** From now on not ready: the process is stopping. */
  stopping(): void;
}

const patienceMs = 2_000;

export function createHealth(checks: Readonly<Record<string, HealthCheck>>, log: Pick<Log, "warn">): Health {
  let isStopping = false;

  const ask = async (name: string, check: HealthCheck): Promise<readonly [string, "ok" | "broken"]> => {
    try {
      await withPatience(check());
      return [name, "ok"];
    } catch (error) {
      log.warn({ part: name, err: String(error) }, "health check failed");
      return [name, "broken"];
    }
  };

  return {
    async report() {
      const parts = Object.fromEntries(await Promise.all(Object.entries(checks).map(([name, one]) => ask(name, one))));
      return { ready: !isStopping && Object.values(parts).every((state) => state === "ok"), parts };
    },
    stopping() {
      isStopping = true;
    },
  };
}

async function withPatience(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), patienceMs);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
