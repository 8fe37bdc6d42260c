// CSV as RFC 4180 has it, read strictly: a table that came out wrong would make wrong mailboxes. Laxness: a UTF-8 byte
// order mark and bare LF (every editor), semicolons when the header has no comma (Excel with Vietnamese settings), rows
// that are empty or only separators (Excel's leavings).

export interface CsvRow {
  /** Line of the file where the row begins, 1 = header. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** The file is not CSV, or not the table that was asked for. */
export class CsvError extends Error {
  readonly line: number;

  constructor(line: number, reason: string) {
    super(`line ${line}: ${reason}`);
    this.name = "CsvError";
    this.line = line;
  }
}

/** Every row with its line; quotes undone. Throws `CsvError` for a stray or an unclosed quote. */
export function parseCsv(text: string): CsvRow[] {
  const input = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const separator = separatorOf(input);
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let line = 1;
  let rowLine = 1;
  let position = 0;
  while (position < input.length) {
    const cell = takeCell(input, position, { separator, line });
    cells.push(cell.text);
    line = cell.line;
    position = cell.end;
    if (input[position] === separator) {
      position++;
      if (position === input.length) cells.push("");
      else continue;
    } else if (position < input.length) {
      position += input.startsWith("\r\n", position) ? 2 : 1;
      line++;
    }
    if (cells.some((one) => one.trim() !== "")) rows.push({ line: rowLine, cells });
    cells = [];
    rowLine = line;
  }
  return rows;
}

interface Cell {
  readonly text: string;
  /** Position after it: a separator, a line end, or the end. */
  readonly end: number;
  readonly line: number;
}

function takeCell(input: string, start: number, at: { separator: string; line: number }): Cell {
  if (input[start] === '"') return takeQuoted(input, start, at);
  let end = start;
  while (end < input.length && input[end] !== at.separator && !isLineEnd(input, end)) {
    if (input[end] === '"') throw new CsvError(at.line, "a quote inside an unquoted cell");
    end++;
  }
  return { text: input.slice(start, end), end, line: at.line };
}

function takeQuoted(input: string, start: number, at: { separator: string; line: number }): Cell {
  let line = at.line;
  const pieces: string[] = [];
  let from = start + 1;
  for (;;) {
    const quote = input.indexOf('"', from);
    if (quote < 0) throw new CsvError(at.line, "a quote that is never closed");
    pieces.push(input.slice(from, quote));
    line += countLines(input, from, quote);
    if (input[quote + 1] === '"') {
      pieces.push('"');
      from = quote + 2;
      continue;
    }
    const end = quote + 1;
    if (end < input.length && input[end] !== at.separator && !isLineEnd(input, end)) {
      throw new CsvError(line, "text after a closing quote");
    }
    return { text: pieces.join(""), end, line };
  }
}

const isLineEnd = (input: string, at: number): boolean =>
  input[at] === "\n" || (input[at] === "\r" && input[at + 1] === "\n");

function countLines(input: string, from: number, to: number): number {
  let lines = 0;
  for (let at = input.indexOf("\n", from); at >= 0 && at < to; at = input.indexOf("\n", at + 1)) lines++;
  return lines;
}

function separatorOf(input: string): string {
  const header = input.slice(0, 2_000).split("\n", 1)[0] ?? "";
  return !header.includes(",") && header.includes(";") ? ";" : ",";
}

export type CsvRecord<K extends string> = { readonly line: number } & { readonly [P in K]: string };

/**
 * Rows as records by the header's names, trimmed, missing optional columns "". Throws `CsvError` when a required column
 * is missing, a column is unknown or doubled, or a row is longer than the header.
 */
export function parseCsvTable<R extends string, O extends string = never>(
  text: string,
  columns: { required: readonly R[]; optional?: readonly O[] },
): CsvRecord<R | O>[] {
  const [header, ...rows] = parseCsv(text);
  if (!header) throw new CsvError(1, "the file is empty");
  const names = header.cells.map((cell) => cell.trim().toLowerCase());
  const known: readonly string[] = [...columns.required, ...(columns.optional ?? [])];
  for (const name of columns.required) {
    if (!names.includes(name)) throw new CsvError(header.line, `the column "${name}" is missing`);
  }
  for (const [index, name] of names.entries()) {
    if (!known.includes(name)) throw new CsvError(header.line, `unknown column "${name}"; known: ${known.join(", ")}`);
    if (names.indexOf(name) !== index) throw new CsvError(header.line, `the column "${name}" stands twice`);
  }
  return rows.map((row) => recordOf(row, names, known) as CsvRecord<R | O>); // its keys are `known`, just checked
}

function recordOf(row: CsvRow, names: readonly string[], known: readonly string[]): Record<string, string | number> {
  if (row.cells.length > names.length) {
    throw new CsvError(row.line, `${row.cells.length} cells, but the header has ${names.length}`);
  }
  const record: Record<string, string | number> = Object.fromEntries(known.map((name) => [name, ""]));
  for (const [index, cell] of row.cells.entries()) record[names[index] ?? ""] = cell.trim();
  record.line = row.line;
  return record;
}
