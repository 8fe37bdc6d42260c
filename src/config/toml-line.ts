// Where in a TOML file a key stands, for error messages: the parser gives no positions of valid keys. Only good for
// pointing a person to a line; values and structure come from the parser.

/** 1-based line of `section.key` (or of `section` where the key has none of its own); 1 when nowhere to be seen. */
export function lineOfKey(text: string, section: string, key: string): number {
  const wanted = [section, key].filter((part) => part !== "").join(".");
  const lines = text.split(/\r?\n/);
  let current = "";
  let sectionLine = 0;
  for (const [index, line] of lines.entries()) {
    const header = /^\s*\[\s*([^[\]]{1,200}?)\s*\]/.exec(line);
    if (header) current = bare(header[1] ?? "");
    const left = header ? null : bare((line.split("=", 1)[0] ?? "").trim());
    const here = left === null ? current : [current, left].filter((part) => part !== "").join(".");
    if (here === wanted) return index + 1;
    if (section !== "" && here === section && sectionLine === 0) sectionLine = index + 1;
  }
  return sectionLine || 1;
}

/** `"listen" . smtp` → `listen.smtp`. */
const bare = (key: string): string =>
  key
    .split(".")
    .map((part) => part.trim().replace(/^["']|["']$/g, ""))
    .join(".");
