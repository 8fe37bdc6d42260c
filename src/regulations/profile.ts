// A regulation as data: each parameter with the article it comes from; a silent text is `null`, never an invented value.
// So far a profile carries what address naming needs. Duty, deadlines, attachments and passwords follow.

/** Id of an article row, e.g. "BT-2012-II.2-4": regulation, year, article, clause, item. */
export type Citation = string;

export interface Cited<T> {
  readonly value: T;
  readonly cite: Citation;
}

/**
 * What a personal local part is put together from. `given` is the folded given name, `initials` the first letters of all
 * other name words in order, `extension` letters agreed with the person. Anything else stands for itself: ".".
 */
export type NamePart = "given" | "initials" | "extension" | ".";

/** One way to form a local part. Forms are tried in order until one is free. */
export interface NameForm {
  readonly parts: readonly NamePart[];
  readonly cite: Citation;
}

/** Letters that tell namesakes apart. */
export interface ExtensionRule {
  readonly maxLetters: number;
  /** It may not be the agency's name. */
  readonly denyAgencyName: boolean;
  readonly cite: Citation;
}

export interface NamingRule {
  readonly forms: readonly NameForm[];
  /** "unit.parent": the agency's code is a label of the domain; "parent": one domain for all. */
  readonly personDomain: Cited<"unit.parent" | "parent">;
  readonly extension: ExtensionRule | null;
  /** Words of an agency's name that leave no letter in its code, folded. */
  readonly silentWords: readonly string[];
}

export interface Regulation {
  /** As the command line and the organization name it. */
  readonly id: string;
  /** What its citations begin with. */
  readonly prefix: string;
  readonly title: { readonly vi: string; readonly en: string };
  readonly issued: string;
  /** Null: the text leaves it open. */
  readonly inForceFrom: string | null;
  /** Domain and agency code of the issuing body, for proposals outside any organization. */
  readonly home: { readonly parent: Cited<string>; readonly unit: Cited<string> };
  readonly naming: NamingRule;
}
