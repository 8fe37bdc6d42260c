// The composition root: services and doors to a running server. With services.ts and doors.ts the only place that
// imports everything.
import type { Clock } from "#base/clock.ts";
import type { Log } from "#base/log.ts";
import type { Config } from "#config/schema.ts";
import type { DoorListener } from "#net/listener.ts";
import { createHealth } from "#ops/health.ts";
import { openDoors } from "./doors.ts";
import { openServices, type Services } from "./services.ts";

export interface RunningServer {
  readonly services: Services;
  readonly doors: readonly DoorListener[];
  /** Door name to "host:port" as bound. */
  readonly addresses: ReadonlyMap<string, string>;
  /** Drains and stops: doors say goodbye, what was accepted is finished, the store closes. */
  close(): Promise<void>;
}

/** How long sessions get to read their goodbye. Within the 10 s of the outside contract. */
const graceMs = 3_000;

/** Opens every door. Rejects, with nothing left open, when a port is taken. */
export async function startServer(config: Config, given: { clock?: Clock; log?: Log } = {}): Promise<RunningServer> {
  const services = await openServices(config, given);
  try {
    const health = createHealth(
      { store: () => services.directory.organizations().then(() => undefined) },
      services.log,
    );
    const doors = await openDoors(services, {
      watchDoors: services.watchDoors,
      health: () => health.report(),
      metrics: async () => ({ contentType: services.metrics.contentType, body: await services.metrics.scrape() }),
    });
    services.mail.start();
    return {
      services,
      doors,
      addresses: new Map(doors.map((door) => [door.name, addressOf(door)])),
      async close() {
        health.stopping();
        await Promise.all(doors.map((door) => door.close(graceMs)));
        await services.close();
      },
    };
  } catch (error) {
    await services.close();
    throw error;
  }
}

const addressOf = ({ host, port }: DoorListener): string => `${host.includes(":") ? `[${host}]` : host}:${port}`;
