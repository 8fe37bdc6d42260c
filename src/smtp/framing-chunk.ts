// BDAT: exactly as many octets as the command announced (RFC 3030 §2). Line ends are checked over the whole letter: a CR
// may end one chunk and its LF begin the next.
import type { Content } from "./content.ts";
import type { ContentReader } from "./framing.ts";

const LF = 10;
const CR = 13;

export class ChunkReader implements ContentReader {
  readonly #content: Content;
  #left: number;

  constructor(content: Content, size: number) {
    this.#content = content;
    this.#left = size;
  }

  get done(): boolean {
    return this.#left === 0;
  }

  read(chunk: Buffer): number {
    const used = Math.min(chunk.length, this.#left);
    const piece = used === chunk.length ? chunk : chunk.subarray(0, used);
    this.#left -= used;
    if (this.#content.fault === null && hasBareLineEnd(piece, this.#content.endsInCr)) {
      this.#content.refuse("bare-line-end");
    }
    this.#content.append(piece);
    return used;
  }
}

/** True when a CR in `piece` is followed by something but LF, or an LF does not follow a CR. */
export function hasBareLineEnd(piece: Buffer, afterCr: boolean): boolean {
  let at = 0;
  if (afterCr) {
    if (piece[0] !== LF) return true;
    at = 1;
  }
  for (;;) {
    const lf = piece.indexOf(LF, at);
    const cr = piece.indexOf(CR, at);
    if (lf < 0) return cr >= 0 && cr < piece.length - 1;
    if (cr < 0 || cr !== lf - 1) return true;
    at = lf + 1;
  }
}
