// The POP3 door: sockets to sessions, and the one session that follows another, after STLS. Serves both ports: plain
// with STLS (RFC 2595 §4), and TLS from the first octet (RFC 8314 §3.3).
import { type Limits, limits } from "#base/limits.ts";
import { type Connection, type DoorListener, type DoorOptions, type DoorSession, listen } from "#net/listener.ts";
import { type MailServices, pop3MailBackend } from "./mail-backend.ts";
import { Pop3Session, type Pop3World } from "./session.ts";

export interface Pop3Options extends DoorOptions, MailServices {
  /** Passwords without TLS from this machine itself; for tests and demonstrations. */
  readonly allowPlaintextLoopback: boolean;
  readonly limits?: Limits;
}

/** Opens the door; rejects when the port is taken. */
export function listenPop3(options: Pop3Options): Promise<DoorListener> {
  const world: Pop3World = {
    backend: pop3MailBackend(options),
    limits: options.limits ?? limits,
    allowPlaintextLoopback: options.allowPlaintextLoopback,
    log: options.log,
  };
  return listen(options, (connection) => servePop3(connection, world));
}

/** The sessions of one connection, one after the other. */
export function servePop3(connection: Connection, world: Pop3World): DoorSession {
  let session = new Pop3Session(connection, world, () => void encrypt());
  session.greet();

  /** A new session over the encrypted connection; nothing of the old one is kept (RFC 2595 §4). */
  const encrypt = async () => {
    try {
      session = new Pop3Session(await connection.startTls(), world, refuseSecondTls);
    } catch {
      connection.socket.destroy(); // the handshake failed: nothing can be said any more
    }
  };
  return { shutdown: () => session.shutdown() };
}

const refuseSecondTls = () => {
  throw new Error("TLS was offered inside TLS");
};
