// Which elements a rebuilt letter may hold, and what becomes of the others. An element that is in no list here is
// unwrapped: its tags go, its content stays.

/** How the tree treats an element; the words follow HTML §13.2.4.2-3. */
export type ElementKind =
  | "block"
  | "heading"
  | "item" // li dt dd: a new one closes the one before it
  | "inline"
  | "formatting" // reopened after a block closed over it
  | "void"
  | "table"
  | "section" // thead tbody tfoot
  | "row"
  | "cell"
  | "caption"
  | "columns"
  | "column"
  | "body" // its colours become a <div>
  | "dropped" // with all its content
  | "gone"; // has no content, or its content never arrives as tokens

const kinds: Readonly<Record<ElementKind, string>> = {
  block: "p div center blockquote pre address article section header footer main aside nav figure figcaption ul ol dl",
  heading: "h1 h2 h3 h4 h5 h6",
  item: "li dt dd",
  inline: "span sub sup abbr cite q kbd samp var dfn del ins mark",
  formatting: "a b big code em font i s small strike strong tt u",
  void: "br hr img wbr",
  table: "table",
  section: "thead tbody tfoot",
  row: "tr",
  cell: "td th",
  caption: "caption",
  columns: "colgroup",
  column: "col",
  body: "body",
  dropped:
    "svg math template object applet frameset select datalist option optgroup button video audio canvas map portal",
  gone: `script style title textarea xmp iframe noembed noframes noscript plaintext base meta link embed frame input
    param source track area bgsound keygen basefont`,
};

export const elementKinds: ReadonlyMap<string, ElementKind> = new Map(
  Object.entries(kinds).flatMap(([kind, names]) =>
    names.split(/\s+/).map((name): [string, ElementKind] => [name, kind as ElementKind]),
  ),
);

/** Elements that are read as another one: what remains of them is their place on the page. */
export const aliases: ReadonlyMap<string, string> = new Map([
  ["details", "div"], // an open one: nothing of a letter is folded away
  ["summary", "div"],
  ["fieldset", "div"],
  ["legend", "div"],
  ["dialog", "div"],
  ["search", "div"],
  ["hgroup", "div"],
  ["dir", "ul"],
  ["menu", "ul"],
  ["listing", "pre"],
  ["acronym", "abbr"],
  ["image", "img"], // HTML §13.2.6.4.7
]);

/** Every element that can stand in the output. */
export const allowedElements: ReadonlySet<string> = new Set(
  [...elementKinds].filter(([, kind]) => !["dropped", "gone", "body"].includes(kind)).map(([name]) => name),
);

const inlineKinds: ReadonlySet<ElementKind> = new Set<ElementKind>(["inline", "formatting"]);
export const isInline = (kind: ElementKind): boolean => inlineKinds.has(kind);

const boundaries: ReadonlySet<ElementKind> = new Set<ElementKind>(["table", "cell", "caption", "dropped"]);
/** Elements that end tags inside them do not reach past (HTML §13.2.4.2 "has a particular element in scope"). */
export const isBoundary = (kind: ElementKind): boolean => boundaries.has(kind);

const tableOnly: ReadonlySet<ElementKind> = new Set<ElementKind>(["table", "section", "row", "columns"]);
/** Elements that hold only table parts; text in them needs a cell. */
export const holdsTableParts = (kind: ElementKind): boolean => tableOnly.has(kind);
