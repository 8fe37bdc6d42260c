// The allow list of CSS properties: each with the one way its value is written anew. What is not here does not exist:
// position, z-index, transform, opacity, overflow, content, cursor, filter, animation, every url() and var().
// Margins and padding are never negative, so that one part of a letter cannot be drawn over another.
import { color, textColor } from "./colors.ts";
import type { Component } from "./tokens.ts";
import { type Bounds, fontFamilies, keyword, length, number, pixels } from "./values.ts";

export type Written = readonly (readonly [name: string, value: string])[];
type Components = readonly Component[];
/** Writes the declaration anew, as one or more allowed ones; an empty list drops it. */
type Property = (components: Components, name: string) => Written;
type Value = (component: Component | undefined) => string | null;

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));
const none: Written = [];

/** A property of one value. */
const one =
  (value: Value): Property =>
  (components, name) => {
    const written = components.length === 1 ? value(components[0]) : null;
    return written === null ? none : [[name, written]];
  };

const word = (list: string): Value => {
  const allowed = words(list);
  return (component) => keyword(component, allowed);
};

const size = (bounds: Bounds, list = ""): Value => {
  const allowed = words(list);
  return (component) => length(component, bounds) ?? keyword(component, allowed);
};

/** One to four values for the sides; a side that cannot be read makes the whole declaration go. */
const sides =
  (value: Value): Property =>
  (components, name) => {
    const written = components.map(value);
    if (written.length < 1 || written.length > 4 || written.includes(null)) return none;
    return [[name, written.join(" ")]];
  };

const margin = size({ min: 0, max: 200, maxPercent: 50 }, "auto");
const padding = size({ min: 0, max: 200, maxPercent: 50 });
const borderWidth = size({ min: 0, max: 20 }, "thin medium thick");
const borderStyle = word("none hidden solid dashed dotted double groove ridge inset outset");
const extent = size({ min: 0, max: 2000, maxPercent: 100 }, "auto");
const lineLength = size({ min: 8, max: 200 }, "normal");
const lineHeight: Value = (component) =>
  number(component, 0.8, 4) ?? percentAtLeast(component, 80, 400) ?? lineLength(component);

const absoluteSize = size(
  { min: 3, max: 100 },
  "xx-small x-small small medium large x-large xx-large xxx-large smaller larger",
);
/** Below this nobody reads; it is how text is hidden with a font size. */
const leastFontPixels = 2;

export function isZeroSize(component: Component | undefined): boolean {
  if (component?.kind !== "number") return false;
  if (component.value <= 0) return true;
  const written = relativeUnits.has(component.unit) ? null : length(component, { min: 0, max: 1000 });
  return written !== null && pixels(written) <= leastFontPixels;
}

/** Units of a font size that depend on the surrounding one. */
export const relativeUnits = new Set(["%", "em", "ex"]);

/** Absolute sizes, or a share of the surrounding size; null for one that cannot be read. */
const fontSize: Value = (component) => {
  if (component?.kind !== "number") return absoluteSize(component);
  if (isZeroSize(component) || component.unit === "ex") return null;
  const share = component.unit === "em" ? { ...component, unit: "%", value: component.value * 100 } : component;
  return percentAtLeast(share, 50, 600) ?? absoluteSize(share);
};

function percentAtLeast(component: Component | undefined, min: number, max: number): string | null {
  if (component?.kind !== "number" || component.unit !== "%") return null;
  return length({ ...component, value: Math.max(component.value, min) }, { min: 0, max: 0, maxPercent: max });
}

/** Where the size stands in a `font` shorthand: a bare number is a weight. -1 = nowhere. */
export const sizeInFont = (components: Components): number =>
  components.findIndex((component) =>
    component.kind === "number" ? component.unit !== "" || component.value === 0 : fontSize(component) !== null,
  );

/** `border`, `border-top` …: width, style and colour in any order, written in one. */
const border: Property = (components, name) => {
  const parts: (string | null)[] = [null, null, null];
  for (const component of components) {
    const index = [borderWidth, borderStyle, color].findIndex((value) => value(component) !== null);
    if (index < 0 || parts[index] !== null) return none;
    parts[index] = borderWidth(component) ?? borderStyle(component) ?? color(component);
  }
  return [[name, parts.filter((part) => part !== null).join(" ")]];
};

/** `background`: only its colour; pictures, positions and the rest go. */
const background: Property = (components) => {
  const found = components.map(color).find((value) => value !== null);
  return found ? [["background-color", found]] : none;
};

const fontStyle = word("normal italic oblique");
const fontVariant = word("normal small-caps");
const namedWeight = word("normal bold bolder lighter");
const fontWeight: Value = (component) => namedWeight(component) ?? number(component, 100, 900);

