// Errors (RFC 9457).
import { z } from "@hono/zod-openapi";

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    messages: z.object({ vi: z.string(), en: z.string() }),
  })
  .openapi("Problem");
