// A planned letter as the bytes a mail program would have sent: text with its signature and the letter answered, HTML
// where there is a table or a list, files, the fields for urgency and for the time an answer is asked for.
import { hash } from "node:crypto";
import { composeLetter, type OutgoingFile } from "#mime/compose.ts";
import { formatRfc3339 } from "#mime/dates.ts";
import { headerValue } from "#mime/header-value.ts";
import { provinceDomain } from "./agencies.ts";
import { headOf, mailAddress, signature } from "./boxes.ts";
import { longDate, offsetMinutes, spokenTime } from "./calendar.ts";
import { fileNamed } from "./files/attachment.ts";
import type { Block } from "./letters/script.ts";
import { isOurs, type PlannedLetter } from "./plan.ts";

export function letterBytes(letter: PlannedLetter): Buffer {
  const paragraphs = [...opening(letter), ...letter.blocks];
  const quoted = letter.answers;
  const isRich = letter.number !== null || paragraphs.some((block) => typeof block !== "string");
  const signed = isOurs(letter.from) ? signatureOf(letter) : [];
  const ids = ancestors(letter).map(messageId);
  return composeLetter({
    from: [fromOf(letter)],
    to: letter.to.map((box) => mailAddress(box)),
    cc: letter.cc.map((box) => mailAddress(box)),
    subject: letter.subject,
    date: { epochMs: letter.sentAtMs, offsetMinutes },
    messageId: messageId(letter),
    ...(quoted ? { inReplyTo: [messageId(quoted)], references: ids } : {}),
    extra: extraFields(letter),
    text: plainText(paragraphs, signed, quoted),
    ...(isRich ? { html: html(paragraphs, signed, quoted) } : {}),
    attachments: filesOf(letter),
  });
}

const fromOf = (letter: PlannedLetter) =>
  isOurs(letter.from) ? mailAddress(letter.from, letter.fromName ?? letter.from.name) : letter.from;

const messageId = (letter: PlannedLetter): string =>
  `${hash("sha256", `${letter.id} ${letter.subject} ${letter.sentAtMs}`).slice(0, 24)}@${provinceDomain}`;

/** Oldest first. */
function ancestors(letter: PlannedLetter): PlannedLetter[] {
  return letter.answers === null ? [] : [...ancestors(letter.answers), letter.answers];
}

function extraFields({ urgency, replyByMs }: PlannedLetter) {
  const fields = [];
  if (urgency !== "normal") fields.push({ name: "Congvu-Urgency", value: headerValue(urgency) });
  if (replyByMs !== null) {
    const time = formatRfc3339({ epochMs: Math.floor(replyByMs / 60_000) * 60_000, offsetMinutes });
    fields.push({ name: "Congvu-Reply-By", value: headerValue(time) });
  }
  return fields;
}

/** Number and day stand at the head of an official document. */
const opening = ({ number, sentAtMs }: PlannedLetter): Block[] =>
  number === null ? [] : [`Số: ${number} – Bình Minh, ${longDate(sentAtMs)}`];

function signatureOf({ from, number }: PlannedLetter): string[] {
  if (!isOurs(from)) return [];
  const head = number !== null ? headOf(from.agency) : undefined;
  return head ? [head.title.toLocaleUpperCase("vi"), head.name] : signature(from);
}

const attribution = (letter: PlannedLetter): string => {
  const { name, address } = fromOf(letter);
  return `Vào ${spokenTime(letter.sentAtMs)}, ${name} <${address}> đã viết:`;
};

function plainText(blocks: readonly Block[], signed: readonly string[], quoted: PlannedLetter | null): string {
  const quote = quoted === null ? [] : [attribution(quoted), quotedText(quoted)];
  const parts = [...blocks.map(blockText), signed.join("\n"), ...quote];
  return parts.filter((part) => part !== "").join("\n\n");
}

const quotedText = ({ blocks }: PlannedLetter): string =>
  blocks
    .map(blockText)
    .join("\n\n")
    .split("\n")
    .map((line) => (line === "" ? ">" : `> ${line}`))
    .join("\n");

export function blockText(block: Block): string {
  if (typeof block === "string") return block;
  if ("list" in block) return block.list.map((item) => `- ${item}`).join("\n");
  return block.table.map((row) => row.join(" | ")).join("\n");
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function html(blocks: readonly Block[], signed: readonly string[], quoted: PlannedLetter | null): string {
  const body = blocks.map(blockHtml).join("\n");
  const sign = signed.length === 0 ? "" : `<p>${signed.map(escaped).join("<br>")}</p>`;
  const quote = quoted === null ? "" : quoteHtml(quoted);
  return `<!DOCTYPE html>\n<html lang="vi"><body style="font-family: Arial, sans-serif; font-size: 15px; line-height: 1.5">\n${body}\n${sign}${quote}\n</body></html>`;
}

const quoteHtml = (letter: PlannedLetter): string =>
  `<p>${escaped(attribution(letter))}</p><blockquote style="margin: 0; padding-left: 12px; border-left: 3px solid #d5dbe3">${letter.blocks.map(blockHtml).join("\n")}</blockquote>`;

function blockHtml(block: Block): string {
  if (typeof block === "string") return `<p>${escaped(block)}</p>`;
  if ("list" in block) return `<ul>${block.list.map((item) => `<li>${escaped(item)}</li>`).join("")}</ul>`;
  const style = "border: 1px solid #9aa5b1; padding: 6px 10px";
  const [head = [], ...rows] = block.table;
  const cells = (row: readonly (string | number)[], tag: "th" | "td") =>
    `<tr>${row.map((cell) => `<${tag} style="${style}">${escaped(String(cell))}</${tag}>`).join("")}</tr>`;
  return `<table style="border-collapse: collapse">${cells(head, "th")}${rows.map((row) => cells(row, "td")).join("")}</table>`;
}

function filesOf(letter: PlannedLetter): OutgoingFile[] {
  const heading = isOurs(letter.from) ? letter.from.agency.name : "";
  const table = letter.blocks.find((block) => typeof block !== "string" && "table" in block);
  const content = {
    heading,
    number: letter.number,
    title: letter.subject.replace(/^Re: /, ""),
    paragraphs: letter.blocks.map(blockText),
    rows: typeof table === "object" && "table" in table ? table.table : null,
  };
  return letter.files.map((name) => fileNamed(name, content));
}
