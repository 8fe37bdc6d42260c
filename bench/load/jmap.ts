// JMAP client of the load generator (RFC 8620): signs in like the web application and asks what its inbox asks.
import { type Target, userName } from "../target.ts";
import { JsonHttp } from "./json-http.ts";

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
  readonly #http: JsonHttp;
  readonly #token: string;
  readonly #account: string;

  private constructor(http: JsonHttp, { token, accountId }: { token: string; accountId: string }) {
    this.#http = http;
    this.#token = token;
    this.#account = accountId;
  }

  static async signIn(target: Target, index: number): Promise<JmapClient> {
    if (target.http === null) throw new Error(`${target.name} has no JMAP`);
    const http = new JsonHttp(target.http);
    const credentials = { name: userName(target, index), password: target.password };
    const { status, body } = await http.post("/api/v1/session", credentials);
    if (status !== 201) throw new Error(`JMAP sign-in: ${status} ${JSON.stringify(body)}`);
    return new JmapClient(http, body as { token: string; accountId: string });
  }

  close(): void {
    this.#http.close();
  }

  /** Answers the arguments of each response, and the time it took; any error response throws. */
  async #call(calls: readonly Call[]): Promise<{ answers: Record<string, unknown>[]; ms: number }> {
    const request = { using, methodCalls: calls };
    const { status, body, ms } = await this.#http.post("/jmap", request, { Authorization: `Bearer ${this.#token}` });
    if (status !== 200) throw new Error(`JMAP: ${status} ${JSON.stringify(body)}`);
    const { methodResponses } = body as { methodResponses: Call[] };
    const failed = methodResponses.find(([name]) => name === "error");
    if (failed || methodResponses.length < calls.length) throw new Error(`JMAP: ${JSON.stringify(failed)}`);
    return { answers: methodResponses.map(([, args]) => args), ms };
  }

  async inbox(): Promise<string> {
    const { answers } = await this.#call([
      ["Mailbox/get", { accountId: this.#account, properties: ["id", "role"] }, "m"],
    ]);
    const { list } = answers[0] as { list: { id: string; role: string | null }[] };
    const inbox = list.find(({ role }) => role === "inbox");
    if (!inbox) throw new Error("JMAP: no inbox");
    return inbox.id;
  }

  /** The newest `limit` rows of a mailbox, as the web application's list asks for them. */
  async firstPage(mailbox: string, limit: number): Promise<PageReply> {
    const accountId = this.#account;
    const sort = [{ property: "receivedAt", isAscending: false }];
    const ids = { resultOf: "q", name: "Email/query", path: "/ids" };
    const page = { sort, position: 0, limit, calculateTotal: true };
    const { answers, ms } = await this.#call([
      ["Email/query", { accountId, filter: { inMailbox: mailbox }, ...page }, "q"],
      ["Email/get", { accountId, "#ids": ids, properties: rowProperties }, "g"],
    ]);
    const found = answers[0] as { ids: unknown[]; total: number };
    return { ids: found.ids.length, total: found.total, letters: (answers[1] as { list: unknown[] }).list.length, ms };
  }
}
