// Base64 as SASL profiles carry it (RFC 4648 §4): canonical or refused. Buffer.from alone skips junk, stops at the first
// `=` and takes the URL alphabet, so two readers could see two passwords in one line.

/** The octets of `text`, null when it is not canonical base64: alphabet, length, padding and pad bits (RFC 4648 §3.5). */
export function decodeSaslBase64(text: string): Buffer | null {
  const octets = Buffer.from(text, "base64");
  return octets.toString("base64") === text ? octets : null;
}

/** An initial response, where a lone `=` means "present but empty" (RFC 4954 §4, RFC 9051 §6.2.2, RFC 5034 §4). */
export const decodeInitialResponse = (text: string): Buffer | null =>
  text === "=" ? Buffer.alloc(0) : decodeSaslBase64(text);

/** Challenge as the protocols send it. */
export const encodeSaslBase64 = (octets: Buffer): string => octets.toString("base64");
