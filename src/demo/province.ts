// The demonstration: an invented province with its agencies, officials, unit mailboxes and three months of letters, made
// through the same rules and the same store as real ones. A folder of its own because it needs the directory, sign-in,
// mail and the composer at once, and nothing needs it but the command that starts it.
import type { AuditLog } from "#audit/ports.ts";
import type { SignInService } from "#auth/ports.ts";
import type { Clock } from "#base/clock.ts";
import type { Config } from "#config/schema.ts";
import { createDirectory, type Directory } from "#directory/directory.ts";
import type { AccountId, AgencyId, DirectoryStore, Organization, PersonId, PostId } from "#directory/ports.ts";
import type { Mail } from "#mail/doors.ts";
import { demoAgencies, provinceDomain, provinceName } from "./agencies.ts";
import { type Box, Boxes } from "./boxes.ts";
import { fillMailboxes } from "./fill.ts";
import type { DemoOfficial } from "./people.ts";

/** What a demonstration is made of and in; main.ts's Services have it. */
export interface DemoSink {
  readonly config: Config;
  readonly directory: DirectoryStore;
  readonly mail: Mail;
  readonly signIn: SignInService;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

export interface DemoSummary {
  /** False: something was there already, nothing was done. */
  readonly isNew: boolean;
  readonly officials: number;
  readonly letters: number;
  readonly copies: number;
  /** How to sign in as the main official; null = what is there is no demonstration. */
  readonly signIn: { readonly address: string; readonly name: string; readonly password: string } | null;
}

/** Of every official of the demonstration; printed at each start. */
export const demoPassword = "binh-minh-2026";

const mainOfficial = "hoa";

/** Does nothing when there is an organization. */
export async function makeDemoProvince(sink: DemoSink): Promise<DemoSummary> {
  const boxes = new Boxes();
  const { address, name } = boxes.get(mainOfficial);
  const signIn = { address, name, password: demoPassword };
  const existing = await sink.directory.organizations();
  if (existing.length > 0) {
    const isDemo = (await sink.directory.accountByAddress(address))?.name === name;
    return { isNew: false, officials: 0, letters: 0, copies: 0, signIn: isDemo ? signIn : null };
  }
  const directory = createDirectory({
    store: sink.directory,
    audit: sink.audit,
    defaultQuotaBytes: sink.config.limits.quotaBytes,
  });
  const organization = await directory.createOrganization({
    name: provinceName,
    domain: provinceDomain,
    regulation: "binh-thuan-bdt-2012",
  });
  const made = await makePeople(sink, { directory, organization, boxes });
  const passwords = Promise.all(
    made.people.values().map(({ person }) => sink.signIn.setPassword(person, demoPassword)),
  );
  const filled = await fillMailboxes(sink, { boxes, holders: made.holders });
  await letOthersIn({ directory, organization }, made);
  await passwords;
  return { isNew: true, officials: made.people.size, ...filled, signIn };
}

interface Making {
  readonly directory: Directory;
  readonly organization: Organization;
  readonly boxes: Boxes;
}

interface MadeOfficial {
  readonly official: DemoOfficial;
  readonly person: PersonId;
  readonly account: AccountId;
  readonly post: PostId;
}

interface MadePeople {
  readonly people: ReadonlyMap<string, MadeOfficial>;
  /** Unit mailboxes by their key. */
  readonly units: ReadonlyMap<string, AccountId>;
  /** Who opens a mailbox while it is filled: the owner, for a unit one of those who write as it. */
  readonly holders: ReadonlyMap<string, { readonly person: PersonId; readonly account: AccountId }>;
}

async function makePeople(sink: DemoSink, making: Making): Promise<MadePeople> {
  const agencies = await makeAgencies(making);
  const since = new Date(sink.clock.nowMs() - 400 * 24 * 3_600_000).toISOString().slice(0, 10);
  const all = making.boxes.all();
  const made = await Promise.all(all.map((box) => makeBox(box, { ...making, agencies, since })));
  const people = new Map<string, MadeOfficial>();
  const units = new Map<string, AccountId>();
  for (const [index, box] of all.entries()) {
    const one = made[index];
    if (typeof one === "object") people.set(box.key, one);
    else if (one !== undefined) units.set(box.key, one);
  }
  const holders = new Map<string, { person: PersonId; account: AccountId }>(people);
  for (const [key, account] of units) {
    const holder = people.get(firstWriterOf(key));
    if (!holder) throw new RangeError(`nobody writes as ${key}`);
    await grant(making, { holder, account, access: "send" });
    holders.set(key, { person: holder.person, account });
  }
  return { people, units, holders };
}

async function makeAgencies({ directory, organization }: Making): Promise<Map<string, AgencyId>> {
  const made = new Map<string, AgencyId>();
  for (const [sortOrder, { code, name, kind, parent }] of demoAgencies.entries()) {
    const parentId = parent === null ? null : (made.get(parent) ?? null);
    made.set(code, await directory.createAgency(organization, { parent: parentId, name, code, kind, sortOrder }));
  }
  return made;
}

interface BoxMaking extends Making {
  readonly agencies: ReadonlyMap<string, AgencyId>;
  readonly since: string;
}

async function makeBox(box: Box, making: BoxMaking): Promise<MadeOfficial | AccountId> {
  const { directory, organization, agencies, since } = making;
  const agency = agencies.get(box.agency.code);
  if (agency === undefined) throw new RangeError(`no agency ${box.agency.code}`);
  const { official } = box;
  if (official === null) {
    const aliases = (box.agency.mailbox.aliases ?? []).map((local) => `${local}@${provinceDomain}`);
    const unit = { name: box.name, agency, addresses: [box.address, ...aliases] };
    return (await directory.createUnitMailbox(organization, unit)).account;
  }
  const { name, title, extension, isHead } = official;
  const phone = `0255 3 888 ${extension}`;
  const { person, account } = await directory.createOfficial(organization, {
    name,
    title,
    agency,
    phone,
    addresses: [box.address],
  });
  const post = await directory.createPost(organization, { agency, title, isHead, person, from: since, to: null });
  return { official, person, account, post };
}

/** The committee's own mailbox is kept by its office. */
const keptFor: Readonly<Record<string, string>> = { ubnd: "vpubnd" };

/** Unit mailboxes are filled by the main official where she writes as them, else by the agency's clerk. */
function firstWriterOf(unit: string): string {
  const agency = unit.slice(1);
  const boxes = new Boxes();
  const writers = boxes
    .all()
    .filter(({ official }) => official?.agency === (keptFor[agency] ?? agency) && official.unitAccess === "send");
  return (writers.find((box) => box.key === mainOfficial) ?? writers[0])?.key ?? "";
}

/** After the mailboxes are filled: to those who come now, what lies there counts as read. */
async function letOthersIn(making: Omit<Making, "boxes">, { people, units, holders }: MadePeople): Promise<void> {
  for (const [key, account] of units) {
    const agency = key.slice(1);
    for (const holder of people.values()) {
      const { official, person } = holder;
      const isTheirs = official.agency === agency || official.agency === keptFor[agency];
      if (!isTheirs || official.unitAccess === null || holders.get(key)?.person === person) continue;
      await grant(making, { holder, account, access: official.unitAccess });
    }
  }
}

/** Through the post: whoever holds it next has the right. */
function grant(
  { directory, organization }: Omit<Making, "boxes">,
  { holder, account, access }: { holder: MadeOfficial; account: AccountId; access: "read" | "send" },
): Promise<void> {
  return directory.grantAccess(organization, { account, person: holder.person, post: holder.post, access });
}
