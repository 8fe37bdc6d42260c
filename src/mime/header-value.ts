// Text that may stand in a header field. The type is the proof: whoever holds one knows that no control, no line end and
// no half of a character is in it, so it cannot end the field and begin another (reliability rule 11, case B18).
// The check is over code points and the composer writes UTF-8 or ASCII, never single bytes of code units: U+560D U+560A
// written as latin1 would be CR LF.
import { CongvuError } from "#base/errors.ts";

declare const brand: unique symbol;
export type HeaderValue = string & { readonly [brand]: "HeaderValue" };

const forbidden = /[\p{Cc}\p{Cs}\u2028\u2029]/u;

export const isHeaderValue = (text: string): text is HeaderValue =>
  !forbidden.test(text) && text === text.normalize("NFC");

/** The text in NFC. Throws `invalid` when it holds a control, a line separator or a lone surrogate. */
export function headerValue(text: string, what = "header value"): HeaderValue {
  const value = text.normalize("NFC");
  if (!isHeaderValue(value)) throw new CongvuError("invalid", `${what} holds a control character`);
  return value;
}
