// Text to HTML, the way a browser's own serializer writes it (HTML §13.3), so that what a browser parses and writes
// again is the same string. Controls and the two direction overrides leave here: nothing a person reads needs them.

const special = /[&<>"\u00a0\0-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e]/;
const anyUnwanted = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e]/;
const unwanted = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e]/g;

/** Without C0 (but tab and line feed), C1, LEFT-TO-RIGHT and RIGHT-TO-LEFT OVERRIDE. */
export const withoutControls = (text: string): string => (anyUnwanted.test(text) ? text.replace(unwanted, "") : text);

/** For the content of an element. */
export function escapeText(text: string): string {
  if (!special.test(text)) return text;
  return text
    .replace(unwanted, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\u00a0", "&nbsp;");
}

/** For a value between double quotes. */
export function escapeAttribute(value: string): string {
  if (!special.test(value)) return value;
  return escapeText(value).replaceAll('"', "&quot;");
}
