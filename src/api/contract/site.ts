// What anybody may know of the system before signing in, and how full a mailbox is.
import { z } from "@hono/zod-openapi";

export const site = z
  .object({
    name: z.string().openapi({ description: "The organization.", example: "Tỉnh Bình Minh" }),
    domain: z.string(),
    support: z.string().nullable().openapi({ description: "One line: phone and hours." }),
  })
  .openapi("Site");

export const usage = z
  .object({
    bytes: z.number().int(),
    quotaBytes: z.number().int().nullable().openapi({ description: "Null: no quota." }),
    letters: z.number().int(),
  })
  .openapi("Usage");

export type Site = z.infer<typeof site>;
export type Usage = z.infer<typeof usage>;
