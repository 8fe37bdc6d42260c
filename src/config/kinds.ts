// The kinds of value a setting can have: how each is read from the environment (text) and from TOML (typed), and how
// the reference page spells it. A reader throws `ValueError` with a sentence that says what was expected.

/** A value that does not fit its setting; the message completes "<setting>: …". */
export class ValueError extends Error {}

export interface Kind<T> {
  /** For the reference page: "host:port or off". */
  readonly shape: string;
  fromText(text: string): T;
  fromToml(value: unknown): T;
}

/** Where a door listens. */
export interface Endpoint {
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
}

const textOnly =
  <T>(read: (text: string) => T, shape: string) =>
  (value: unknown): T => {
    if (typeof value !== "string") throw new ValueError(`expected ${shape} in quotes`);
    return read(value);
  };

function textKind<T>(shape: string, read: (text: string) => T): Kind<T> {
  return { shape, fromText: read, fromToml: textOnly(read, shape) };
}

export const path: Kind<string> = textKind("a path", (text) => {
  if (text === "" || text.includes("\0")) throw new ValueError("expected a path");
  return text;
});

/** One line that people read. */
export const line: Kind<string> = textKind("one line of text", (text) => {
  if (text === "" || text.length > 200 || /\p{Cc}/u.test(text))
    throw new ValueError("expected one line of at most 200 characters");
  return text.normalize("NFC");
});

/** Scheme and host of the web application; HTTPS, because sign-in is (RFC 6454 §4). */
export const origin: Kind<string> = textKind("an HTTPS origin", (text) => {
  const url = URL.parse(text);
  if (url?.protocol !== "https:" || url.origin !== text) throw new ValueError("expected e.g. https://thu.tinh.gov.vn");
  return text;
});

/** Letters, digits, hyphens and dots: what may stand in a greeting or a certificate (RFC 1123 §2.1). */
export const hostName: Kind<string> = textKind("a host name", (text) => {
  const labels = text.split(".");
  const fits = text.length <= 253 && labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(label));
  if (!fits) throw new ValueError("expected a host name, e.g. mail.binhminh.gov.vn");
  return text.toLowerCase();
});

/** `[::]:2525`, `127.0.0.1:0`, `localhost:8080`; `off` keeps the door shut. */
export const endpoint: Kind<Endpoint | null> = textKind("host:port or off", (text) => {
  if (text === "off") return null;
  const match = /^(?:\[([0-9a-f:.%]+)\]|([^:[\]\s]+)):(\d{1,5})$/i.exec(text);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  if (host === undefined) throw new ValueError("expected host:port (IPv6 in brackets, e.g. [::]:2525) or off");
  if (port > 65_535) throw new ValueError("the port must be between 0 and 65535");
  return { host, port };
});

export const flag: Kind<boolean> = {
  shape: "true or false",
  fromText(text) {
    if (text === "true" || text === "1") return true;
    if (text === "false" || text === "0") return false;
    throw new ValueError("expected true or false");
  },
  fromToml(value) {
    if (typeof value !== "boolean") throw new ValueError("expected true or false without quotes");
    return value;
  },
};

const units: Readonly<Record<string, number>> = { "": 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 };

function bytesOf(text: string, least: number): number {
  const match = /^(\d{1,15}) ?(KiB|MiB|GiB|TiB|)$/.exec(text);
  const bytes = Number(match?.[1]) * (units[match?.[2] ?? ""] ?? 1);
  if (!Number.isSafeInteger(bytes) || bytes < least) {
    throw new ValueError(`expected a size of at least ${least} bytes, e.g. 52428800 or "50 MiB"`);
  }
  return bytes;
}

/** Octets as a number or with a unit of 1,024: `"50 MiB"`. */
export function bytes(least: number): Kind<number> {
  return {
    shape: "a size",
    fromText: (text) => bytesOf(text, least),
    fromToml: (value) => bytesOf(typeof value === "number" || typeof value === "string" ? String(value) : "", least),
  };
}

export function choice<const T extends string>(...allowed: readonly T[]): Kind<T> {
  const shape = allowed.join(", ");
  return textKind(`one of ${shape}`, (text) => {
    const found = allowed.find((one) => one === text);
    if (found === undefined) throw new ValueError(`expected one of ${shape}`);
    return found;
  });
}

/** The same kind, where "not set" is a value of its own. */
export function optional<T>(kind: Kind<T>): Kind<T | null> {
  return {
    shape: kind.shape,
    fromText: (text) => (text === "" ? null : kind.fromText(text)),
    fromToml: (value) => (value === "" ? null : kind.fromToml(value)),
  };
}
