// Headers every answer carries (case C12), and the policy of the page itself. Routes that serve mail set stricter ones of
// their own; what a route has set stays.
import type { MiddlewareHandler } from "hono";
import { connectionOf, type Env } from "./parts.ts";

/** React Aria's one style tag; to be computed again when that library changes. */
const reactAriaStyle = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='";

export const pageCsp = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src-elem 'self' ${reactAriaStyle}`,
  "style-src-attr 'unsafe-inline'", // the composer sets styles on elements
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types dompurify squire 'allow-duplicates'",
].join("; ");

/** For answers that are no pages: nothing in them may ever run. */
const dataCsp = "default-src 'none'; frame-ancestors 'none'; sandbox";

const unused = "accelerometer camera display-capture geolocation gyroscope magnetometer microphone midi payment usb";
const permissionsPolicy = `${unused.split(" ").join("=(), ")}=()`;

const always: Readonly<Record<string, string>> = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": permissionsPolicy,
  "Content-Security-Policy": dataCsp,
  "Cache-Control": "no-store",
};

const twoYears = "max-age=63072000"; // RFC 6797

export const responseHeaders: MiddlewareHandler<Env> = async (c, next) => {
  await next();
  const { headers } = c.res;
  for (const [name, value] of Object.entries(always)) if (!headers.has(name)) headers.set(name, value);
  if (connectionOf(c).encrypted) headers.set("Strict-Transport-Security", twoYears);
};
