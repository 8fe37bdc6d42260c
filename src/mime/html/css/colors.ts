// Colours as mail writes them, rewritten to `#rrggbb`, `#rrggbbaa` or a known name. CSS Color 4 §4-6; HTML §2.4.6 for
// the bare hexadecimal numbers of old attributes.
import type { Component } from "./tokens.ts";

/** CSS Color 4 §6.1, and the system colours that Word writes (windowtext, window). */
const names = new Set(
  `aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood
  cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray
  darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen
  darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue
  firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew
  hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan
  lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray
  lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue
  mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred
  midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid
  palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple
  rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue
  slategray slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow
  yellowgreen windowtext window`.split(/\s+/),
);

/** The colour one component stands for; what can hardly be seen is `transparent`. */
export function color(component: Component | undefined): string | null {
  if (component?.kind === "word") {
    const name = component.text.toLowerCase();
    return names.has(name) || name === transparent ? name : null;
  }
  if (component?.kind === "hash") return hexadecimal(component.text);
  if (component?.kind === "function") return functional(component.name, component.arguments);
  return null;
}

/** A colour that text can be read in: never transparent. */
export function textColor(component: Component | undefined): string | null {
  const found = color(component);
  return found === transparent ? null : found;
}

/** The value of `bgcolor`, `color`, `bordercolor`: a name or a hexadecimal number with or without its `#`. */
export function attributeColor(value: string): string | null {
  const text = value.trim().toLowerCase();
  if (names.has(text)) return text;
  return /^#?[0-9a-f]{6}$|^#[0-9a-f]{3}$/.test(text) ? `#${text.replace("#", "")}` : null;
}

const transparent = "transparent";
const faintest = 0.1;

function hexadecimal(digits: string): string | null {
  if (!/^(?:[0-9a-f]{3}|[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(digits)) return null;
  const short = digits.length < 6;
  const alpha = short ? digits.slice(3).repeat(2) : digits.slice(6);
  if (alpha !== "" && Number.parseInt(alpha, 16) < faintest * 255) return transparent;
  return `#${digits.toLowerCase()}`;
}

function functional(name: string, parts: readonly Component[]): string | null {
  const numbers = parts.filter((part) => part.kind === "number");
  const plain = parts.every((part) => part.kind === "number" || part.kind === "comma" || part.kind === "slash");
  const [first, second, third, fourth] = numbers;
  if (!plain || !first || !second || !third || numbers.length > 4) return null;
  const alpha = fourth ? Math.min(1, fourth.unit === "%" ? fourth.value / 100 : fourth.value) : 1;
  if (alpha < faintest) return transparent;
  if (name === "rgb" || name === "rgba") return toHex([first, second, third].map(channel), alpha);
  if (name === "hsl" || name === "hsla") return toHex(fromHsl(first.value, second.value, third.value), alpha);
  return null;
}

const channel = (part: { value: number; unit: string }): number => (part.unit === "%" ? part.value * 2.55 : part.value);

/** CSS Color 4 §7.1; hue in degrees, the others in percent. */
function fromHsl(hue: number, saturation: number, lightness: number): number[] {
  const light = Math.min(Math.max(lightness / 100, 0), 1);
  const spread = Math.min(Math.max(saturation / 100, 0), 1) * Math.min(light, 1 - light);
  return [0, 8, 4].map((offset) => {
    const sector = (((offset + hue / 30) % 12) + 12) % 12;
    return 255 * (light - spread * Math.max(-1, Math.min(sector - 3, 9 - sector, 1)));
  });
}

function toHex(channels: readonly number[], alpha: number): string {
  const all = alpha < 1 ? [...channels, alpha * 255] : channels;
  const pairs = all.map((value) =>
    Math.min(255, Math.max(0, Math.round(value)))
      .toString(16)
      .padStart(2, "0"),
  );
  return `#${pairs.join("")}`;
}
