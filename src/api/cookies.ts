// The session cookie. On HTTPS it carries the __Host- prefix (RFC 6265bis §4.1.3.2): no other host can plant it. On
// plain HTTP, which signs in on loopback only, browsers would drop a Secure cookie, so it has another name there and is
// never taken on HTTPS.
import { parse, serialize } from "hono/utils/cookie";

const secureName = "__Host-congvu";
const loopbackName = "congvu";

export function sessionCookie(header: string | undefined, encrypted: boolean): string | null {
  if (header === undefined) return null;
  const name = encrypted ? secureName : loopbackName;
  return parse(header, name)[name] ?? null;
}

/** `maxAgeSeconds` null = until the browser closes, 0 = now. */
export function setSessionCookie(token: string, encrypted: boolean, maxAgeSeconds: number | null): string {
  return serialize(encrypted ? secureName : loopbackName, token, {
    path: "/",
    httpOnly: true,
    sameSite: "Strict",
    secure: encrypted,
    ...(maxAgeSeconds === null ? {} : { maxAge: maxAgeSeconds }),
  });
}
