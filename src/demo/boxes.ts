// The mailboxes of the demonstration by the names that the letters use: `hoa`, `@skhcn`; and what group names stand for.
import { proposeAddresses } from "#directory/naming/propose.ts";
import type { MailAddress } from "#mime/part.ts";
import { binhThuanBdt2012 } from "#regulations/profiles/binh-thuan-bdt-2012.ts";
import { type DemoAgency, demoAgencies, provinceDomain } from "./agencies.ts";
import { type DemoOfficial, demoOfficials } from "./people.ts";

/** One mailbox: a person's or an agency's. */
export interface Box {
  readonly key: string;
  readonly name: string;
  readonly address: string;
  readonly agency: DemoAgency;
  readonly official: DemoOfficial | null;
}

const telephone = "0255 3 888 ";

export class Boxes {
  readonly #byKey = new Map<string, Box>();

  constructor() {
    const agencies = new Map(demoAgencies.map((one) => [one.code, one]));
    const taken: string[] = [];
    for (const official of demoOfficials) {
      const agency = known(agencies.get(official.agency), official.agency);
      const address = addressFor(official, taken);
      taken.push(address);
      this.#byKey.set(official.key, { key: official.key, name: official.name, address, agency, official });
    }
    for (const agency of demoAgencies) {
      const key = `@${agency.code}`;
      const address = `${agency.mailbox.local}@${provinceDomain}`;
      this.#byKey.set(key, { key, name: agency.mailbox.name, address, agency, official: null });
    }
  }

  all(): readonly Box[] {
    return [...this.#byKey.values()];
  }

  get(key: string): Box {
    return known(this.#byKey.get(key), key);
  }

  /** Group names resolved, the writer left out, nobody twice. */
  expand(keys: readonly string[], writer: string): Box[] {
    const found = keys.flatMap((key) => this.#members(key));
    return [...new Set(found)].filter((box) => box.key !== writer);
  }

  #members(key: string): Box[] {
    const units = this.all().filter((box) => box.official === null);
    if (key === "@*") return units;
    if (key === "@departments") return units.filter(({ agency }) => ["department", "board"].includes(agency.kind));
    if (key === "@communes")
      return units.filter(({ agency }) => ["commune", "ward", "special-zone"].includes(agency.kind));
    if (!key.startsWith("*")) return [this.get(key)];
    return this.all().filter((box) => box.official?.agency === key.slice(1));
  }
}

/** The first free address that the rule gives. */
function addressFor(official: DemoOfficial, taken: readonly string[]): string {
  const candidates = proposeAddresses({
    regulation: binhThuanBdt2012,
    name: official.name,
    order: official.order,
    unit: official.agency,
    parentDomain: provinceDomain,
    taken,
  });
  return known(
    candidates.find((one) => !one.taken),
    official.name,
  ).address;
}

function known<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new RangeError(`the demonstration has no ${what}`);
  return found;
}

export const mailAddress = (box: Box, shownName = box.name): MailAddress => ({ name: shownName, address: box.address });

/** What stands under a letter. */
export function signature(box: Box): string[] {
  const { official, agency } = box;
  if (official === null) return [agency.name, `Điện thoại: ${telephone}${phoneOf(agency)}`];
  return [official.name, `${official.title}, ${agency.short}`, `Điện thoại: ${telephone}${official.extension}`];
}

/** The clerk answers the agency's telephone. */
function phoneOf(agency: DemoAgency): number {
  const staff = demoOfficials.filter((one) => one.agency === agency.code);
  return (staff.find((one) => one.unitAccess === "send") ?? staff[0])?.extension ?? 100;
}

export const headOf = (agency: DemoAgency): DemoOfficial | undefined =>
  demoOfficials.find((one) => one.agency === agency.code && one.isHead);
