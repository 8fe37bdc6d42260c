// Foreign HTML on its way into the editor (paste, quotes, drafts): tags, tables, colours and sizes stay, everything that
// acts or lays itself over the page goes. CSS is an allow list too, since the page must permit style attributes.
import DOMPurify from "dompurify";

const tags = [
  ..."a b blockquote br caption center code col colgroup dd del div dl dt em font h1 h2 h3 h4 h5 h6 hr i img ins".split(
    " ",
  ),
  ..."li ol p pre s small span strike strong sub sup table tbody td tfoot th thead tr tt u ul".split(" "),
];
const attributes = [
  ..."href src alt title width height align valign bgcolor color face size border cellpadding cellspacing".split(" "),
  ..."colspan rowspan span start type style dir lang data-cid data-remote data-congvu-quote".split(" "),
];
const cssProperties =
  /^(?:color|background-color|font(?:-family|-size|-style|-weight)?|text-(?:align|decoration(?:-line)?|indent|transform)|line-height|vertical-align|white-space|border(?:-[a-z-]+)?|padding(?:-[a-z]+)?|margin(?:-[a-z]+)?|(?:max-|min-)?(?:width|height)|list-style-type)$/;

/** No addresses, no computed tricks inside a value. */
const cssDanger = /url\s*\(|image-set|expression|var\s*\(|[\\@<]/i;

DOMPurify.addHook("uponSanitizeAttribute", (_node, data) => {
  if (data.attrName === "style") data.attrValue = cleanStyle(data.attrValue);
});
DOMPurify.addHook("afterSanitizeAttributes", (node) => {
  if (node.tagName === "IMG" && !keepsImage(node)) node.removeAttribute("src");
  if (node.tagName === "A") node.setAttribute("rel", "noopener noreferrer");
});

const keepsImage = (image: Element): boolean => {
  const src = image.getAttribute("src") ?? "";
  return /^(?:cid:|blob:|data:image\/(?:png|jpe?g|gif|webp);|https?:|\/(?:jmap\/download|mail\/part)\/)/i.test(src);
};

function cleanStyle(style: string): string {
  const probe = document.createElement("span");
  probe.style.cssText = style;
  const kept: string[] = [];
  for (const property of probe.style) {
    const value = probe.style.getPropertyValue(property);
    if (cssProperties.test(property) && value !== "initial" && !cssDanger.test(value))
      kept.push(`${property}: ${value}`);
  }
  return kept.join("; ");
}

const settings = {
  ALLOWED_TAGS: tags,
  ALLOWED_ATTR: attributes,
  ADD_URI_SAFE_ATTR: attributes.filter((name) => name !== "href" && name !== "src"),
  ALLOW_DATA_ATTR: false,
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|tel:|cid:|blob:|data:image\/|\/(?:jmap\/download|mail\/part)\/|#)/i,
  RETURN_DOM_FRAGMENT: true,
} as const;

/** Lives in a document of its own, so that no picture is fetched; import it to show it. */
export function cleanFragment(html: string): DocumentFragment {
  return DOMPurify.sanitize(withoutStyleSheets(html), settings);
}

/** For undo inside the editor: its two invisible selection marks stay. */
export function cleanUndo(html: string): DocumentFragment {
  const marks = { ALLOWED_TAGS: [...tags, "input"], ALLOWED_ATTR: [...attributes, "id"] };
  return document.importNode(DOMPurify.sanitize(html, { ...settings, ...marks }), true);
}

/** Style sheets would go anyway; taken out beforehand, the page's policy need not refuse each of them aloud. */
function withoutStyleSheets(html: string): string {
  const lower = html.toLowerCase();
  let kept = "";
  let from = 0;
  for (let start = lower.indexOf("<style"); start >= 0; start = lower.indexOf("<style", from)) {
    kept += html.slice(from, start);
    const end = lower.indexOf("</style", start);
    if (end < 0) return kept;
    from = end + "</style>".length;
  }
  return kept + html.slice(from);
}
