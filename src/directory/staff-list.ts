// A staff list as agencies publish it (họ và tên, chức vụ, đơn vị, địa chỉ) read into mailboxes to make. Nothing is
// refused for being odd: each row says what is odd about it, and a person decides. Regulations ask for a backup address;
// where the list gives the mailbox itself for it, a forgotten password could never be recovered that way.
import { parseCsvTable } from "#base/csv.ts";
import { CongvuError } from "#base/errors.ts";
import type { Regulation } from "#regulations/profile.ts";
import { type LocalAddress, normalAddress } from "./address.ts";
import { proposeAddresses } from "./naming/propose.ts";

export type StaffFlag =
  /** The recovery address is the mailbox itself. */
  | "recovery-is-mailbox"
  /** The naming rule gives another address for this name. */
  | "differs-from-rule"
  /** An earlier row has the same address. */
  | "address-twice"
  | "address-invalid"
  | "name-invalid";

export interface StaffRow {
  readonly line: number;
  readonly name: string;
  readonly title: string | null;
  readonly agencyName: string | null;
  /** The mailbox to make: as listed, else as the rule gives it; null = none can be made. */
  readonly address: string | null;
  /** Null when it would be the mailbox itself. */
  readonly recoveryAddress: string | null;
  readonly flags: readonly StaffFlag[];
}

export const staffColumns = {
  required: ["ho_va_ten", "chuc_vu", "don_vi", "dia_chi"],
  optional: ["email_du_phong"],
} as const;

/**
 * Rows of the list, in its order. Without a column `email_du_phong` the list's one address is both mailbox and recovery
 * address, as in the appendix of Quyết định 189/QĐ-BDT. Throws `CsvError`.
 */
export function importStaffList(csv: string, regulation: Regulation): StaffRow[] {
  const seen = new Set<string>();
  return parseCsvTable(csv, staffColumns).map((row) => {
    const listed = addressOf(row.dia_chi);
    const flags: StaffFlag[] = row.dia_chi !== "" && listed === null ? ["address-invalid"] : [];
    const proposed = proposedFor(row.ho_va_ten, listed, regulation);
    if (proposed === null) flags.push("name-invalid");
    const address = listed?.address ?? proposed;
    if (listed && proposed !== null && proposed !== listed.address) flags.push("differs-from-rule");
    if (address !== null && seen.has(address)) flags.push("address-twice");
    if (address !== null) seen.add(address);
    const recovery = (row.email_du_phong || row.dia_chi).toLowerCase();
    if (recovery !== "" && recovery === address) flags.push("recovery-is-mailbox");
    return {
      line: row.line,
      name: row.ho_va_ten,
      title: row.chuc_vu || null,
      agencyName: row.don_vi || null,
      address,
      recoveryAddress: recovery === "" || recovery === address ? null : recovery,
      flags,
    };
  });
}

function addressOf(text: string): LocalAddress | null {
  try {
    return normalAddress(text);
  } catch (error) {
    if (error instanceof CongvuError) return null;
    throw error;
  }
}

/** What the rule says for the name, in the agency that the listed address names. */
function proposedFor(name: string, listed: LocalAddress | null, regulation: Regulation): string | null {
  const [unit, ...parent] = listed?.domain.split(".") ?? [];
  const place = parent.length > 1 ? { unit, parentDomain: parent.join(".") } : {};
  try {
    return proposeAddresses({ regulation, name, ...place })[0]?.address ?? null;
  } catch (error) {
    if (error instanceof CongvuError) return null;
    throw error;
  }
}
