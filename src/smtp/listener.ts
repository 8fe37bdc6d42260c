// Sockets to SMTP sessions: the two doors, MX (RFC 5321) and submission (RFC 6409, RFC 8314), and STARTTLS.
import tls from "node:tls";
import type { Clock } from "#base/clock.ts";
import { limits } from "#base/limits.ts";
import { type Connection, type DoorListener, type DoorOptions, type DoorSession, listen } from "#net/listener.ts";
import type { SmtpBackend } from "./backend.ts";
import { type MailBackendOptions, mailBackend } from "./mail-backend.ts";
import { SmtpSession } from "./session.ts";
import { SocketPort } from "./socket-port.ts";
import type { Mode, Peer, SmtpDoor, SmtpLimits } from "./state.ts";

export interface SmtpOptions extends DoorOptions {
  /** Our name in the greeting, in Received and in Message-ID. */
  readonly hostname: string;
  readonly clock: Clock;
  /** Largest letter taken, octets. */
  readonly messageBytes: number;
  /** Overrides of the limits table. */
  readonly limits?: Partial<SmtpLimits>;
  /** AUTH without TLS from the machine itself. */
  readonly allowPlaintextLoopback: boolean;
}

/** The MX door: letters of strangers for local recipients. */
export const listenSmtp = (options: SmtpOptions & MailBackendOptions): Promise<DoorListener> =>
  listenWith(options, "mx", mailBackend(options));

/** The submission door: letters of signed-in people. `implicitTls` makes it the port of RFC 8314 §3.3. */
export const listenSubmission = (options: SmtpOptions & MailBackendOptions): Promise<DoorListener> =>
  listenWith(options, "submission", mailBackend(options));

/** Any backend behind the same sessions. */
export function listenWith(options: SmtpOptions, mode: Mode, backend: SmtpBackend): Promise<DoorListener> {
  const door: SmtpDoor = {
    mode,
    hostname: options.hostname,
    backend,
    clock: options.clock,
    limits: { ...limits, ...options.limits },
    messageBytes: options.messageBytes,
    allowPlaintextLoopback: options.allowPlaintextLoopback,
    log: options.log.child({ door: options.name }),
  };
  return listen(options, (connection) => openSession(door, connection));
}

function openSession(door: SmtpDoor, connection: Connection): DoorSession {
  let session = attach(door, connection, (encrypted) => {
    session = attach(door, encrypted, () => encrypted.socket.destroy());
    session.continueEncrypted();
  });
  // Two turns of the loop: octets that were already waiting have been read by then.
  setImmediate(() => setImmediate(() => session.greet()));
  return { shutdown: () => session.shutdown() };
}

function attach(door: SmtpDoor, connection: Connection, upgraded: (encrypted: Connection) => void): SmtpSession {
  const { socket } = connection;
  const startTls = () => void connection.startTls().then(upgraded, () => socket.destroy());
  const session = new SmtpSession(door, peerOf(connection), new SocketPort(socket, startTls));
  socket.on("data", (chunk: Buffer) => session.receive(chunk));
  socket.on("close", () => session.closed());
  return session;
}

function peerOf({ socket, encrypted, remoteAddress }: Connection): Peer {
  if (!encrypted || !(socket instanceof tls.TLSSocket)) return { remoteAddress, cipher: null };
  return { remoteAddress, cipher: `${socket.getProtocol()} ${socket.getCipher().standardName}` };
}
