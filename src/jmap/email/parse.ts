// Email/parse (RFC 8621 §4.9): blobs that are letters, such as one attached to another, as Email objects.
import { z } from "zod";
import { limits } from "#base/limits.ts";
import { readLetter } from "#mime/read-letter.ts";
import { summarize } from "#mime/summary.ts";
import { readBlob } from "../blobs.ts";
import { breather } from "../breathe.ts";
import { mail } from "../capabilities.ts";
import { accountOf } from "../context.ts";
import { MethodError } from "../errors.ts";
import { partBlobId } from "../ids.ts";
import type { JsonObject } from "../json.ts";
import { id, method } from "../method.ts";
import { bodyArgs, checkBodyArgs, emailProperties, parsedEmail } from "./object.ts";

const shape = z.strictObject({
  accountId: id,
  blobIds: z.array(id),
  properties: z.array(z.string()).max(256).nullish(),
  ...bodyArgs,
});

/** What only a letter in a mailbox has: left out unless asked for (RFC 8621 §4.9). */
const ofMailbox = new Set(["id", "blobId", "threadId", "mailboxIds", "keywords", "size", "receivedAt"]);

export const emailParse = method({
  name: "Email/parse",
  capability: mail,
  args: shape,
  run: async (context, args) => {
    const account = accountOf(context, args.accountId);
    const wanted = emailProperties(context, args.properties);
    const properties = args.properties ? wanted : wanted.filter((name) => !ofMailbox.has(name));
    checkBodyArgs(args);
    if (args.blobIds.length > limits.jmapObjectsInGet) throw new MethodError("requestTooLarge");
    const parsed: Record<string, JsonObject> = {};
    const notParsable: string[] = [];
    const notFound: string[] = [];
    const breathe = breather();
    for (const blobId of new Set(args.blobIds)) {
      await breathe();
      const blob = await readBlob(account, blobId);
      if (blob === null) notFound.push(blobId);
      else if (!/^message\//.test(blob.type) && !looksLikeLetter(blob.bytes)) notParsable.push(blobId);
      else {
        const letter = readLetter(blob.bytes);
        const view = { bytes: blob.bytes, letter, blobIdOf: (partId: string) => partBlobId(blobId, partId), args };
        parsed[blobId] = parsedEmail(view, summarize(blob.bytes, letter), { properties, blobId });
      }
    }
    return { accountId: args.accountId, parsed, notParsable, notFound };
  },
});

/** Any bytes can be read as a letter; what has no single header field is none. */
const looksLikeLetter = (bytes: Buffer): boolean => readLetter(bytes).root.fields.length > 0;
