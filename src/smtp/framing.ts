// Octets to command lines and letters (RFC 5321 §2.3.8, §4.5.2; RFC 3030): incremental, bounded, no I/O. The session
// pulls frames and says after a command what comes next: more lines, dot-ended data, or a counted chunk.
import { isAscii, isUtf8 } from "node:buffer";
import { LineReader } from "#net/line-reader.ts";
import type { Content } from "./content.ts";
import { ChunkReader } from "./framing-chunk.ts";
import { DotReader } from "./framing-dots.ts";

export type Frame =
  | { readonly kind: "line"; readonly text: string }
  /** A line with NUL, or octets that are not UTF-8. */
  | { readonly kind: "unreadable" }
  | { readonly kind: "too-long" }
  | { readonly kind: "bare-line-end" }
  /** The letter or chunk asked for has arrived whole; the next octet is a command again. */
  | { readonly kind: "content-end" };

/** Takes octets until its content is complete. */
export interface ContentReader {
  readonly done: boolean;
  /** Returns how many octets of `chunk` it used; all of them while not done. */
  read(chunk: Buffer): number;
}

const unreadable: Frame = { kind: "unreadable" };
const tooLong: Frame = { kind: "too-long" };
const bareLineEnd: Frame = { kind: "bare-line-end" };
const contentEnd: Frame = { kind: "content-end" };

export class SmtpFraming {
  readonly #lines: LineReader;
  #content: ContentReader | null = null;

  constructor(maxLineBytes: number) {
    this.#lines = new LineReader(maxLineBytes);
  }

  /** Octets that arrived behind the last frame. */
  get buffered(): number {
    return this.#lines.buffered;
  }

  set maxLineBytes(bytes: number) {
    this.#lines.maxBytes = bytes;
  }

  push(chunk: Buffer): void {
    this.#lines.push(chunk);
  }

  /** What follows is a letter up to CRLF . CRLF. */
  expectData(content: Content): void {
    this.#content = new DotReader(content);
  }

  /** What follows are `size` octets of a letter. */
  expectChunk(content: Content, size: number): void {
    this.#content = new ChunkReader(content, size);
  }

  /** Null = wait for more octets. */
  next(): Frame | null {
    if (this.#content !== null) return this.#readContent(this.#content);
    const line = this.#lines.next();
    if (line === null) return null;
    if (line === "too-long") return tooLong;
    if (line === "bare-line-end") return bareLineEnd;
    if (line.includes(0)) return unreadable;
    if (isAscii(line)) return { kind: "line", text: line.toString("latin1") };
    return isUtf8(line) ? { kind: "line", text: line.toString("utf8") } : unreadable;
  }

  #readContent(reader: ContentReader): Frame | null {
    if (!reader.done) {
      const chunk = this.#lines.takeRest();
      const used = chunk.length === 0 ? 0 : reader.read(chunk);
      if (used < chunk.length) this.#lines.push(chunk.subarray(used));
    }
    if (!reader.done) return null;
    this.#content = null;
    return contentEnd;
  }
}
