// A style attribute, read and written anew: only allowed properties, only values we wrote ourselves (C05). The string
// of the letter is never passed on. Also says whether the style hides the element or its text.
//
// Text that a style hides is left out of the reading view and counted, never shown and never kept hidden: shown, the
// invisible first line of every newsletter and the words that spammers hide would stand in the letter; kept hidden,
// it would come back in a reply or a forward, where the style is gone, as words the reader never saw (B19).
// A trick that is not recognised here (white on white apart) does not survive the rewriting, so its text is shown.
import { isZeroSize, properties, relativeUnits, sizeInFont, type Written } from "./css/properties.ts";
import { type Component, type Declaration, parseDeclarations } from "./css/tokens.ts";
import { pixels } from "./css/values.ts";
import { htmlLimits } from "./limits.ts";
import { isRemote } from "./urls.ts";

export interface Style {
  /** For the attribute, without escaping; "" = no style is left. */
  readonly css: string;
  /** The element with all its content is hidden. */
  readonly hidden: boolean;
  /** `zero`: text of this element cannot be read unless a child sets a size. undefined = as the parent. */
  readonly fontSize: "zero" | "set" | undefined;
  /** As `fontSize`, for `visibility`. */
  readonly visibility: "hidden" | "visible" | undefined;
  /** Remote addresses the style named. */
  readonly remote: number;
}

export const noStyle: Style = { css: "", hidden: false, fontSize: undefined, visibility: undefined, remote: 0 };

const cacheAtMost = 500;

/** Rewrites style attributes; one object for one letter, because Word repeats the same few styles a thousand times. */
export class StyleRewriter {
  readonly #known = new Map<string, Style>();

  rewrite(style: string): Style {
    if (style === "" || style.length > htmlLimits.style) return noStyle;
    const known = this.#known.get(style);
    if (known) return known;
    const fresh = rewriteStyle(style);
    if (this.#known.size < cacheAtMost) this.#known.set(style, fresh);
    return fresh;
  }
}

export function rewriteStyle(style: string): Style {
  const all = parseDeclarations(style);
  const winners = winning(all);
  return {
    css: rewritten(all),
    hidden: isHidden(winners),
    fontSize: sizeOfText(winners),
    visibility: visibilityOf(winners.get("visibility")),
    remote: countRemote(all),
  };
}

/** A declaration that cannot be read does not undo an earlier one (CSS Syntax 3 §9). */
function rewritten(declarations: readonly Declaration[]): string {
  const written = new Map<string, string>();
  const important = new Set<string>();
  for (const declaration of declarations) {
    for (const [name, value] of rewriteDeclaration(declaration)) {
      if (important.has(name) && !declaration.important) continue;
      if (declaration.important) important.add(name);
      written.delete(name); // the later one wins and stands where it was written
      written.set(name, value);
    }
  }
  keepIndentInside(written);
  return [...written].map(([name, value]) => `${name}:${value}`).join(";");
}

/** The last declaration of each name, an `!important` one before others (CSS Cascade 4 §6.1). */
function winning(declarations: readonly Declaration[]): Map<string, Declaration> {
  const winners = new Map<string, Declaration>();
  for (const declaration of declarations) {
    if (winners.get(declaration.name)?.important && !declaration.important) continue;
    winners.delete(declaration.name);
    winners.set(declaration.name, declaration);
  }
  return winners;
}

function rewriteDeclaration({ name, components }: Declaration): Written {
  const property = properties.get(name);
  return property ? property(components, name) : [];
}

/** Word hangs list numbers by a negative indent; it may not reach past the space on the left (C06). */
function keepIndentInside(written: Map<string, string>): void {
  const indent = pixels(written.get("text-indent") ?? "");
  if (indent >= 0) return;
  const room = ["margin", "padding"].reduce((sum, box) => sum + leftOf(box, written), 0);
  if (room + indent < -1) written.delete("text-indent");
}

/** The left space a box property leaves, in pixels. */
function leftOf(box: string, written: ReadonlyMap<string, string>): number {
  let left = "0";
  for (const [name, value] of written) {
    if (name === `${box}-left`) left = value;
    if (name !== box) continue;
    const all = value.split(" ");
    left = all[3] ?? all[1] ?? all[0] ?? "0";
  }
  return pixels(left);
}

const soleWord = (declaration: Declaration | undefined): string | undefined => {
  const [first] = declaration?.components ?? [];
  return first?.kind === "word" ? first.text.toLowerCase() : undefined;
};

function isHidden(declarations: ReadonlyMap<string, Declaration>): boolean {
  if (soleWord(declarations.get("display")) === "none") return true;
  const [opacity] = declarations.get("opacity")?.components ?? [];
  if (opacity?.kind === "number" && opacity.value < (opacity.unit === "%" ? 10 : 0.1)) return true;
  if (soleWord(declarations.get("overflow")) !== "hidden") return false;
  return ["height", "max-height"].some((name) => {
    const [extent] = declarations.get(name)?.components ?? [];
    return extent?.kind === "number" && extent.value <= 0;
  });
}

function sizeOfText(declarations: ReadonlyMap<string, Declaration>): Style["fontSize"] {
  let found: Style["fontSize"];
  for (const { name, components } of declarations.values()) {
    if (name === "font-size") found = sizeOf(components[0]) ?? found;
    if (name === "font") found = sizeOf(components[sizeInFont(components)]) ?? found;
  }
  return found;
}

function sizeOf(component: Component | undefined): Style["fontSize"] {
  if (isZeroSize(component)) return "zero";
  if (component?.kind === "word") return /^(?:smaller|larger|inherit)$/i.test(component.text) ? undefined : "set";
  return component?.kind === "number" && !relativeUnits.has(component.unit) ? "set" : undefined;
}

function visibilityOf(declaration: Declaration | undefined): Style["visibility"] {
  const word = soleWord(declaration);
  if (word === "hidden" || word === "collapse") return "hidden";
  return word === "visible" ? "visible" : undefined;
}

function countRemote(declarations: readonly Declaration[]): number {
  let count = 0;
  for (const { components } of declarations) {
    for (const component of components) if (namesRemote(component)) count++;
  }
  return count;
}

/** `url(…)` and the functions that take addresses as strings (`image-set`, `src`). */
function namesRemote(component: Component): boolean {
  if (component.kind === "url") return isRemote(component.text);
  if (component.kind !== "function") return false;
  return component.arguments.some((part) => (part.kind === "url" || part.kind === "string") && isRemote(part.text));
}
