// Bytes to a tree of parts with offsets: RFC 5322 header blocks, RFC 2045 and 2046 structure, embedded letters of
// message/rfc822 and message/global. One pass, iterative, never throws; what two readers could understand differently is
// flagged in `defects`, never repaired. Nothing is decoded here but parameters.
//
// Readings chosen where the RFCs leave one open:
// - a multipart without a usable boundary, or in which no part begins, is read as text/plain (RFC 2045 §5.2), so that
//   a part is a multipart exactly when it has children;
// - a multipart or letter nested deeper than the limit is read as application/octet-stream;
// - after the part limit the rest of the letter belongs to the part that is open then;
// - `lines` is counted for text and message parts, the ones BODYSTRUCTURE asks for, and is 0 for the others.
import { type Limits, limits } from "#base/limits.ts";
import { cr, lf } from "./octets.ts";
import { noParameters } from "./parameters.ts";
import type { HeaderField, Letter, MimeDefect, Part } from "./part.ts";
import { Boundaries } from "./reader/boundaries.ts";
import { readContentFields } from "./reader/content-fields.ts";
import { type HeaderLimits, HeaderScanner } from "./reader/header-block.ts";

export type LetterLimits = HeaderLimits & Pick<Limits, "mimeDepth" | "mimeParts">;

/** The tree of a letter. Any bytes are a letter of some kind; the empty one too. */
export const readLetter = (bytes: Buffer, bounds: LetterLimits = limits): Letter => new Reader(bytes, bounds).read();

/** A part while it is being read. */
type OpenPart = { -readonly [K in keyof Part]: Part[K] } & { children: Part[] };

interface Level {
  readonly part: OpenPart;
  /** As octets in a latin1 string; null = no multipart. */
  readonly boundary: string | null;
  readonly isDigest: boolean;
  readonly countsLines: boolean;
  /** Line feeds counted before its body. */
  readonly linesBefore: number;
  closed: boolean;
}

class Reader {
  readonly #bytes: Buffer;
  readonly #bounds: LetterLimits;
  readonly #boundaries: Boundaries;
  readonly #headers: HeaderScanner;
  readonly #defects = new Set<MimeDefect>();
  /** From the root to the innermost open part. */
  readonly #levels: Level[] = [];
  #parts = 0;
  #countedTo = 0;
  #lineFeeds = 0;
  #counting = 0;

  constructor(bytes: Buffer, bounds: LetterLimits) {
    this.#bytes = bytes;
    this.#bounds = bounds;
    this.#boundaries = new Boundaries(bytes);
    this.#headers = new HeaderScanner(bytes, this.#boundaries, bounds, this.#flag);
  }

