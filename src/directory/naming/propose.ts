// Addresses for a person by the regulation's naming rule: candidates in the order of the text, each with its article.
// The rule is data (regulations/profile.ts); this interprets it. When the first form is free it is the only candidate;
// when it is not, letters that tell namesakes apart are suggested from the person's own name. The person has the last
// word on them, as the text says.
import { CongvuError } from "#base/errors.ts";
import { fold } from "#base/fold.ts";
import { fitsNamingRule, normalDomain, refusedWord } from "#directory/address.ts";
import type { Citation, ExtensionRule, NameForm, NamePart, Regulation } from "#regulations/profile.ts";
import { type NameOrder, type NameWords, nameWords } from "./fold-name.ts";
import { isUnitCode, unitCode } from "./unit-code.ts";

export interface Proposal {
  readonly regulation: Regulation;
  readonly name: string;
  readonly order?: NameOrder;
  /** Agency code ("bdt") or name ("Ban Dân tộc"); the regulation's own agency when not given. */
  readonly unit?: string | undefined;
  /** The organization's domain; the regulation's own when not given. */
  readonly parentDomain?: string | undefined;
  /** Addresses or local parts in use by anybody: people, units, aliases, retired ones in quarantine. */
  readonly taken?: Iterable<string>;
  /** Extension the person wishes for. */
  readonly extension?: string | undefined;
}

export interface Candidate {
  readonly address: string;
  readonly cite: Citation;
  readonly taken: boolean;
  /** Why it cannot be had. */
  readonly why?: "in-use" | "reserved";
}

/** Free suggestions offered where the plain form is not to be had. */
const alternatives = 3;

/** Throws `invalid` for a name or unit that gives no address, `limit-exceeded` for an extension the text forbids. */
export function proposeAddresses(proposal: Proposal): Candidate[] {
  const { regulation } = proposal;
  const words = nameWords(proposal.name, proposal.order);
  const unit = codeOf(proposal.unit ?? regulation.home.unit.value, regulation);
  const domain = domainOf(proposal, unit);
  const taken = new Set(Array.from(proposal.taken ?? [], (one) => canonical(one, domain)));

  const candidates: Candidate[] = [];
  for (const form of regulation.naming.forms) {
    for (const local of localParts(form, words, { proposal, unit })) {
      if (!fitsNamingRule(local)) throw new CongvuError("invalid", "name gives no valid address");
      candidates.push(candidateOf(local, domain, { taken, cite: form.cite }));
      if (enough(candidates, proposal)) return candidates;
    }
  }
  return candidates;
}

/** The plain form when it is free; otherwise so many that are free. A wish for an extension shows both forms. */
function enough(candidates: readonly Candidate[], proposal: Proposal): boolean {
  const free = candidates.filter((one) => !one.taken).length;
  if (proposal.extension !== undefined) return false;
  return candidates[0]?.taken === false || free >= alternatives;
}

function candidateOf(
  local: string,
  domain: string,
  { taken, cite }: { taken: ReadonlySet<string>; cite: Citation },
): Candidate {
  const address = `${local}@${domain}`;
  if (refusedWord(local, "personal")) return { address, cite, taken: true, why: "reserved" };
  return taken.has(address) ? { address, cite, taken: true, why: "in-use" } : { address, cite, taken: false };
}

interface Surroundings {
  readonly proposal: Proposal;
  readonly unit: string;
}

/** Every local part that one form gives; more than one only where an extension is part of it. */
function localParts(form: NameForm, words: NameWords, around: Surroundings): string[] {
  const rule = around.proposal.regulation.naming.extension;
  const extensions = form.parts.includes("extension") && rule ? extensionsFor(words, rule, around) : [""];
  return extensions.map((extension) => form.parts.map((part) => partText(part, words, extension)).join(""));
}

function partText(part: NamePart, words: NameWords, extension: string): string {
  switch (part) {
    case "given":
      return words.given;
    case "initials":
      return words.others.map((word) => word.slice(0, 1)).join("");
    case "extension":
      return extension;
    case ".":
      return part;
  }
}

/** The wish alone; without one the other words of the name, family first, then two together, then single letters. */
function extensionsFor(words: NameWords, rule: ExtensionRule, { proposal, unit }: Surroundings): string[] {
  if (proposal.extension !== undefined) return [checkedExtension(proposal.extension, rule, unit)];
  const pairs = words.others.slice(1).map((word) => `${words.others[0]}${word}`);
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(97 + index));
  const all = [...new Set([...words.others, ...pairs, ...letters])];
  return all.filter((one) => extensionFault(one, rule, unit) === null);
}

function checkedExtension(wish: string, rule: ExtensionRule, unit: string): string {
  const extension = fold(wish.normalize("NFC"));
  const fault = extensionFault(extension, rule, unit);
  if (fault !== null) throw new CongvuError("limit-exceeded", `extension ${fault} (${rule.cite})`);
  return extension;
}

function extensionFault(extension: string, rule: ExtensionRule, unit: string): string | null {
  if (!/^[a-z]+$/.test(extension)) return "may only have letters";
  if (extension.length > rule.maxLetters) return `may have at most ${rule.maxLetters} letters`;
  return rule.denyAgencyName && extension === unit ? "may not be the agency's name" : null;
}

/** A code as it is, a name by its first letters. */
function codeOf(unit: string, regulation: Regulation): string {
  return isUnitCode(unit) ? unit : unitCode(unit, regulation.naming.silentWords);
}

function domainOf({ regulation, parentDomain }: Proposal, unit: string): string {
  const parent = normalDomain(parentDomain ?? regulation.home.parent.value);
  return regulation.naming.personDomain.value === "unit.parent" ? `${unit}.${parent}` : parent;
}

/** `taken` may name whole addresses or local parts of this domain, in any case. */
function canonical(taken: string, domain: string): string {
  const text = taken.trim().toLowerCase();
  const at = text.lastIndexOf("@");
  return at < 0 ? `${text}@${domain}` : text;
}
