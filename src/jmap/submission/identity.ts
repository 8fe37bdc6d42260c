// Identity (RFC 8621 §6): the addresses a mailbox may send as. Names come from the directory and signatures are kept by
// the client, so Identity/set refuses every change; Identity/changes knows only "the same" or "ask again".
import { createHash } from "node:crypto";
import { submission } from "../capabilities.ts";
import { changesShape } from "../changes.ts";
import { accountOf, writableAccountOf } from "../context.ts";
import { MethodError } from "../errors.ts";
import { askedIds, askedProperties, getAnswer, getShape, pick } from "../get.ts";
import type { JsonObject } from "../json.ts";
import type { Account, Identity } from "../mail-backend.ts";
import { method } from "../method.ts";
import { runSet, setShape } from "../set.ts";

const properties = ["id", "name", "email", "replyTo", "bcc", "textSignature", "htmlSignature", "mayDelete"];

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The same address always has the same id; addresses hold characters that ids may not. */
export const identityIdOf = (identity: Identity): string => `i${digest(identity.address).slice(0, 24)}`;

const stateOf = (identities: readonly Identity[]): string => digest(JSON.stringify(identities)).slice(0, 16);

const object = (identity: Identity): JsonObject => ({
  id: identityIdOf(identity),
  name: identity.name,
  email: identity.address,
  replyTo: null,
  bcc: null,
  textSignature: "",
  htmlSignature: "",
  mayDelete: false,
});

/** Null = not an identity of this mailbox. */
export async function identityById(account: Account, id: string): Promise<Identity | null> {
  return (await account.identities()).find((one) => identityIdOf(one) === id) ?? null;
}

export const identityGet = method({
  name: "Identity/get",
  capability: submission,
  args: getShape,
  run: async (context, args) => {
    const account = accountOf(context, args.accountId);
    const wanted = askedProperties(args.properties, properties);
    const asked = askedIds(args.ids);
    const identities = await account.identities();
    const all = identities.map((one): [string, JsonObject] => [identityIdOf(one), pick(object(one), wanted)]);
    return getAnswer(args, stateOf(identities), { asked, found: new Map(all) });
  },
});

export const identityChanges = method({
  name: "Identity/changes",
  capability: submission,
  args: changesShape,
  run: async (context, args) => {
    const state = stateOf(await accountOf(context, args.accountId).identities());
    if (args.sinceState !== state) throw new MethodError("cannotCalculateChanges");
    const none = { created: [], updated: [], destroyed: [] };
    return { accountId: args.accountId, oldState: state, newState: state, hasMoreChanges: false, ...none };
  },
});

export const identitySet = method({
  name: "Identity/set",
  capability: submission,
  args: setShape,
  run: async (context, args) => {
    const account = writableAccountOf(context, args.accountId);
    const known = new Set((await account.identities()).map(identityIdOf));
    const refuse = (id: string) => ({ error: { type: known.has(id) ? "forbidden" : "notFound" } });
    const { answer } = await runSet(context, args, {
      state: async () => stateOf(await account.identities()),
      create: async (entries) => entries.map(() => ({ error: { type: "forbidden" } })),
      update: async (entries) => entries.map(([id]) => refuse(id)),
      destroy: async (ids) => ids.map(refuse),
    });
    return answer;
  },
});
