// Signing in and who is signed in, as both sides of the wire have it.
import { z } from "@hono/zod-openapi";

export const signInRequest = z
  .strictObject({
    name: z.string().min(1).max(320).openapi({ description: "Address, or its local part.", example: "hoatt" }),
    password: z.string().min(1).max(1_024),
    remember: z.boolean().default(false).openapi({ description: "Keep the session past the browser's end." }),
  })
  .openapi("SignInRequest");

export const passwordRequest = z
  .strictObject({ current: z.string().min(1).max(1_024), new: z.string().min(8).max(1_024) })
  .openapi("PasswordRequest");

export const mailbox = z
  .object({
    accountId: z.string().openapi({ description: "JMAP account id.", example: "a12" }),
    kind: z.enum(["personal", "unit"]),
    name: z.string(),
    address: z.string(),
    access: z.enum(["read", "flag", "write", "send", "administer"]).openapi({ description: "Rising." }),
  })
  .openapi("Mailbox");

export const session = z
  .object({
    person: z.object({
      id: z.number().int(),
      name: z.string(),
      title: z.string().nullable(),
      agencyName: z.string().nullable(),
    }),
    accountId: z.string(),
    address: z.string(),
    mailboxes: z.array(mailbox).openapi({ description: "Own mailbox first." }),
    organization: z.object({ name: z.string(), domain: z.string(), zone: z.string() }),
    language: z.enum(["vi", "en"]),
  })
  .openapi("Session");

export const startedSession = session
  .extend({
    token: z.string().openapi({ description: "For Authorization: Bearer; the browser uses the cookie." }),
    expiresAt: z.iso.datetime(),
  })
  .openapi("StartedSession");

export type Session = z.infer<typeof session>;
export type SignInRequest = z.infer<typeof signInRequest>;
