// Values that an allowed property may take, each written anew from what was read, inside bounds (CSS Values 4).
// Numbers beyond a bound are brought to it: a border of a million pixels is drawn as the widest we allow.
import type { Component } from "./tokens.ts";

/** Bounds in CSS pixels and, where percentages make sense, in percent. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly maxPercent?: number;
}

/** Pixels of one unit (CSS Values 4 §6.2); em, rem and ex are taken at 16 pixels. */
const pixelsOf: Readonly<Record<string, number>> = {
  px: 1,
  pt: 4 / 3,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  em: 16,
  rem: 16,
  ex: 8,
};

/** A length in its own unit, or a percentage; a number without a unit is pixels, as in old mail. */
export function length(component: Component | undefined, bounds: Bounds): string | null {
  if (component?.kind !== "number") return null;
  if (component.unit === "%") {
    if (bounds.maxPercent === undefined) return null;
    return `${rounded(clamp(component.value, Math.min(bounds.min, 0), bounds.maxPercent))}%`;
  }
  const unit = component.unit === "" ? "px" : component.unit;
  const size = pixelsOf[unit];
  if (size === undefined || !Object.hasOwn(pixelsOf, unit)) return null;
  const value = rounded(clamp(component.value, bounds.min / size, bounds.max / size));
  return value === 0 ? "0" : `${value}${unit}`;
}

/** Pixels of what `length` wrote; 0 for anything else, percentages too. */
export function pixels(written: string): number {
  const unit = written.replace(/^[-0-9.]+/, "");
  return Object.hasOwn(pixelsOf, unit) ? Number.parseFloat(written) * (pixelsOf[unit] ?? 0) : 0;
}

/** A bare number. */
export function number(component: Component | undefined, min: number, max: number): string | null {
  if (component?.kind !== "number" || component.unit !== "") return null;
  return String(rounded(clamp(component.value, min, max)));
}

/** One of the words allowed, lower case. */
export function keyword(component: Component | undefined, allowed: ReadonlySet<string>): string | null {
  if (component?.kind !== "word") return null;
  const word = component.text.toLowerCase();
  return allowed.has(word) ? word : null;
}

const genericFamilies = new Set(["serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui"]);
/** Words that mean something else than a font of that name. */
const wideKeywords = new Set(["inherit", "initial", "unset", "revert", "revert-layer", "default"]);
const familiesAtMost = 8;

/** A list of font families, each quoted anew; null when none is left. */
export function fontFamilies(components: readonly Component[]): string | null {
  const families: string[] = [];
  let words: string[] = [];
  const finish = () => {
    const family = fontFamily(words.join(" "));
    if (family && families.length < familiesAtMost) families.push(family);
    words = [];
  };
  for (const component of components) {
    if (component.kind === "comma") finish();
    else if (component.kind === "word" || component.kind === "string") words.push(component.text);
  }
  finish();
  return families.length > 0 ? families.join(",") : null;
}

/** `Times New Roman` → `'Times New Roman'`. Names of letters, digits, space, `-`, `_` and `.` only. */
function fontFamily(name: string): string | null {
  const clean = name.replace(/^@/, "").trim(); // "@SimSun" is its vertical form in Word
  if (genericFamilies.has(clean.toLowerCase())) return clean.toLowerCase();
  if (wideKeywords.has(clean.toLowerCase())) return null;
  if (clean.length > 60 || !/^[\p{L}\p{M}\p{N} ._-]*[\p{L}\p{N}][\p{L}\p{M}\p{N} ._-]*$/u.test(clean)) return null;
  return `'${clean}'`;
}

export const clamp = (value: number, min: number, max: number): number => Math.min(Math.max(value, min), max);
const rounded = (value: number): number => Math.round(value * 1000) / 1000 || 0;
