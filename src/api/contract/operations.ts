// Every operation under /api/v1: the routes and /api/v1/openapi.json are both made from these.
import { createRoute, z } from "@hono/zod-openapi";
import { directoryAnswer, directoryQuery } from "./directory.ts";
import { problem } from "./problem.ts";
import { passwordRequest, session, signInRequest, startedSession } from "./session.ts";
import { site, usage } from "./site.ts";

const json = <Schema>(schema: Schema) => ({ "application/json": { schema } });
const refusals = {
  "4XX": { description: "Refused", content: { "application/problem+json": { schema: problem } } },
  "5XX": { description: "A fault on the server's side", content: { "application/problem+json": { schema: problem } } },
} as const;
const secured = [{ cookie: [] }, { bearer: [] }, { basic: [] }];

export const startSession = createRoute({
  method: "post",
  path: "/api/v1/session",
  summary: "Sign in",
  request: { body: { required: true, content: json(signInRequest) } },
  responses: { 201: { description: "Signed in; the cookie is set", content: json(startedSession) }, ...refusals },
});

export const readSession = createRoute({
  method: "get",
  path: "/api/v1/session",
  summary: "Who am I",
  security: secured,
  responses: { 200: { description: "The signed-in person", content: json(session) }, ...refusals },
});

export const endSession = createRoute({
  method: "delete",
  path: "/api/v1/session",
  summary: "Sign out",
  security: secured,
  responses: { 204: { description: "Signed out" }, ...refusals },
});

export const changePassword = createRoute({
  method: "post",
  path: "/api/v1/password",
  summary: "Change the own password",
  security: secured,
  request: { body: { required: true, content: json(passwordRequest) } },
  responses: { 204: { description: "Changed; the cookie is a new one" }, ...refusals },
});

export const searchDirectory = createRoute({
  method: "get",
  path: "/api/v1/directory",
  summary: "Find people and unit mailboxes",
  security: secured,
  request: { query: directoryQuery },
  responses: { 200: { description: "Best first", content: json(directoryAnswer) }, ...refusals },
});

export const readSite = createRoute({
  method: "get",
  path: "/api/v1/site",
  summary: "Whose system this is; needs no session",
  responses: { 200: { description: "The organization of this address", content: json(site) }, ...refusals },
});

export const readUsage = createRoute({
  method: "get",
  path: "/api/v1/mailboxes/{accountId}/usage",
  summary: "Room used in a mailbox",
  security: secured,
  request: { params: z.object({ accountId: z.string() }) },
  responses: { 200: { description: "Octets and letters", content: json(usage) }, ...refusals },
});

export const operations = [startSession, readSession, endSession, changePassword, searchDirectory, readSite, readUsage];
