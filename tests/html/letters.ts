// Random HTML that looks like broken mail: tags in any order, with the names, attributes and texts that matter to a tree.
import fc from "fast-check";

const names = `p div span br b i a font u table tr td th tbody caption colgroup col ul ol li dl dt dd h1 h2 pre
blockquote hr img svg style script title select form center body code template math object sub mark thead nobr section
noscript textarea button details listing foreignObject`.split(/\s+/);
const attributes = [
  "",
  "",
  " style='color:red;position:fixed'",
  ' href="http://example.vn/a?b=1&c"',
  " href=javascript:hit(0)",
  " style=display:none",
  " style='font-size:0'",
  " style='font-size:12px;background:url(//x)'",
  " align=center bgcolor=red id=x name=y",
  " class=MsoNormal",
  " src=cid:1 onerror=hit(0)",
  " src=http://example.vn/p.png width=9",
  ' title="<b>"',
  " hidden",
  "/",
];
const texts = [
  "x",
  " ",
  "\n",
  "&lt;p>",
  "&nbsp;",
  "a&amp;b",
  "\n\n",
  "<!--x-->",
  "<",
  '"',
  "𝒳\u0001",
  "\u202e",
  "]]>",
  "chữ",
];

const tag = fc
  .tuple(fc.constantFrom("<", "<", "</"), fc.constantFrom(...names), fc.constantFrom(...attributes))
  .map(([open, name, attribute]) => `${open}${name}${attribute}>`);

/** Up to 60 tags and texts in a row. */
export const brokenHtml = fc
  .array(fc.oneof(tag, tag, fc.constantFrom(...texts)), { maxLength: 60 })
  .map((all) => all.join(""));
