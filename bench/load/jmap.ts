// JMAP client of the load generator (RFC 8620): signs in like the web application and asks what its inbox asks.
import { type Target, userName } from "../target.ts";

const using = ["urn:ietf:params:jmap:core", "urn:ietf:params:jmap:mail", "urn:congvu:params:jmap:mail"];

/** What a row of the web application's list shows. */
const rowProperties = [
  "id",
  "threadId",
  "mailboxIds",
  "keywords",
  "from",
  "to",
  "subject",
  "receivedAt",
  "size",
  "preview",
  "hasAttachment",
  "urgency",
  "replyBy",
  "attachmentNotes",
];

type Call = readonly [name: string, args: Record<string, unknown>, id: string];

export interface PageReply {
  readonly ids: number;
  readonly letters: number;
  readonly total: number;
  readonly ms: number;
}

export class JmapClient {
  readonly #origin: string;
  readonly #token: string;
  readonly #account: string;

  private constructor(origin: string, { token, accountId }: { token: string; accountId: string }) {
    this.#origin = origin;
    this.#token = token;
    this.#account = accountId;
  }

  static async signIn(target: Target, index: number): Promise<JmapClient> {
    if (target.http === null) throw new Error(`${target.name} has no JMAP`);
    const response = await fetch(`${target.http}/api/v1/session`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ name: userName(target, index), password: target.password }),
    });
    if (response.status !== 201) throw new Error(`JMAP sign-in: ${response.status} ${await response.text()}`);
    return new JmapClient(target.http, (await response.json()) as { token: string; accountId: string });
  }

  /** Answers the arguments of each response; any error response throws. */
  async #call(calls: readonly Call[]): Promise<Record<string, unknown>[]> {
    const response = await fetch(`${this.#origin}/jmap`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${this.#token}` },
      body: JSON.stringify({ using, methodCalls: calls }),
    });
    if (!response.ok) throw new Error(`JMAP: ${response.status} ${await response.text()}`);
    const { methodResponses } = (await response.json()) as { methodResponses: Call[] };
    const failed = methodResponses.find(([name]) => name === "error");
    if (failed || methodResponses.length < calls.length) throw new Error(`JMAP: ${JSON.stringify(failed)}`);
    return methodResponses.map(([, args]) => args);
  }

  async inbox(): Promise<string> {
    const [answer] = await this.#call([["Mailbox/get", { accountId: this.#account, properties: ["id", "role"] }, "m"]]);
    const { list } = answer as { list: { id: string; role: string | null }[] };
    const inbox = list.find(({ role }) => role === "inbox");
    if (!inbox) throw new Error("JMAP: no inbox");
    return inbox.id;
  }

  /** The newest `limit` rows of a mailbox, as the web application's list asks for them. */
  async firstPage(mailbox: string, limit: number): Promise<PageReply> {
    const accountId = this.#account;
    const sort = [{ property: "receivedAt", isAscending: false }];
    const ids = { resultOf: "q", name: "Email/query", path: "/ids" };
    const startMs = performance.now();
    const [query, get] = await this.#call([
      [
        "Email/query",
        { accountId, filter: { inMailbox: mailbox }, sort, position: 0, limit, calculateTotal: true },
        "q",
      ],
      ["Email/get", { accountId, "#ids": ids, properties: rowProperties }, "g"],
    ]);
    const ms = performance.now() - startMs;
    const found = query as { ids: unknown[]; total: number };
    return { ids: found.ids.length, total: found.total, letters: (get as { list: unknown[] }).list.length, ms };
  }
}
