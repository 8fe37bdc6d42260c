// Every setting of the system, declared once: kind, default, explanation. The configuration file, the environment, the
// reference page (docs/reference/config.md) and the type `Config` all come from here. A limit that no operator has a
// reason to change is in base/limits.ts instead.
import os from "node:os";
import { limits } from "#base/limits.ts";
import { bytes, choice, endpoint, flag, hostName, type Kind, line, optional, origin, path } from "./kinds.ts";

export interface Setting<T> {
  readonly kind: Kind<T>;
  /** As a person would write it; null = computed, see `computed`. */
  readonly initial: string | null;
  /** Default that depends on the machine, with the words the reference page uses for it. */
  readonly computed?: { readonly words: string; value(): T };
  /** Default under `serve --demo`, where it differs. */
  readonly demo?: string;
  readonly about: string;
}

const setting = <T>(kind: Kind<T>, initial: string | null, about: string, more: Partial<Setting<T>> = {}): Setting<T> =>
  ({ kind, initial, about, ...more }) satisfies Setting<T>;

/** A door: "[::]" takes IPv4 too, and falls back to 0.0.0.0 on a machine without IPv6. */
const door = (port: number, about: string) => setting(endpoint, `[::]:${port}`, about);

/** Settings outside any section. */
export const topSettings = {
  data: setting(path, "./data", "Folder that holds everything the system keeps: database, bodies, certificate, lock."),
  hostname: setting(hostName, null, "Name of this machine in greetings, trace fields and the certificate.", {
    computed: { words: "the machine's own host name", value: machineName },
  }),
} as const;

export const sections = {
  listen: {
    smtp: door(2525, "Mail from other servers (RFC 5321)."),
    submission: door(2587, "Mail from mail programs, STARTTLS (RFC 6409)."),
    submissions: door(2465, "Mail from mail programs, TLS from the first byte (RFC 8314)."),
    imap: door(2143, "IMAP with STARTTLS (RFC 9051)."),
    imaps: door(2993, "IMAP, TLS from the first byte."),
    pop3: door(2110, "POP3 with STLS (RFC 1939)."),
    pop3s: door(2995, "POP3, TLS from the first byte."),
    http: door(8080, "Web without TLS: signs in on loopback only and sends everybody else to HTTPS."),
    https: door(8443, "Web application, JMAP and the interface for programs."),
  },
  tls: {
    certificate: setting(
      optional(path),
      "",
      "Certificate chain, PEM. Empty: a self-signed one is made in the data folder at the first start.",
    ),
    key: setting(optional(path), "", "Private key of that certificate, PEM."),
  },
  auth: {
    allow_plaintext_loopback: setting(
      flag,
      "false",
      "Lets IMAP, POP3 and submission sign in without TLS from this machine itself. Never from another one.",
      { demo: "true" },
    ),
  },
  limits: {
    message_bytes: setting(
      bytes(64 * 1024),
      `${limits.messageBytes / 2 ** 20} MiB`,
      "Largest letter taken by any door, attachments as they travel included.",
    ),
    quota_bytes: setting(bytes(0), "5 GiB", "Quota of new mailboxes that are given none of their own; 0 = no quota."),
  },
  web: {
    public_origin: setting(
      optional(origin),
      "",
      "Address that people and programs use, e.g. https://thu.tinh.gov.vn. Empty: as each request was addressed.",
    ),
    support: setting(
      optional(line),
      "",
      "Whom people call for help: one line with phone and hours, shown on every page.",
      { demo: "0255 3 888 888 (giờ hành chính)" },
    ),
  },
  log: {
    level: setting(choice("debug", "info", "warn", "error", "silent"), "info", "Least serious line that is written."),
  },
} as const;

/** `allow_plaintext_loopback` in files, `allowPlaintextLoopback` in code. */
type Camel<S extends string> = S extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : S;
type Values<Group> = {
  readonly [K in keyof Group as K extends string ? Camel<K> : never]: Group[K] extends Setting<infer T> ? T : never;
};

/** What the rest of the system reads; frozen. Paths are absolute. */
export type Config = Values<typeof topSettings> & {
  readonly [S in keyof typeof sections]: Values<(typeof sections)[S]>;
};

/** One setting with its names: `listen.smtp`, `CONGVU_LISTEN_SMTP`. */
export interface DeclaredSetting {
  /** "" = outside any section. */
  readonly section: string;
  readonly key: string;
  readonly name: string;
  readonly env: string;
  readonly setting: Setting<unknown>;
}

export const declaredSettings: readonly DeclaredSetting[] = [
  ...Object.entries(topSettings).map(([key, one]) => declared("", key, one)),
  ...Object.entries(sections).flatMap(([section, group]) =>
    Object.entries(group).map(([key, one]) => declared(section, key, one)),
  ),
];

function declared(section: string, key: string, one: Setting<unknown>): DeclaredSetting {
  const name = section === "" ? key : `${section}.${key}`;
  return { section, key, name, env: `CONGVU_${name.replace(".", "_").toUpperCase()}`, setting: one };
}

export const camel = (key: string): string => key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The host name where it can stand in a certificate, else "localhost". */
function machineName(): string {
  try {
    return hostName.fromText(os.hostname());
  } catch {
    return "localhost";
  }
}
