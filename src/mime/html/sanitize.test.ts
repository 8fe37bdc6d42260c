import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { htmlLimits } from "./limits.ts";
import { type RebuildOptions, rebuildMailHtml } from "./sanitize.ts";

const options: RebuildOptions = { resolveCid: (cid) => (cid === "a@b" ? "/part/1" : null), allowRemoteImages: false };
const rebuild = (html: string) => rebuildMailHtml(html, options).html;
const link = (href: string, content: string, kept = "") =>
  `<a${kept} href="${href}" rel="noopener noreferrer nofollow" target="_blank">${content}</a>`;

/** Each case must also come out unchanged when it is rebuilt again. */
function table(cases: readonly [html: string, expected: string, why: string][]): void {
  for (const [html, expected, why] of cases) {
    it(`${why}: ${JSON.stringify(html.slice(0, 80))}`, () => {
      assert.equal(rebuild(html), expected);
      assert.equal(rebuild(expected), expected, "rebuilt again");
    });
  }
}

describe("rebuilt HTML: where elements end (HTML §13.2.6)", () => {
  table([
    ["<p>a<p>b", "<p>a</p><p>b</p>", "a paragraph ends at the next"],
    ["<p>a<div>b</div>c", "<p>a</p><div>b</div>c", "and at a block"],
    ["<p>a<table><td>b</table>c", "<p>a</p><table><tbody><tr><td>b</td></tr></tbody></table>c", "and at a table"],
    ["<div>a</p>b</div></div>c", "<div>ab</div>c", "end tags without a start are nothing"],
    ["<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "<ul><li>a</li><li>b<ul><li>c</li></ul></li><li>d</li></ul>", "items"],
    ["<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>", "terms and descriptions"],
    ["<h1>a<h2>b</h1>c", "<h1>a</h1><h2>b</h2>c", "headings; any heading's end tag ends one"],
    ["<b><i>a</b>b</i>c", "<b><i>a</i></b><i>b</i>c", "formatting that overlaps"],
    ["<p><b>a<p>b</b>c", "<p><b>a</b></p><p><b>b</b>c</p>", "formatting over paragraphs"],
    ["<b><p>a</b>b</p>c", "<b><p>ab</p></b>c", "a block inside formatting keeps it to its end"],
    ["<span>a<div>b</span>c</div>d", "<span>a<div>bc</div>d</span>", "a span does not end inside a block"],
    ["<font color=red>a<font color=red>b<font color=red>c<font color=red>d<p>e", '<font color="red">a<font color="red">b<font color="red">c<font color="red">d<p>e</p></font></font></font></font>', "four alike"],
    ["<p><b><b><b><b>x</p>y", "<p><b><b><b><b>x</b></b></b></b></p><b><b><b>y</b></b></b>", "of four alike three are reopened"],
    ["</br>x<br/>", "<br>x<br>", "a wrong end tag is a line break, as in browsers"],
    ["<pre>\n\nx</pre>", "<pre>\n\nx</pre>", "the line feed after pre"],
    ["<pre>\n<!---->\nx</pre>", "<pre>\n\nx</pre>", "a comment between them"],
    ["<pre>\n<b>\nx</b></pre>", "<pre><b>\nx</b></pre>", "formatting between them"],
    ["x<body bgcolor=red text=#00F><p>y</body></html>z", 'x<div style="background-color:red;color:#00f"><p>yz</p></div>', "the body's colours"],
    ["<a href=http://x.vn>a<a href=http://y.vn>b", link("http://x.vn/", "a") + link("http://y.vn/", "b"), "a link ends at the next"],
    ["<a href=http://x.vn>a<div>b</a>c</div>", `${link("http://x.vn/", "a<div>b</div>")}<div>c</div>`, "a link ends at once, the block goes on"],
    ["<details><summary>a</summary>b</details>", "<div><div>a</div>b</div>", "nothing of a letter is folded away"],
    ["<form><label>a</label><fieldset>b</fieldset></form>", "a<div>b</div>", "forms are unwrapped"],
    ["<o:p>a</o:p><st1:place w:st='on'>b</st1:place><foo-bar>c", "abc", "unknown elements are unwrapped"],
    ["<head><title>a</title><meta x></head>\n<body>b", "b", "the head goes"],
    ["<p hidden>a</p><p>b", "<p>b</p>", "the hidden attribute"],
  ]); // biome-ignore format: one case a line
});

describe("rebuilt HTML: tables", () => {
  const cell = (content: string) => `<table><tbody><tr><td>${content}</td></tr></tbody></table>`;
  table([
    ["<table><td>a<td>b<tr><th>c</table>", "<table><tbody><tr><td>a</td><td>b</td></tr><tr><th>c</th></tr></tbody></table>", "parts left out are put in"],
    ["<table><tr><td>a</tr></td></tbody></table>b", `${cell("a")}b`, "ends in a wrong order"],
    ["<table>a</table>", cell("a"), "text in a table gets a cell"],
    ["<table><tr>&nbsp;<td>a</td> \n</table>", cell("a"), "white space between parts is nothing"],
    ["<table><tr><div><form><td>a</td></form></div></table>", cell("a"), "tags between parts are left out"],
    ["<table><b><tr><td>a</b>", cell("a"), "formatting between parts too"],
    ["<table><tr><td>a<table><td>b</table>c</table>", cell(`a${cell("b")}c`), "a table in a cell"],
    ["<table><tr><table><td>a</table>", `<table><tbody><tr></tr></tbody></table>${cell("a")}`, "a table among parts ends the first"],
    ["<td>a</td><tr>b</tr>", "ab", "parts without a table"],
    ["<table><caption>a<tr><td>b</table>", "<table><caption>a</caption><tbody><tr><td>b</td></tr></tbody></table>", "a caption"],
    ["<table><col width=9><colgroup span=2><thead><th>a<tfoot><td>b<tbody><td>c</table>", '<table><colgroup><col width="9"></colgroup><colgroup span="2"></colgroup><thead><tr><th>a</th></tr></thead><tfoot><tr><td>b</td></tr></tfoot><tbody><tr><td>c</td></tr></tbody></table>', "columns and sections"],
    ["<b>x<table><td>a</b></table>y", `<b>x${cell("a")}y</b>`, "an end tag does not reach out of a cell"],
    ["<table><td><b>a<td>b</table>", "<table><tbody><tr><td><b>a</b></td><td>b</td></tr></tbody></table>", "formatting ends with its cell"],
    ["<a href=http://x.vn><table><td><a href=http://y.vn>a</table>b", link("http://x.vn/", `${cell(link("http://y.vn/", "a"))}b`), "a link in a cell inside a link"],
    ["<table border=1 bordercolor=RED cellpadding=5px width=80% align=center><td colspan=0 rowspan=2 nowrap bgcolor=FFFF00 valign=top>x", '<table border="1" bordercolor="red" cellpadding="5" width="80%" align="center"><tbody><tr><td colspan="1" rowspan="2" nowrap="" bgcolor="#ffff00" valign="top">x</td></tr></tbody></table>', "the attributes of old tables"],
  ]); // biome-ignore format: one case a line
});

describe("rebuilt HTML: what does not come through", () => {
  table([
    ["a<script>b</script><style>c</style><title>d</title>e", "ae", "C01 raw text elements with their content"],
    ["a<svg><p>b</p><style>c</style></svg><math><mi>d</math>e", "ae", "C04 svg and math with their content"],
    ["<p>a<svg><p>b</svg>c</p>d", "<p>ac</p>d", "C04 svg does not end a paragraph"],
    ["<div>a<svg>b</div>c", "<div>a</div>c", "C04 an svg never closed ends with what is around it"],
    ["<select><option>a</select><object>b<object>c</object>d</object><button>e</button>f", "f", "C01 controls and objects with their content"],
    ["<template><p>a</p></template><video>b</video>c", "c", "C02 templates and media with their content"],
    ["<noscript><p title='</noscript><b>a</b>'>b", "<b>a</b>'&gt;b", "C02 noscript is text to its end tag, then a letter again"],
    ["<p id=a name=b class=c onclick=d data-e=f style=color:red>x", '<p style="color:red">x</p>', "C09 ids, names, classes and handlers"],
    ["<p align='\"><script>'>&lt;script&gt;\"'`&amp;lt;", "<p>&lt;script&gt;\"'`&amp;lt;</p>", "C01 text stays text"],
    ["<font face='x\"y' color='\"'>a<i lang='\"'>b", "<font>a<i>b</i></font>", "values that are none"],
    ["<a href='javascript:hit(0)' style=color:red>x</a>", '<span style="color:red">x</span>', "C01 a link to a script keeps its looks"],
    ["<a name=top>x</a>", "x", "C09 an anchor"],
    ["<img src=x onerror=hit(0)>", '<img alt="">', "C01 a picture from our own site leaves a box"],
    ["<p>\u202ea\u0000b\u009fc\ud800d\r\ne", "<p>abc\ufffdd\ne</p>", "controls, overrides, half a pair"],
  ]); // biome-ignore format: one case a line
});

describe("rebuilt HTML: pictures", () => {
  const data = "data:image/gif;base64,QUJD";

  it("a part of the letter is asked for by Content-ID and stands last in its tag", () => {
    assert.equal(
      rebuild("<img src='cid:a@b' width=9px height=300% alt='x\"<'>"),
      '<img width="9" height="100%" alt="x&quot;&lt;" src="/part/1">',
    );
    const quoting = rebuildMailHtml("<img src=cid:x>", { ...options, resolveCid: () => '"><script>' }).html;
    assert.equal(quoting, '<img alt="" src="&quot;&gt;&lt;script&gt;">');
  });

  table([
    [`<img src=${data}>`, `<img alt="" src="${data}">`, "a picture inside the letter"],
    ["<img src=http://x.vn/p.png width=300>", '<img width="300" alt="">', "C07 a remote one leaves a box of its size"],
    ["<img src=http://x.vn/p.gif width=1 height=1>", "", "C07 a counting pixel leaves nothing"],
    [
      `<img src=${data} width=1 height=1>`,
      `<img width="1" height="1" alt="" src="${data}">`,
      "a spacer inside the letter stays",
    ],
    ["<img src=cid:missing alt=x>", '<img alt="x">', "a part that is not there leaves a box with its name"],
    [
      "<table><tr><img src=cid:missing></table>",
      '<table><tbody><tr><td><img alt=""></td></tr></tbody></table>',
      "a picture among table parts gets a cell",
    ],
    [
      `<div style=visibility:hidden><img src=${data}></div><img style=display:none src=${data}>`,
      "<div></div>",
      "hidden ones go",
    ],
  ]);

  it("C07 after consent remote pictures come from the proxy, pixels never", () => {
    const allowed = { ...options, allowRemoteImages: true, remoteImage: (url: string) => `/picture?url=${url}` };
    const html = "<img src=http://x.vn/p.png><img src=http://x.vn/p.gif width=1 height=1>";
    assert.equal(rebuildMailHtml(html, allowed).html, '<img alt="" src="/picture?url=http://x.vn/p.png">');
  });

  it("C07 everything remote is counted, and what consent would show apart", () => {
    const html = `<link rel=stylesheet href=//x/a><style>@import 'x'</style><body background=http://x/b>
      <p style="background:url(http://x/c)"><img src=http://x/d><img src=http://x/e srcset="http://x/f 2x">
      <div style=display:none><img src=http://x/g></div><iframe src=//x/h></iframe><svg><image href=http://x/i></svg>
      <video poster=http://x/j></video><a href=http://x/k ping=http://x/l>m</a><img src=cid:n><img src=/o>`;
    const { blockedRemote, blockedImages } = rebuildMailHtml(html, options);
    assert.deepEqual({ blockedRemote, blockedImages }, { blockedRemote: 11, blockedImages: 3 });
  });
});

describe("rebuilt HTML: hidden text", () => {
  const hidden = (html: string) => {
    const { html: shown, hiddenCharacters } = rebuildMailHtml(html, options);
    return [shown, hiddenCharacters];
  };

  it("is left out and counted", () => {
    assert.deepEqual(hidden("<p>a<span style=display:none>b c</span>d</p>"), ["<p>ad</p>", 2]);
    assert.deepEqual(hidden("<div style=display:none><table><td>bb</table></div>a"), ["a", 2]);
    assert.deepEqual(hidden("<table><tr style=display:none><td>b<tr><td>a</table>"), [
      "<table><tbody><tr><td>a</td></tr></tbody></table>",
      1,
    ]);
    assert.deepEqual(hidden("<b style=opacity:0>b<p>b</b>b</p>a"), ["a", 3]);
  });

  it("a child may show itself again where CSS lets it", () => {
    assert.deepEqual(hidden("<div style=font-size:0>b <i style=font-size:9px>a</i></div>"), [
      '<div><i style="font-size:9px">a</i></div>',
      1,
    ]);
    assert.deepEqual(hidden("<div style=visibility:hidden>b<i style=visibility:visible>a</i></div>"), [
      "<div><i>a</i></div>",
      1,
    ]);
    assert.deepEqual(hidden("<div style=display:none>b<i style=display:inline>b</i></div>"), ["", 2]);
  });

  it("what is dropped for another reason is not counted", () => {
    assert.deepEqual(hidden("<select><option>b</select><svg><text>b</text></svg><script>b</script>a"), ["a", 0]);
  });
});

describe("rebuilt HTML: links", () => {
  it("are reported in order with the text a reader sees", () => {
    const html = `<a href=http://x.vn>Cổng <b>thông</b>
      tin<span style=display:none>ẩn</span></a><a href=tel:113><img src=cid:a@b alt="Gọi"></a><a href=mailto:a@x.vn></a>
      <p style=display:none><a href=http://y.vn>b</a></p><a href=javascript:hit(0)>c</a>`;
    assert.deepEqual(rebuildMailHtml(html, options).links, [
      { text: "Cổng thông tin", href: "http://x.vn/" },
      { text: "Gọi", href: "tel:113" },
      { text: "", href: "mailto:a@x.vn" },
    ]);
  });
});

describe("rebuilt HTML: Word", () => {
  table([
    ["<p class=MsoNormal>a", '<p style="margin:0">a</p>', "margins of its style sheet"],
    [
      "<p class=MsoNormal style='margin-bottom:8.0pt'>a",
      '<p style="margin:0;margin-bottom:8pt">a</p>',
      "the paragraph's own come after",
    ],
    [
      "<p class=MsoListParagraph style='text-indent:-18.0pt'>a",
      '<p style="margin:0 0 0 0.5in;text-indent:-18pt">a</p>',
      "list paragraphs",
    ],
    ["<p class=x>a", "<p>a</p>", "other classes mean nothing"],
    [
      "a<!--[if mso]>b<![endif]--><!--[if !mso]><!-->c<!--<![endif]--><![if !mso]>d<![endif]>",
      "acd",
      "conditional comments",
    ],
  ]);
});

describe("rebuilt HTML: limits", () => {
  const complex = (html: string) => rebuildMailHtml(html, options).tooComplex;

  it("C02 elements open up to the depth; deeper ones are left out, their text stays", () => {
    const nested = (depth: number) => `${"<div>".repeat(depth)}x${"</div>".repeat(depth)}y`;
    assert.equal(rebuild(nested(htmlLimits.depth)), nested(htmlLimits.depth));
    assert.equal(rebuild(nested(htmlLimits.depth + 1)), nested(htmlLimits.depth));
    assert.equal(rebuild(nested(5000)), nested(htmlLimits.depth));
  });

  it("C02 end tags of what was left out end nothing else", () => {
    const deep = "<div>".repeat(300);
    assert.ok(rebuild(`<table><td>${deep}</table><div>a</div>b`).endsWith("</table><div>a</div>b"));
    assert.ok(rebuild(`<p><b>x</p>${"<div>".repeat(250)}y</b>${"</div>".repeat(250)}z`).endsWith("</div>z"));
  });

  it("C02 tables stop at the depth, with all their parts", () => {
    const out = rebuild(`${"<table><tr><td>".repeat(500)}x`);
    assert.equal(rebuild(out), out);
    assert.ok(out.includes("x"));
  });

  it("more tags than the limit are too complex", () => {
    assert.ok(!complex("<br>".repeat(htmlLimits.tags)));
    assert.ok(complex("<br>".repeat(htmlLimits.tags + 1)));
  });

  it("more characters than the limit are too complex", () => {
    assert.ok(!complex("x".repeat(htmlLimits.characters)));
    assert.ok(complex("x".repeat(htmlLimits.characters + 1)));
  });

  it("output that outgrows the input is too complex, and nothing of it comes out", () => {
    const fonts = Array.from({ length: 60 }, (_, i) => `<p><font color=#${String(i).padStart(6, "0")}>`).join("");
    const result = rebuildMailHtml(`${fonts}${"<p>x".repeat(2000)}`, options);
    assert.deepEqual(result, { ...result, html: "", links: [], tooComplex: true });
  });

  it("formatting waiting to be reopened is bounded", () => {
    const fonts = (count: number) =>
      `<p>${Array.from({ length: count }, (_, i) => `<font color=#${String(i).padStart(6, "0")}>`).join("")}</p>x`;
    const reopened = (count: number) => rebuild(fonts(count)).split("</p>")[1]?.match(/<font/g)?.length;
    assert.equal(reopened(htmlLimits.activeFormatting), htmlLimits.activeFormatting);
    assert.equal(reopened(htmlLimits.activeFormatting + 1), htmlLimits.activeFormatting);
  });
});
