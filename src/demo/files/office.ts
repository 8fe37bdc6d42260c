// The smallest office documents that Word, Excel and LibreOffice open (ECMA-376): paragraphs and a table; one sheet.
import { zipOf } from "./zip.ts";

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const officeTypes = "application/vnd.openxmlformats-officedocument";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function packageOf(main: string, type: string, parts: Readonly<Record<string, string>>): Buffer {
  const overrides = Object.entries({ [main]: type, ...overrideTypes(parts) })
    .map(([name, contentType]) => `<Override PartName="/${name}" ContentType="${contentType}"/>`)
    .join("");
  return zipOf({
    "[Content_Types].xml": `${xmlHead}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides}</Types>`,
    "_rels/.rels": `${xmlHead}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="${main}"/></Relationships>`,
    ...parts,
  });
}

const overrideTypes = (parts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.hasOwn(parts, "xl/worksheets/sheet1.xml")
    ? { "xl/worksheets/sheet1.xml": `${officeTypes}.spreadsheetml.worksheet+xml` }
    : {};

export interface DocxContent {
  readonly paragraphs: readonly string[];
  readonly table?: readonly (readonly string[])[];
}

export function docxOf({ paragraphs, table }: DocxContent): Buffer {
  const paragraph = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`;
  const border = ["top", "left", "bottom", "right", "insideH", "insideV"]
    .map((side) => `<w:${side} w:val="single" w:sz="4"/>`)
    .join("");
  const cell = (text: string) => `<w:tc><w:tcPr/>${paragraph(text)}</w:tc>`;
  const rows = (table ?? []).map((row) => `<w:tr>${row.map(cell).join("")}</w:tr>`).join("");
  const grid = (table?.[0] ?? []).map(() => "<w:gridCol/>").join("");
  const tableXml = rows
    ? `<w:tbl><w:tblPr><w:tblBorders>${border}</w:tblBorders></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${rows}</w:tbl>`
    : "";
  const body = `${paragraphs.map(paragraph).join("")}${tableXml}<w:p/><w:sectPr/>`;
  return packageOf("word/document.xml", `${officeTypes}.wordprocessingml.document.main+xml`, {
    "word/document.xml": `${xmlHead}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
  });
}

/** Numbers stay numbers. */
export function xlsxOf(sheet: string, rows: readonly (readonly (string | number)[])[]): Buffer {
  const cells = rows.map((row, index) => {
    const columns = row.map((value, column) => cellXml(`${String.fromCharCode(65 + column)}${index + 1}`, value));
    return `<row r="${index + 1}">${columns.join("")}</row>`;
  });
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  return packageOf("xl/workbook.xml", `${officeTypes}.spreadsheetml.sheet.main+xml`, {
    "xl/workbook.xml": `${xmlHead}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="${escaped(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${xmlHead}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": `${xmlHead}<worksheet xmlns="${main}"><sheetData>${cells.join("")}</sheetData></worksheet>`,
  });
}

function cellXml(place: string, value: string | number): string {
  if (typeof value === "number") return `<c r="${place}"><v>${value}</v></c>`;
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
}
