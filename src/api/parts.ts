// What the HTTP door is made of, and what every route sees of a request.
import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import type { SignedIn, SignInService } from "#auth/ports.ts";
import type { Clock } from "#base/clock.ts";
import type { Log } from "#base/log.ts";
import type { DirectoryStore } from "#directory/ports.ts";
import type { Mail } from "#mail/doors.ts";
import type { Picture } from "#net/fetch-picture.ts";
import { plainAddress } from "#net/listener.ts";

export interface HttpParts {
  readonly mail: Mail;
  readonly signIn: SignInService;
  readonly directory: DirectoryStore;
  readonly clock: Clock;
  readonly log: Log;
  /** Folder of the built web application; missing files are simply not found. */
  readonly webRoot: string;
  /** "https://thu.tinh.gov.vn"; null = as the request was addressed. */
  readonly publicOrigin: string | null;
  /** Largest letter of this system, octets; default limits.messageBytes. */
  readonly messageBytes?: number;
  /** Whom people call for help: one line with phone and hours. */
  readonly support?: string | null;
  /** Fetches a picture that a letter names, for a reader who asked; default: net/fetch-picture.ts. */
  readonly fetchPicture?: (address: string) => Promise<Picture>;
  /** Port that plain HTTP is sent to; null = no HTTPS door. */
  httpsPort(): number | null;
  health(): Promise<{ readonly ready: boolean }>;
  metrics(): Promise<{ readonly contentType: string; readonly body: string }>;
}

/** Who asks, and by what proof. */
export interface Visitor {
  readonly who: SignedIn;
  readonly proof: "cookie" | "bearer" | "basic";
  /** Token of the web session; null with a password. */
  readonly token: string | null;
}

export interface Env {
  Bindings: Partial<HttpBindings>;
  Variables: { visitor: Visitor };
}
export type RouteContext = Context<Env>;

export interface Connection {
  readonly remoteAddress: string;
  readonly encrypted: boolean;
}

/** Read from the socket itself: what a header says of them is never trusted. */
export function connectionOf(c: RouteContext): Connection {
  const socket = c.env?.incoming?.socket;
  const encrypted = socket !== undefined && "encrypted" in socket && socket.encrypted === true;
  return { remoteAddress: plainAddress(socket?.remoteAddress), encrypted };
}

/** host[:port] as the client wrote it, if it can be one (RFC 9110 §7.2). */
export function hostOf(c: RouteContext): string | null {
  const host = c.req.header("host") ?? "";
  return /^(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?$/.test(host) ? host : null;
}

/** Scheme and host in front of absolute URLs. */
export function originOf(c: RouteContext, parts: HttpParts): string {
  if (parts.publicOrigin !== null) return parts.publicOrigin;
  const host = hostOf(c);
  return host === null ? "" : `${connectionOf(c).encrypted ? "https" : "http"}://${host}`;
}
