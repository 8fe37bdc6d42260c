// The way out over HTTP: pictures that a letter names, fetched for a reader who asked to see them (case C08). The name
// is resolved once, every address checked, and the connection goes to the address that was checked; a redirect starts
// over. Nothing of the reader travels along: no cookie, no referrer, no address, no name of a program.
// Leaves out: caching, ports other than 80 and 443, anything that is not one of four kinds of picture.
import dns from "node:dns/promises";
import http from "node:http";
import https from "node:https";
import net from "node:net";
import { CongvuError } from "#base/errors.ts";
import { isPublicAddress } from "./public-address.ts";

export interface Picture {
  /** One of the four types of `kinds`, by the octets themselves. */
  readonly type: string;
  readonly bytes: Buffer;
}

export interface FetchRules {
  /** All addresses of a name. */
  resolve(hostname: string): Promise<readonly string[]>;
  isAllowed(address: string): boolean;
  readonly ports: readonly number[];
  readonly mostBytes: number;
  readonly mostRedirects: number;
  /** For everything together. */
  readonly patienceMs: number;
}

/** Asks the name servers, not the machine's own list of hosts; IPv4 first, which every network here has. */
async function resolveName(hostname: string): Promise<string[]> {
  const resolver = new dns.Resolver({ timeout: 2_000, tries: 2 });
  const answers = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
  return answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
}

export const outsideRules: FetchRules = {
  resolve: resolveName,
  isAllowed: isPublicAddress,
  ports: [80, 443],
  mostBytes: 5 * 1024 * 1024,
  mostRedirects: 3,
  patienceMs: 10_000,
};

/** Throws `not-found` whatever the reason: what lies behind an address is not for the asker to learn. */
export async function fetchPicture(address: string, rules: FetchRules = outsideRules): Promise<Picture> {
  const deadline = AbortSignal.timeout(rules.patienceMs);
  let url = address;
  for (let hop = 0; hop <= rules.mostRedirects; hop++) {
    const answer = await step(url, rules, deadline).catch((error: unknown) => {
      throw new CongvuError("not-found", error instanceof Error ? error.message : String(error));
    });
    if ("bytes" in answer) return answer;
    url = answer.location;
  }
  throw new CongvuError("not-found", "too many redirects");
}

type Step = Picture | { readonly location: string };

async function step(address: string, rules: FetchRules, deadline: AbortSignal): Promise<Step> {
  const url = checkedUrl(address, rules);
  const host = await checkedAddress(url.hostname, rules);
  const response = await open(url, host, deadline);
  try {
    return await read(url, response, rules);
  } finally {
    response.destroy();
  }
}

function checkedUrl(address: string, { ports }: FetchRules): URL {
  const url = new URL(address);
  if (url.protocol !== "http:" && url.protocol !== "https:") throw new Error("scheme");
  if (url.username !== "" || url.password !== "") throw new Error("credentials");
  const port = url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port);
  if (!ports.includes(port)) throw new Error("port");
  return url;
}

/** One forbidden address among several condemns the name: it would only be waiting to be the next one. */
async function checkedAddress(hostname: string, rules: FetchRules): Promise<string> {
  const literal = hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
  const addresses = net.isIP(literal) === 0 ? await rules.resolve(hostname) : [literal];
  const [first] = addresses;
  if (first === undefined || !addresses.every((one) => rules.isAllowed(one))) throw new Error("address");
  return first;
}

/** Connects to `host`, an IP address, whatever the name would resolve to by now. */
function open(url: URL, host: string, signal: AbortSignal): Promise<http.IncomingMessage> {
  const isName = net.isIP(url.hostname) === 0 && !url.hostname.startsWith("[");
  const options = {
    host,
    port: url.port === "" ? undefined : Number(url.port),
    path: url.pathname + url.search,
    headers: { Host: url.host, Accept: "image/png, image/jpeg, image/gif, image/webp", "Accept-Encoding": "identity" },
    agent: false,
    signal,
    ...(isName ? { servername: url.hostname } : {}),
  };
  return new Promise((resolve, reject) => {
    const request = (url.protocol === "https:" ? https : http).get(options, resolve);
    request.on("error", reject);
  });
}

const redirects = new Set([301, 302, 303, 307, 308]);

async function read(url: URL, response: http.IncomingMessage, { mostBytes }: FetchRules): Promise<Step> {
  const { statusCode = 0, headers } = response;
  if (redirects.has(statusCode) && headers.location !== undefined)
    return { location: new URL(headers.location, url).href };
  if (statusCode !== 200 || (headers["content-encoding"] ?? "identity") !== "identity") throw new Error("answer");
  if (Number(headers["content-length"] ?? 0) > mostBytes) throw new Error("size");
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > mostBytes) throw new Error("size");
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  const type = kindOf(bytes);
  if (type === null) throw new Error("not a picture");
  return { type, bytes };
}

/** How the four kinds begin. What a server claims is not asked. */
const kinds: readonly (readonly [type: string, starts: (bytes: Buffer) => boolean])[] = [
  ["image/png", (bytes) => bytes.subarray(0, 8).equals(Buffer.from("89504e470d0a1a0a", "hex"))],
  ["image/jpeg", (bytes) => bytes.subarray(0, 3).equals(Buffer.from("ffd8ff", "hex"))],
  ["image/gif", (bytes) => /^GIF8[79]a/.test(bytes.toString("latin1", 0, 6))],
  ["image/webp", (bytes) => bytes.toString("latin1", 0, 4) === "RIFF" && bytes.toString("latin1", 8, 12) === "WEBP"],
];

const kindOf = (bytes: Buffer): string | null => kinds.find(([, starts]) => starts(bytes))?.[0] ?? null;
