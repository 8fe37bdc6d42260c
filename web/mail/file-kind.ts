// What kind of file an attachment is, for its icon: by its name first, since office mail is often sent as octet-stream.

export type FileKind = "text" | "sheet" | "slides" | "image" | "archive" | "letter" | "other";

const byEnding: Record<string, FileKind> = {
  pdf: "text",
  doc: "text",
  docx: "text",
  odt: "text",
  txt: "text",
  rtf: "text",
  xls: "sheet",
  xlsx: "sheet",
  ods: "sheet",
  csv: "sheet",
  ppt: "slides",
  pptx: "slides",
  odp: "slides",
  png: "image",
  jpg: "image",
  jpeg: "image",
  gif: "image",
  webp: "image",
  tif: "image",
  tiff: "image",
  zip: "archive",
  rar: "archive",
  "7z": "archive",
  gz: "archive",
  eml: "letter",
};

export function kindOfFile(name: string, type: string): FileKind {
  const dot = name.lastIndexOf(".");
  const ending = dot > 0 ? name.slice(dot + 1).toLowerCase() : "";
  if (Object.hasOwn(byEnding, ending)) return byEnding[ending] ?? "other";
  if (type.startsWith("image/")) return "image";
  if (type.startsWith("message/")) return "letter";
  return type.startsWith("text/") || type === "application/pdf" ? "text" : "other";
}
