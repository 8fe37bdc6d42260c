// The files that letters of the demonstration carry: made from the letter itself, in the format the name's ending says.
import type { OutgoingFile } from "#mime/compose.ts";
import { docxOf, xlsxOf } from "./office.ts";
import { pdfOf } from "./pdf.ts";
import { barChartPng } from "./png.ts";

export interface FileContent {
  /** Who issues it. */
  readonly heading: string;
  readonly number: string | null;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[] | null;
}

type Maker = (name: string, content: FileContent) => { type: string; bytes: Buffer };

const office = "application/vnd.openxmlformats-officedocument";

const makers: Readonly<Record<string, Maker>> = {
  pdf: (_, content) => ({ type: "application/pdf", bytes: pdfOf(content.title, pdfLines(content)) }),
  docx: (_, { title, paragraphs, rows }) => ({
    type: `${office}.wordprocessingml.document`,
    bytes: docxOf({ paragraphs: [title, "", ...paragraphs], table: textRows(rows) }),
  }),
  xlsx: (name, { title, rows }) => ({
    type: `${office}.spreadsheetml.sheet`,
    bytes: xlsxOf("Số liệu", rows ?? figures(title, name)),
  }),
  png: (name) => ({ type: "image/png", bytes: barChartPng(numbersFrom(name, 8)) }),
  txt: (_, { title, paragraphs }) => ({
    type: "text/plain; charset=utf-8",
    bytes: Buffer.from([title, "", ...paragraphs, ""].join("\r\n")),
  }),
};

export function fileNamed(name: string, content: FileContent): OutgoingFile {
  const make = makers[name.slice(name.lastIndexOf(".") + 1)];
  if (!make) throw new RangeError(`no file can be made of the name ${name}`);
  return { name, ...make(name, content) };
}

const textRows = (rows: FileContent["rows"]): string[][] => (rows ?? []).map((row) => row.map(String));

const pdfLines = ({ heading, number, title, paragraphs }: FileContent) => [
  { text: "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", size: 12, isCentred: true },
  { text: "Độc lập – Tự do – Hạnh phúc", size: 12, isCentred: true },
  { text: "" },
  { text: heading.toLocaleUpperCase("vi"), size: 12 },
  { text: number === null ? "" : `Số: ${number}`, size: 12 },
  { text: "" },
  { text: title, size: 14, isCentred: true },
  { text: "" },
  ...paragraphs.flatMap((text) => [...text.split("\n").map((line) => ({ text: line })), { text: "" }]),
];

/** Numbers that look like figures and are the same at every run. */
function numbersFrom(seed: string, count: number): number[] {
  let state = 7;
  for (const letter of seed) state = (state * 31 + letter.charCodeAt(0)) % 65_521;
  return Array.from({ length: count }, (_, index) => ((state * (index + 3)) % 89) + 11);
}

function figures(title: string, seed: string): (string | number)[][] {
  const units = ["Văn phòng", "Phòng Tổng hợp", "Phòng Nghiệp vụ", "Phòng Kế hoạch", "Đơn vị trực thuộc"];
  const numbers = numbersFrom(seed, units.length * 2);
  const rows = units.map((unit, index) => [index + 1, unit, numbers[index * 2] ?? 0, numbers[index * 2 + 1] ?? 0]);
  return [[title], ["TT", "Đơn vị", "Kế hoạch", "Thực hiện"], ...rows];
}