  readonly #flag = (defect: MimeDefect): void => {
    this.#defects.add(defect);
  };

  read(): Letter {
    const root = this.#openPart(0, false);
    let line = root.bodyStart;
    while (this.#boundaries.anyOpen && this.#boundaries.find(this.#lineInBody(line))) {
      const next = this.#takeDelimiter();
      if (next === null) break;
      line = next;
    }
    this.#closeFrom(0, this.#bytes.length);
    return { root, defects: [...this.#defects] };
  }

  /** The innermost body may begin later than `line`: letters open inside letters. */
  #lineInBody(line: number): number {
    return Math.max(line, this.#levels.at(-1)?.part.bodyStart ?? 0);
  }

  /** Opens the part whose header begins at `headerStart`, and the letters that begin with its body. */
  #openPart(headerStart: number, insideDigest: boolean): Part {
    const first = this.#readPart(headerStart, insideDigest);
    let part = first;
    while (this.#holdsLetter(part)) {
      const message = this.#readPart(part.bodyStart, false);
      part.message = message;
      part = message;
    }
    return first;
  }

  #readPart(headerStart: number, insideDigest: boolean): OpenPart {
    const { fields, bodyStart } = this.#headers.scan(headerStart);
    const part = this.#newPart({ headerStart, bodyStart, fields }, insideDigest);
    this.#parts++;
    const boundary = part.type === "multipart" ? this.#usableBoundary(part) : null;
    const countsLines = part.type === "text" || part.type === "message";
    if (countsLines) this.#countLines(bodyStart, 1);
    const isDigest = boundary !== null && part.subtype === "digest";
    const linesBefore = this.#lineFeeds;
    this.#levels.push({ part, boundary, isDigest, countsLines, linesBefore, closed: false });
    if (boundary !== null) this.#boundaries.open(boundary, this.#levels.length - 1);
    return part;
  }

  #newPart(
    place: { headerStart: number; bodyStart: number; fields: readonly HeaderField[] },
    insideDigest: boolean,
  ): OpenPart {
    const { contentType, encoding, disposition } = readContentFields(this.#bytes, place.fields, {
      insideDigest,
      flag: this.#flag,
    });
    const { type, subtype, parameters } = contentType;
    const isContainer = type === "multipart" || (type === "message" && holdsLetters.has(subtype));
    if (isContainer && encodes.has(encoding)) this.#flag("encoded-multipart"); // RFC 2045 §6.4
    const tooDeep = isContainer && this.#levels.length + 1 >= this.#bounds.mimeDepth;
    if (tooDeep) this.#flag("depth-limit");
    return {
      headerStart: place.headerStart,
      bodyStart: place.bodyStart,
      end: place.bodyStart,
      fields: place.fields,
      type: tooDeep ? "application" : type,
      subtype: tooDeep ? "octet-stream" : subtype,
      parameters,
      encoding,
      disposition,
      children: [],
      message: null,
      lines: 0,
    };
  }

  /** The boundary in the octets it has in the letter; null makes the part plain text. */
  #usableBoundary(part: OpenPart): string | null {
    const declared = part.parameters.get("boundary")?.trimEnd() ?? "";
    const boundary = Buffer.from(declared).toString("latin1");
    if (Boundaries.isUsable(boundary)) return boundary;
    this.#flag("missing-boundary");
    readAsText(part);
    return null;
  }

  #holdsLetter(part: Part): boolean {
    if (part.type !== "message" || !holdsLetters.has(part.subtype) || encodes.has(part.encoding)) return false;
    if (this.#parts < this.#bounds.mimeParts) return true;
    this.#flag("parts-limit");
    return false;
  }

  /** Ends what the delimiter ends and opens what it opens; the line to go on from, null when no part may follow. */
  #takeDelimiter(): number | null {
    const { level, closing, lineStart, next } = this.#boundaries;
    const multipart = this.#levels[level];
    if (multipart === undefined) return null;
    if (this.#boundaries.bareLineEnd) this.#flag("bare-line-end");
    if (!closing && this.#parts >= this.#bounds.mimeParts) {
      this.#flag("parts-limit");
      return null;
    }
    this.#closeFrom(level + 1, this.#beforeLineEnd(lineStart));
    if (closing) {
      this.#closeMultipart(multipart);
      return next;
    }
    multipart.part.children.push(this.#openPart(next, multipart.isDigest));
    return next;
  }

  /** The line end before a delimiter belongs to the delimiter (RFC 2046 §5.1.1). */
  #beforeLineEnd(lineStart: number): number {
    if (this.#bytes[lineStart - 1] !== lf) return lineStart;
    return this.#bytes[lineStart - 2] === cr ? lineStart - 2 : lineStart - 1;
  }

  /** Ends every open part from `level` inwards at `end`, or where the innermost body begins if that is later. */
  #closeFrom(level: number, end: number): void {
    const innermost = this.#levels.at(-1);
    if (this.#levels.length <= level || innermost === undefined) return;
    const last = Math.max(end, innermost.part.bodyStart);
    while (this.#levels.length > level) {
      const closed = this.#levels.pop();
      if (closed !== undefined) this.#closeLevel(closed, last);
    }
  }

  #closeLevel(level: Level, end: number): void {
    const { part } = level;
    part.end = end;
    if (level.countsLines) {
      this.#countLines(end, -1);
      part.lines = this.#lineFeeds - level.linesBefore;
    }
    if (level.boundary === null) return;
    const isEmpty = part.children.length === 0;
    if (isEmpty) this.#flag("missing-boundary");
    else if (!level.closed) this.#flag("missing-close");
    this.#closeMultipart(level);
    if (!isEmpty) return;
    readAsText(part);
    part.lines = lineFeedsIn(this.#bytes, part.bodyStart, end);
  }

  #closeMultipart(level: Level): void {
    if (level.boundary !== null && !level.closed) this.#boundaries.close(level.boundary);
    level.closed = true;
  }

  /** Counts on to `position` while any open part wants its lines known; `change` parts more want it from there. */
  #countLines(position: number, change: 1 | -1): void {
    if (this.#counting > 0) this.#lineFeeds += lineFeedsIn(this.#bytes, this.#countedTo, position);
    this.#countedTo = position;
    this.#counting += change;
  }
}

const holdsLetters = new Set(["rfc822", "global"]); // RFC 2046 §5.2.1, RFC 6532 §3.7
const encodes = new Set(["base64", "quoted-printable"]);

function readAsText(part: OpenPart): void {
  part.type = "text";
  part.subtype = "plain";
  part.parameters = noParameters;
}

function lineFeedsIn(bytes: Buffer, from: number, end: number): number {
  let count = 0;
  for (let i = from; i < end; i++) if (bytes[i] === lf) count++;
  return count;
}
