// Requests to our own server. A 401 waits for the sign-in dialog and repeats the request, so that nothing in progress
// is lost; a failure carries the server's plain sentences (RFC 9457, docs/reference/web-api.md).
import type { Language } from "../i18n/locale.ts";
import { reachable, signedInAgain } from "./connection.ts";

/** The server could not be reached at all. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

/** The server answered no. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly status: number;
  readonly code: string;
  readonly messages: Partial<Record<Language, string>>;

  constructor(status: number, problem: { code?: string; messages?: Partial<Record<Language, string>> }) {
    super(problem.code ?? String(status));
    this.status = status;
    this.code = problem.code ?? "server-fault";
    this.messages = problem.messages ?? {};
  }
}

async function once(path: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(path, { credentials: "same-origin", ...init });
    reachable.set(true);
    return response;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    reachable.set(false);
    throw new Unreachable();
  }
}

async function refusal(response: Response): Promise<Refused> {
  const problem: unknown = await response.json().catch(() => ({}));
  return new Refused(response.status, typeof problem === "object" && problem !== null ? problem : {});
}

/** Without waiting for a new sign-in: for the sign-in itself and for asking who is signed in. */
export async function plainRequest(path: string, init: RequestInit = {}): Promise<Response> {
  const response = await once(path, init);
  if (!response.ok) throw await refusal(response);
  return response;
}

export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  for (;;) {
    const response = await once(path, init);
    if (response.ok) return response;
    if (response.status !== 401) throw await refusal(response);
    await signedInAgain();
  }
}

export const jsonBody = (value: unknown): RequestInit => ({
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(value),
});
