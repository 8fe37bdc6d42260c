// People search.
import { z } from "@hono/zod-openapi";

export const directoryQuery = z.object({
  q: z
    .string()
    .max(200)
    .default("")
    .openapi({ description: "Words, initials, parts of an address; diacritics optional." }),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

export const directoryAnswer = z
  .object({
    entries: z.array(
      z.object({
        name: z.string(),
        address: z.string(),
        title: z.string().nullable(),
        agencyName: z.string().nullable(),
        kind: z.enum(["personal", "unit"]),
      }),
    ),
  })
  .openapi("DirectoryAnswer");

export type DirectoryAnswer = z.infer<typeof directoryAnswer>;
