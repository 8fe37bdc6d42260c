// Answers as text: rows under a heading, counts with their noun.

/** Columns wide enough for their cells, two spaces between; "" for no rows. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const widths = head.map((title, index) => Math.max(...[title, ...rows.map((row) => row[index] ?? "")].map(width)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => cell + " ".repeat(Math.max(0, (widths[index] ?? 0) - width(cell))))
      .join("  ")
      .trimEnd();
  return [line(head), ...rows.map(line)].join("\n");
}

/** Letters as a terminal shows them: marks take no place of their own. */
const width = (text: string): number => [...text.normalize("NFC")].length;

/** `count(1, "row")` is "1 row". */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;
