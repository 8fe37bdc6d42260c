// Addresses as people type and paste them: with or without names, separated by commas, semicolons or lines, straight
// from a spreadsheet («Nguyễn Văn A<tab>anv@…») or a letter's header. Reads leniently, says what it could not read.
import type { EmailAddress } from "../../jmap/types.ts";

export interface Recipient extends EmailAddress {
  /** False = not an address: shown red, keeps the letter from being sent. */
  readonly valid: boolean;
}

const addressShape = /^[^\s@<>(),;:"[\]\\]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,250})$/u;
const localPart = /^[\p{L}\p{N}._+-]{1,64}$/u;

export const isAddress = (text: string): boolean => {
  const at = text.lastIndexOf("@");
  return addressShape.test(text) && text.indexOf(".", at) > at && !/\.\.|[.-]$/.test(text.slice(at));
};

/** What was typed or pasted as recipients, in order, each address once. A bare local part gets our domain. */
export function parseRecipients(text: string, domain: string): Recipient[] {
  const found = new Map<string, Recipient>();
  for (const line of text.normalize("NFC").split(/[\r\n]+/)) {
    for (const recipient of parseLine(line, domain)) {
      const key = recipient.email.toLowerCase();
      if (!found.has(key)) found.set(key, recipient);
    }
  }
  return [...found.values()];
}

function parseLine(line: string, domain: string): Recipient[] {
  const cells = splitCells(line);
  const recipients: Recipient[] = [];
  let name: string | null = null;
  for (const [index, cell] of cells.entries()) {
    const addressFollows = cells.slice(index + 1).some((other) => other.includes("@"));
    if (!cell.includes("@") && addressFollows && line.includes("\t")) {
      name ??= cell;
      continue;
    }
    recipients.push(readCell(cell, name, domain));
    name = null;
  }
  return recipients;
}

/** Cuts at , ; and tabs that stand outside "…" and <…>. */
function splitCells(line: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  let angled = false;
  for (const sign of line) {
    if (sign === '"') quoted = !quoted;
    else if (sign === "<") angled = true;
    else if (sign === ">") angled = false;
    if (!quoted && !angled && (sign === "," || sign === ";" || sign === "\t")) {
      cells.push(cell);
      cell = "";
    } else cell += sign;
  }
  cells.push(cell);
  return cells.map((one) => one.trim()).filter(Boolean);
}

function readCell(cell: string, nameBefore: string | null, domain: string): Recipient {
  const open = cell.lastIndexOf("<");
  const angled = open >= 0 && cell.endsWith(">") ? cell.slice(open + 1, -1).trim() : null;
  if (angled !== null) {
    const name = unquote(cell.slice(0, open)) || nameBefore;
    return { name: name || null, email: angled, valid: isAddress(angled) };
  }
  const words = cell.split(/\s+/);
  const last = words.at(-1) ?? "";
  if (words.length > 1 && isAddress(last)) {
    return { name: unquote(words.slice(0, -1).join(" ")) || null, email: last, valid: true };
  }
  if (localPart.test(cell)) return { name: nameBefore, email: `${cell}@${domain}`, valid: true };
  return { name: nameBefore, email: cell, valid: isAddress(cell) };
}

function unquote(text: string): string {
  const trimmed = text.trim();
  return /^".*"$/.test(trimmed) ? trimmed.slice(1, -1).replaceAll(/\\(.)/g, "$1").trim() : trimmed;
}

export const sameAddress = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
