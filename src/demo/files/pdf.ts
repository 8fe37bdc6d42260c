// A small PDF of text (ISO 32000-1): one font that every reader has, not embedded, with an encoding of our own, because
// the built-in ones lack most Vietnamese letters; a ToUnicode map makes the text searchable. Only for the demonstration:
// no kerning, no hyphenation, widths estimated.
import { fold } from "#base/fold.ts";

export interface PdfLine {
  readonly text: string;
  readonly size?: number;
  readonly isCentred?: boolean;
}

const page = { width: 595, height: 842, left: 85, right: 57, top: 60, bottom: 60 } as const;
const leading = 1.45;

/** Lines of text over as many pages as they need; long ones are broken at spaces. */
export function pdfOf(title: string, lines: readonly PdfLine[]): Buffer {
  const letters = new Alphabet(lines.map((line) => line.text).join(""));
  const pages = pagesOf(lines).map((content) => pageContent(content, letters));
  const firstPage = 6;
  const kids = pages.map((_, index) => `${firstPage + 2 * index} 0 R`).join(" ");
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R /Lang (vi-VN) >>",
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    letters.font(),
    letters.toUnicode(),
    `<< /Title ${utf16(title)} >>`,
    ...pages.flatMap((content, index) => [pageObject(firstPage + 2 * index + 1), stream(content)]),
  ];
  return file(objects);
}

const pageObject = (content: number): string =>
  `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${page.width} ${page.height}] /Contents ${content} 0 R` +
  " /Resources << /Font << /F 3 0 R >> >> >>";

const stream = (content: string): string => `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;

interface PlacedLine extends PdfLine {
  readonly size: number;
  readonly y: number;
}

function pagesOf(lines: readonly PdfLine[]): PlacedLine[][] {
  const pages: PlacedLine[][] = [[]];
  let y = page.height - page.top;
  for (const line of lines) {
    const size = line.size ?? 13;
    for (const text of broken(line.text, size)) {
      y -= size * leading;
      if (y < page.bottom) {
        pages.push([]);
        y = page.height - page.top - size * leading;
      }
      pages.at(-1)?.push({ ...line, text, size, y });
    }
  }
  return pages;
}

function broken(text: string, size: number): string[] {
  const room = page.width - page.left - page.right;
  const lines = [""];
  for (const word of text.split(" ")) {
    const current = lines.at(-1) ?? "";
    const longer = current === "" ? word : `${current} ${word}`;
    if (widthOf(longer) * size <= room * 1_000) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function pageContent(lines: readonly PlacedLine[], letters: Alphabet): string {
  const shown = lines.map(({ text, size, y, isCentred }) => {
    const x = isCentred ? (page.width - (widthOf(text) * size) / 1_000) / 2 : page.left;
    return `BT /F ${size} Tf ${x.toFixed(1)} ${y.toFixed(1)} Td <${letters.encode(text)}> Tj ET`;
  });
  return shown.join("\n");
}

/** Widths of Times in thousandths of the size, by folded letter; good enough to break and centre lines. */
const narrow = "iljtf.,;:'!|()[] -/";
function letterWidth(letter: string): number {
  const plain = fold(letter);
  if (narrow.includes(plain)) return plain === " " ? 250 : 300;
  const isCapital = letter !== letter.toLowerCase();
  if (plain === "m" || plain === "w") return isCapital ? 890 : 760;
  return isCapital ? 690 : 480;
}

const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + letterWidth(letter), 0);

/** The letters of one document as the codes of a simple font: up to 223, more than Vietnamese has. */
class Alphabet {
  readonly #codes = new Map<string, number>();
  readonly #first = 32;

  constructor(text: string) {
    for (const letter of [...new Set(text.normalize("NFC"))].sort().slice(0, 223)) {
      this.#codes.set(letter, this.#first + this.#codes.size);
    }
  }

  encode(text: string): string {
    const codes = [...text.normalize("NFC")].map((letter) => this.#codes.get(letter) ?? this.#first);
    return Buffer.from(codes).toString("hex");
  }

  font(): string {
    const names = [...this.#codes.keys()].map((letter) => `/uni${hex4(letter)}`).join("");
    const widths = [...this.#codes.keys()].map(letterWidth).join(" ");
    return (
      "<< /Type /Font /Subtype /TrueType /BaseFont /TimesNewRomanPSMT" +
      ` /FirstChar ${this.#first} /LastChar ${this.#first + this.#codes.size - 1} /Widths [${widths}]` +
      " /FontDescriptor << /Type /FontDescriptor /FontName /TimesNewRomanPSMT /Flags 34 /ItalicAngle 0" +
      " /FontBBox [-568 -307 2000 1007] /Ascent 891 /Descent -216 /CapHeight 662 /StemV 82 >>" +
      ` /Encoding << /Type /Encoding /Differences [${this.#first}${names}] >> /ToUnicode 4 0 R >>`
    );
  }

  toUnicode(): string {
    const rows = [...this.#codes].map(([letter, code]) => `<${code.toString(16).padStart(2, "0")}> <${hex4(letter)}>`);
    const blocks: string[] = [];
    for (let at = 0; at < rows.length; at += 100) {
      const block = rows.slice(at, at + 100); // a block may have at most a hundred
      blocks.push(`${block.length} beginbfchar\n${block.join("\n")}\nendbfchar`);
    }
    return stream(
      "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def /CMapName /Letters def\n" +
        `1 begincodespacerange <00> <ff> endcodespacerange\n${blocks.join("\n")}\n` +
        "endcmap CMapName currentdict /CMap defineresource pop end end",
    );
  }
}

const hex4 = (letter: string): string => letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");

const utf16 = (text: string): string => `<FEFF${[...text].map(hex4).join("")}>`;

function file(objects: readonly string[]): Buffer {
  const parts = ["%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n"];
  const offsets: number[] = [];
  let at = parts[0]?.length ?? 0;
  for (const [index, object] of objects.entries()) {
    const part = `${index + 1} 0 obj\n${object}\nendobj\n`;
    offsets.push(at);
    parts.push(part);
    at += part.length;
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  parts.push(`xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R /Info 5 0 R >>\n`);
  parts.push(`startxref\n${at}\n%%EOF\n`);
  return Buffer.from(parts.join(""), "latin1"); // every part above is single octets: text is written in hexadecimal
}
