// One letter while it arrives: its octets exactly, bounded in size and memory, and the first thing found wrong with it.
// Once something is wrong nothing more is kept, but the reader still goes to the true end of the letter.
import { CongvuError } from "#base/errors.ts";

/** `bare-line-end` and `nul` say that the peer and we may not agree on what the letter is; the rest are plain refusals. */
export type ContentFault = "bare-line-end" | "nul" | CongvuError;

export interface ContentOptions {
  readonly maxBytes: number;
  /** The size the peer declared, 0 = none. */
  readonly declaredBytes: number;
  /** Throws `disk-full` or `overloaded`. */
  claimRoom(bytes: number): Disposable;
}

const CR = 13;
/** Room claimed at first: a whole ordinary letter, but not the 50 MB that a stranger merely announces. */
const firstClaim = 64 * 1024;
const largestFirstClaim = 1024 * 1024;
/** Pieces below this are copied together, so that a letter sent octet by octet does not become a million objects. */
const smallPiece = 1024;

export class Content implements Disposable {
  fault: ContentFault | null = null;
  size = 0;
  /** The last octet so far is a CR whose LF may still come. */
  endsInCr = false;
  readonly #options: ContentOptions;
  readonly #claims: Disposable[] = [];
  #claimed = 0;
  #pieces: Buffer[] = [];
  /** Memory where small pieces gather, and how much of it is used. */
  #tail: Buffer | null = null;
  #tailUsed = 0;

  constructor(options: ContentOptions) {
    this.#options = options;
  }

  /** Takes octets only to get past them. */
  static discarding(): Content {
    const claimRoom = () => {
      throw new CongvuError("server-fault", "nothing is stored here");
    };
    const content = new Content({ maxBytes: 0, declaredBytes: 0, claimRoom });
    content.refuse(new CongvuError("invalid"));
    return content;
  }

  /** Claims room for an ordinary letter before its first octet is asked for; throws what `claimRoom` throws. */
  claimFirst(): void {
    const { declaredBytes } = this.#options;
    this.#claim(Math.min(Math.max(declaredBytes, firstClaim), largestFirstClaim));
  }

  /** Takes the next octets; keeps a reference to `piece`. */
  append(piece: Buffer): void {
    if (this.fault !== null || piece.length === 0) return;
    this.size += piece.length;
    this.endsInCr = piece[piece.length - 1] === CR;
    if (this.size > this.#options.maxBytes) this.refuse(new CongvuError("letter-too-large"));
    else if (piece.includes(0)) this.refuse("nul");
    else if (this.size > this.#claimed && !this.#claimMore()) return;
    else if (piece.length >= smallPiece || this.size === piece.length) this.#keep(piece);
    else this.#gather(piece);
  }

  /** Notes the first fault and lets go of what was kept. */
  refuse(fault: ContentFault): void {
    if (this.fault !== null) return;
    this.fault = fault;
    this.#release();
  }

  /** The letter's octets. */
  bytes(): Buffer {
    this.#closeTail();
    if (this.#pieces.length !== 1) this.#pieces = [Buffer.concat(this.#pieces, this.size)];
    return this.#pieces[0] ?? Buffer.alloc(0);
  }

  [Symbol.dispose](): void {
    this.#release();
  }

  #keep(piece: Buffer): void {
    this.#closeTail();
    this.#pieces.push(piece);
  }

  #gather(piece: Buffer): void {
    if (this.#tail === null || this.#tailUsed + piece.length > this.#tail.length) {
      this.#closeTail();
      this.#tail = Buffer.allocUnsafeSlow(Math.min(Math.max(2 * this.size, 4 * smallPiece), 64 * smallPiece));
    }
    piece.copy(this.#tail, this.#tailUsed);
    this.#tailUsed += piece.length;
  }

  #closeTail(): void {
    if (this.#tail !== null) this.#pieces.push(this.#tail.subarray(0, this.#tailUsed));
    this.#tail = null;
    this.#tailUsed = 0;
  }

  #claim(bytes: number): void {
    this.#claims.push(this.#options.claimRoom(bytes));
    this.#claimed += bytes;
  }

  /** Doubles the claim; a refusal becomes the letter's fault, because the peer is in the middle of sending. */
  #claimMore(): boolean {
    try {
      if (this.#claimed === 0) this.claimFirst();
      if (this.size > this.#claimed) this.#claim(Math.max(this.#claimed, this.size - this.#claimed));
      return true;
    } catch (error) {
      if (!(error instanceof CongvuError)) throw error;
      this.refuse(error);
      return false;
    }
  }

  #release(): void {
    this.#pieces = [];
    this.#tail = null;
    for (const claim of this.#claims.splice(0)) claim[Symbol.dispose]();
  }
}
