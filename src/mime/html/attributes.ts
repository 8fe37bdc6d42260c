// Which attributes an element may keep, each value written anew. No id, name, class, event handler or address but
// `href` of a link and `src` of a picture; colours and sizes of old table mail stay, inside bounds.
import { attributeColor } from "./css/colors.ts";
import type { Component } from "./css/tokens.ts";
import { clamp, fontFamilies } from "./css/values.ts";
import { escapeAttribute } from "./escape.ts";
import type { Attributes } from "./tokenizer.ts";

/** The value to write, or null to leave the attribute out. */
type Rule = (value: string) => string | null;

const oneOf = (list: string): Rule => {
  const allowed = new Set(list.split(" "));
  return (value) => {
    const word = value.trim().toLowerCase();
    return allowed.has(word) ? word : null;
  };
};

/** HTML §2.4.4.2 "rules for parsing non-negative integers", brought inside the bounds. */
const integer =
  (min: number, max: number): Rule =>
  (value) => {
    const digits = /^\s*\+?(-?[0-9]{1,9})/.exec(value)?.[1];
    return digits === undefined ? null : String(clamp(Number(digits), min, max));
  };

/** HTML §2.4.4.4 "rules for parsing dimension values": pixels or percent. */
const dimension: Rule = (value) => {
  const found = /^\s*\+?([0-9]{1,9})(?:\.[0-9]{0,9})?(%?)/.exec(value);
  if (!found) return null;
  return found[2] ? `${clamp(Number(found[1]), 0, 100)}%` : String(clamp(Number(found[1]), 0, 2000));
};

const present: Rule = () => "";
const align = oneOf("left right center justify");
const valign = oneOf("top middle bottom baseline");
const unquoted = (text: string): string => text.trim().replace(/^["']|["']$/g, "");
const fontFace: Rule = (value) =>
  fontFamilies(
    value.split(",").flatMap((name): Component[] => [{ kind: "string", text: unquoted(name) }, { kind: "comma" }]),
  );
const fontNumber: Rule = (value) => /^\s*([+-]?[1-7])\s*$/.exec(value)?.[1] ?? null;
const language: Rule = (value) => (/^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,4}$/.test(value) ? value : null);
const shortText: Rule = (value) => value.slice(0, 300).replace(/\s+/g, " ").trim() || null;

type Rules = ReadonlyMap<string, Rule>;
const rules = (own: Record<string, Rule>): Rules => new Map(Object.entries({ ...everywhere, ...own }));

const everywhere: Record<string, Rule> = { dir: oneOf("ltr rtl auto"), lang: language };
const aligned = { align };
const cell = {
  align,
  valign,
  width: dimension,
  height: dimension,
  bgcolor: attributeColor,
  bordercolor: attributeColor,
};
const columns = { align, valign, width: dimension, span: integer(1, 100) };
const spans = { colspan: integer(1, 100), rowspan: integer(1, 500), nowrap: present };

const common = rules({});
const forBlocks = rules(aligned);
const forSections = rules({ align, valign, bgcolor: attributeColor });
const byElement: ReadonlyMap<string, Rules> = new Map([
  ...["p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "caption"].map((name): [string, Rules] => [name, forBlocks]),
  [
    "table",
    rules({
      ...cell,
      border: integer(0, 20),
      cellpadding: integer(0, 50),
      cellspacing: integer(0, 50),
      rules: oneOf("none groups rows cols all"),
      frame: oneOf("void above below hsides lhs rhs vsides box border"),
    }),
  ],
  ["tr", rules(cell)],
  ["td", rules({ ...cell, ...spans })],
  ["th", rules({ ...cell, ...spans, scope: oneOf("col row colgroup rowgroup") })],
  ...["thead", "tbody", "tfoot"].map((name): [string, Rules] => [name, forSections]),
  ["col", rules(columns)],
  ["colgroup", rules(columns)],
  ["font", rules({ color: attributeColor, face: fontFace, size: fontNumber })],
  [
    "ol",
    rules({
      start: integer(-9999, 99_999),
      type: (value) => (/^[1aAiI]$/.test(value) ? value : null),
      reversed: present,
    }),
  ],
  ["ul", rules({ type: oneOf("disc circle square") })],
  ["li", rules({ value: integer(-9999, 99_999) })],
  ["hr", rules({ align, width: dimension, size: integer(0, 100), color: attributeColor, noshade: present })],
  ["br", rules({ clear: oneOf("left right all none") })],
  ["abbr", rules({ title: shortText })],
  [
    "img",
    rules({
      alt: (value) => value.slice(0, 1000).replace(/\s+/g, " "),
      width: dimension,
      height: dimension,
      align: oneOf("left right top middle bottom absmiddle"),
      border: integer(0, 20),
      hspace: integer(0, 50),
      vspace: integer(0, 50),
    }),
  ],
]);

/** The allowed attributes as they stand in a tag, each with a space before it. Not `style`, `href` and `src`. */
export function rewriteAttributes(element: string, attributes: Attributes): string {
  if (attributes.size === 0) return "";
  const allowed = byElement.get(element) ?? common;
  let out = "";
  for (const [name, value] of attributes) {
    const written = allowed.get(name)?.(value) ?? null;
    if (written !== null) out += attribute(name, written);
  }
  return out;
}

export const attribute = (name: string, value: string): string => ` ${name}="${escapeAttribute(value)}"`;

/** The start tag of a link; `kept` are its other attributes, written. */
export const linkStart = (href: string, kept = ""): string =>
  `<a${kept}${attribute("href", href)} rel="noopener noreferrer nofollow" target="_blank">`;
