// The first half of the composition root: configuration to store and services, everything but the doors.
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { AuditLog } from "#audit/ports.ts";
import type { SignInService } from "#auth/ports.ts";
import { SignIn } from "#auth/sign-in.ts";
import { type Clock, systemClock } from "#base/clock.ts";
import { createLog, type Log } from "#base/log.ts";
import type { Config } from "#config/schema.ts";
import { buildPeopleIndex } from "#directory/people-search.ts";
import type { DirectoryStore } from "#directory/ports.ts";
import { MailCore } from "#mail/mail.ts";
import { watchRoom } from "#mail/room.ts";
import type { DoorListener } from "#net/listener.ts";
import { createMetrics, type Metrics } from "#ops/metrics.ts";
import { openStore, type Store } from "#storage/sqlite/open-store.ts";

/** What commands and doors work with. */
export interface Services {
  readonly config: Config;
  readonly directory: DirectoryStore;
  readonly mail: MailCore;
  readonly signIn: SignInService;
  readonly audit: AuditLog;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Whose open connections the metrics count. */
  watchDoors(doors: readonly DoorListener[]): void;
  close(): Promise<void>;
}

/** Ends the process at once: after a failed commit only the disk knows the truth, and a fresh start reads it. */
function stopAtOnce(log: Log): (error: Error) => void {
  return (error) => {
    log.error({ err: error.stack ?? error.message }, "the store can no longer be trusted; stopping");
    process.exit(70); // EX_SOFTWARE
  };
}

/** Everything but the doors; also for commands on a stopped data folder. `data` ":memory:" keeps nothing. */
export async function openServices(config: Config, given: { clock?: Clock; log?: Log } = {}): Promise<Services> {
  const clock = given.clock ?? systemClock;
  const log = given.log ?? createLog(config.log.level);
  const inMemory = config.data === ":memory:";
  if (!inMemory) mkdirSync(config.data, { recursive: true, mode: 0o700 });
  const store = await openStore({ data: config.data, clock, buildPeopleIndex, onFatal: stopAtOnce(log) });
  const { directory, credentials, audit } = store;
  let doors: readonly DoorListener[] = [];
  const metrics = createMetrics({
    connections: () => doors.map((door) => [door.name, door.connections] as const),
    commits: () => store.figures,
  });
  const signIn = new SignIn({ directory, credentials, audit, clock, onAttempt: metrics.signIn });
  const room = await watchRoom(inMemory ? null : path.resolve(config.data));
  const { hostname } = config;
  const onAccepted = metrics.letterAccepted;
  const mail = new MailCore({ store: store.mail, directory, signIn, room, clock, log, hostname, onAccepted });
  const silence = store.onChange((accounts) => mail.announce(accounts));
  return {
    config,
    directory,
    mail,
    signIn,
    audit,
    store,
    clock,
    log,
    metrics,
    watchDoors: (opened) => {
      doors = opened;
    },
    async close() {
      metrics.close();
      await mail.stop();
      silence();
      room.close();
      await store.close();
    },
  };
}
