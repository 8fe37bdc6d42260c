// argon2id (RFC 9106) by the built-in crypto, kept as PHC strings. At most two hashes run at once and 64 wait: a flood
// of sign-ins is turned away at once instead of taking the machine's memory and processors.
import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { CongvuError } from "#base/errors.ts";
import { limits } from "#base/limits.ts";

const hashRaw = promisify(argon2);

interface Cost {
  readonly memoryKib: number;
  readonly passes: number;
  readonly lanes: number;
}

/** 19 MiB, 2 passes, 1 lane: the floor that reliability D05 names; 22 ms on the reference machine. */
const cost: Cost = { memoryKib: 19_456, passes: 2, lanes: 1 };
const tagBytes = 32;
const saltBytes = 16;

/** The same text every time it is typed, on every keyboard (RFC 8265 §4.2.2: NFC, no case mapping). */
const prepare = (password: string): Buffer => Buffer.from(password.normalize("NFC"), "utf8");

async function derive(password: string, salt: Buffer, with_: Cost): Promise<Buffer> {
  return hashRaw("argon2id", {
    message: prepare(password),
    nonce: salt,
    parallelism: with_.lanes,
    tagLength: tagBytes,
    memory: with_.memoryKib,
    passes: with_.passes,
  });
}

const base64 = (bytes: Buffer): string => bytes.toString("base64").replaceAll("=", "");

/** Runs hashes with a bound on how many at once and how many may wait. */
export class Passwords {
  #running = 0;
  readonly #queue: (() => void)[] = [];

  /** PHC string of a new salt and hash. */
  async hash(password: string): Promise<string> {
    refuseLong(password);
    const salt = randomBytes(saltBytes);
    const tag = await this.#inTurn(() => derive(password, salt, cost));
    return `$argon2id$v=19$m=${cost.memoryKib},t=${cost.passes},p=${cost.lanes}$${base64(salt)}$${base64(tag)}`;
  }

  /** False for a wrong password; a missing hash costs the same time as a wrong password. */
  async verify(password: string, phc: string | null): Promise<boolean> {
    if (Buffer.byteLength(password) > limits.passwordBytes) return false;
    const stored = parsePhc(phc ?? absent);
    const tag = await this.#inTurn(() => derive(password, stored.salt, stored.cost));
    return tag.length === stored.tag.length && timingSafeEqual(tag, stored.tag) && phc !== null;
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= limits.hashesAtOnce) {
      if (this.#queue.length >= limits.hashQueue) throw new CongvuError("sign-in-busy");
      await new Promise<void>((resolve) => this.#queue.push(resolve));
    }
    this.#running++;
    try {
      return await work();
    } finally {
      this.#running--;
      this.#queue.shift()?.();
    }
  }
}

function refuseLong(password: string): void {
  if (password === "" || Buffer.byteLength(password) > limits.passwordBytes)
    throw new CongvuError("invalid", "password");
}

/** What an unknown name is checked against, so that it answers as slowly as a known one. */
const absent = `$argon2id$v=19$m=${cost.memoryKib},t=${cost.passes},p=${cost.lanes}$${"A".repeat(22)}$${"A".repeat(43)}`;

function parsePhc(phc: string): { cost: Cost; salt: Buffer; tag: Buffer } {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(phc);
  const [, memory, passes, lanes, salt, tag] = match ?? [];
  if (!salt || !tag) throw new CongvuError("server-fault", "unreadable password hash");
  return {
    cost: { memoryKib: Number(memory), passes: Number(passes), lanes: Number(lanes) },
    salt: Buffer.from(salt, "base64"),
    tag: Buffer.from(tag, "base64"),
  };
}
