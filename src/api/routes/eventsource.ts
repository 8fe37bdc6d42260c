// GET /jmap/eventsource (RFC 8620 §7.3): tells which types of which mailboxes changed (case C24).
import { Hono } from "hono";
import type { AtOnce } from "../at-once.ts";
import { EventStream, type StreamArguments } from "../event-stream.ts";
import type { Env, HttpParts, RouteContext } from "../parts.ts";
import { HttpRefusal } from "../problem.ts";
import type { Streams } from "../streams.ts";
import { signedIn } from "../visitors.ts";
import { visitorKey } from "./jmap.ts";

const shortestPingSeconds = 15;
const longestPingSeconds = 300;

export function eventRoutes(parts: HttpParts, { streams, atOnce }: { streams: Streams; atOnce: AtOnce }): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/jmap/eventsource", signedIn(parts), (c) => {
    const key = visitorKey(c.var.visitor);
    const slot = atOnce.take(key);
    if (slot === null) throw new HttpRefusal("overloaded");
    const stream = new EventStream(parts, c.var.visitor, argumentsOf(c));
    stream.onEnd(() => slot[Symbol.dispose]());
    stream.onEnd(streams.join(key, () => stream.end()));
    return new Response(stream.readable, {
      headers: {
        "Content-Type": "text/event-stream; charset=utf-8",
        "Cache-Control": "no-store, no-transform",
        "X-Accel-Buffering": "no", // a reverse proxy must not hold events back
      },
    });
  });
  return routes;
}

function argumentsOf(c: RouteContext): StreamArguments {
  const types = c.req.query("types") ?? "*";
  const ping = c.req.query("ping") ?? "0";
  const closeAfter = c.req.query("closeafter") ?? "no";
  if (!/^\d{1,9}$/.test(ping) || (closeAfter !== "no" && closeAfter !== "state")) throw new HttpRefusal("invalid");
  const seconds = Number(ping);
  return {
    types: types === "*" ? null : new Set(types.split(",")),
    closeAfterState: closeAfter === "state",
    pingSeconds: seconds === 0 ? 0 : Math.min(Math.max(seconds, shortestPingSeconds), longestPingSeconds),
    lastEventId: c.req.header("last-event-id") ?? null,
  };
}
