// Names of correspondents as text: the name where there is one, else the address.
import type { EmailAddress } from "../jmap/types.ts";

export const personName = ({ name, email }: EmailAddress): string => name?.trim() || email;

/** The first few, joined by commas; more are counted («Lê An, Đỗ Bình +3»). */
export function people(list: readonly EmailAddress[] | null, shown: number): string {
  const all = list ?? [];
  const names = all.slice(0, shown).map(personName).join(", ");
  return all.length > shown ? `${names} +${all.length - shown}` : names;
}
