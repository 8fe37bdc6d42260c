// Object identifiers (RFC 8474). The same letters and numbers as the JMAP ids, so that both doors name one thing alike
// (RFC 8474 §4).

export const mailboxIdOf = (id: number): string => `f${id}`;
export const emailIdOf = (emailNo: number): string => `e${emailNo}`;
export const threadIdOf = (thread: number): string => `t${thread}`;

/** The number in an id of the given letter; null = never given by this server. */
export function numberOfId(letter: "e" | "t", id: string): number | null {
  if (id[0] !== letter || !/^[1-9]\d{0,15}$/.test(id.slice(1))) return null;
  return Number(id.slice(1));
}