/** `font`: style, variant, weight, size[/line-height] and families, each as its own property. */
const font: Property = (components) => {
  const at = sizeInFont(components);
  if (at < 0) return none;
  const written: [string, string | null][] = components.slice(0, at).map(fontPrefix);
  written.push(["font-size", fontSize(components[at])]);
  const slash = components[at + 1]?.kind === "slash";
  if (slash) written.push(["line-height", lineHeight(components[at + 2])]);
  written.push(["font-family", fontFamilies(components.slice(at + (slash ? 3 : 1)))]);
  return written.filter((pair): pair is [string, string] => pair[1] !== null);
};

function fontPrefix(component: Component): [string, string | null] {
  if (keyword(component, normal)) return ["font-style", null];
  const style = fontStyle(component);
  if (style) return ["font-style", style];
  const variant = fontVariant(component);
  return variant ? ["font-variant", variant] : ["font-weight", fontWeight(component)];
}

const normal = words("normal");

const lines = words("none underline line-through overline");

/** Only the lines: their colour and shape change nothing worth reading. */
const textDecoration: Property = (components) => {
  const found = new Set(components.map((component) => keyword(component, lines)).filter((value) => value !== null));
  if (found.size === 0) return none;
  return [["text-decoration", found.has("none") ? "none" : [...found].join(" ")]];
};

const listStyleType = word(
  "none disc circle square decimal decimal-leading-zero lower-alpha upper-alpha lower-latin upper-latin lower-roman upper-roman lower-greek",
);

const listStyle: Property = (components) => {
  const found = components.map(listStyleType).find((value) => value !== null);
  return found ? [["list-style-type", found]] : none;
};

const families: Property = (components, name) => {
  const written = fontFamilies(components);
  return written ? [[name, written]] : none;
};

const borderSides = ["border-top", "border-right", "border-bottom", "border-left"];

export const properties: ReadonlyMap<string, Property> = new Map<string, Property>([
  // Text
  ["color", one(textColor)],
  ["font", font],
  ["font-family", families],
  ["font-size", one(fontSize)],
  ["font-style", one(fontStyle)],
  ["font-variant", one(fontVariant)],
  ["font-weight", one(fontWeight)],
  ["line-height", one(lineHeight)],
  ["letter-spacing", one(size({ min: -2, max: 20 }, "normal"))],
  ["word-spacing", one(size({ min: -2, max: 50 }, "normal"))],
  ["text-align", one(word("left right center justify start end"))],
  ["text-decoration", textDecoration],
  ["text-decoration-line", textDecoration],
  ["text-indent", one(size({ min: -200, max: 200 }))],
  ["text-transform", one(word("none uppercase lowercase capitalize"))],
  ["vertical-align", one(size({ min: -50, max: 50 }, "baseline sub super top text-top middle bottom text-bottom"))],
  ["white-space", one(word("normal nowrap pre pre-wrap pre-line"))],
  ["word-break", one(word("normal break-all break-word keep-all"))],
  ["overflow-wrap", one(word("normal break-word anywhere"))],
  ["direction", one(word("ltr rtl"))],
  // Boxes
  ["background", background],
  ["background-color", one(color)],
  ["margin", sides(margin)],
  ...["margin-top", "margin-right", "margin-bottom", "margin-left"].map((name): [string, Property] => [
    name,
    one(margin),
  ]),
  ["padding", sides(padding)],
  ...["padding-top", "padding-right", "padding-bottom", "padding-left"].map((name): [string, Property] => [
    name,
    one(padding),
  ]),
  ["width", one(extent)],
  ["height", one(extent)],
  ["max-width", one(size({ min: 0, max: 2000, maxPercent: 100 }, "none"))],
  ["min-width", one(size({ min: 0, max: 800, maxPercent: 100 }, "auto"))],
  ["display", one(word("block inline inline-block list-item table inline-table table-row-group table-row table-cell"))],
  ["float", one(word("left right none"))],
  ["clear", one(word("left right both none"))],
  // Borders
  ["border", border],
  ["border-width", sides(borderWidth)],
  ["border-style", sides(borderStyle)],
  ["border-color", sides(color)],
  ...borderSides.flatMap((side): [string, Property][] => [
    [side, border],
    [`${side}-width`, one(borderWidth)],
    [`${side}-style`, one(borderStyle)],
    [`${side}-color`, one(color)],
  ]),
  ["border-radius", sides(size({ min: 0, max: 100, maxPercent: 50 }))],
  // Lists and tables
  ["list-style", listStyle],
  ["list-style-type", one(listStyleType)],
  ["border-collapse", one(word("collapse separate"))],
  ["border-spacing", one(size({ min: 0, max: 50 }))],
  ["table-layout", one(word("auto fixed"))],
  ["caption-side", one(word("top bottom"))],
  ["empty-cells", one(word("show hide"))],
]);
