// Sockets to sessions: both IMAP doors (STARTTLS and TLS from the start), one sweep for all timeouts, orderly stop.
import type { Clock } from "#base/clock.ts";
import { type Limits, limits } from "#base/limits.ts";
import { type DoorListener, type DoorOptions, listen } from "#net/listener.ts";
import { ZoneCalendar } from "./dates.ts";
import { type ImapServices, mailBackend } from "./mail-backend.ts";
import { Session } from "./session.ts";

export interface ImapOptions extends DoorOptions, ImapServices {
  readonly clock: Clock;
  /** IANA zone of INTERNALDATE and search dates. */
  readonly zone: string;
  readonly hostname: string;
  /** Sign-in without TLS from the machine itself. */
  readonly allowPlaintextLoopback: boolean;
  readonly limits?: { readonly [K in keyof Limits]?: number };
}

/** One timer for all sessions; a timer each would cost memory for nothing. */
const sweepMs = 5_000;

export async function listenImap(options: ImapOptions): Promise<DoorListener> {
  const open = new Set<Session>();
  const door = {
    backend: mailBackend(options),
    limits: { ...limits, ...options.limits },
    clock: options.clock,
    calendar: new ZoneCalendar(options.zone),
    hostname: options.hostname,
    log: options.log,
  };
  const { allowPlaintextLoopback } = options;
  const listener = await listen(options, (connection) => {
    const session = new Session({ door, connection, allowPlaintextLoopback, open });
    session.greet();
    return session;
  });
  const sweep = setInterval(() => {
    const nowMs = options.clock.monotonicMs();
    for (const session of open) session.expire(nowMs);
  }, sweepMs);
  sweep.unref();
  return {
    name: listener.name,
    host: listener.host,
    port: listener.port,
    get connections() {
      return listener.connections;
    },
    close: async (graceMs) => {
      await listener.close(graceMs);
      clearInterval(sweep);
    },
  };
}
