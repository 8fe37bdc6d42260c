import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { rewriteStyle, StyleRewriter } from "./css.ts";
import { htmlLimits } from "./limits.ts";

const css = (style: string): string => rewriteStyle(style).css;

describe("a style attribute, rewritten", () => {
  const kept: [style: string, written: string, why: string][] = [
    ["color: Red ; ", "color:red", "a name"],
    ["color:#FFF;background-color:#A1b2C3", "color:#fff;background-color:#a1b2c3", "hexadecimal colours"],
    ["color:rgb(255, 0 ,10%)", "color:#ff001a", "rgb()"],
    ["background:rgba(1,2,3,.5)", "background-color:#01020380", "rgba()"],
    ["background:hsl(120 100% 25% / 1)", "background-color:#008000", "hsl()"],
    ["background:url(http://x/a.png) no-repeat #eee", "background-color:#eee", "only the colour of a background"],
    ["font-size:13.0pt", "font-size:13pt", "a number without needless zeros"],
    ["font-size:1.2em;font-size:.8em", "font-size:80%", "the last one wins; em is a share"],
    ["font-size:1000px", "font-size:100px", "brought to the limit"],
    ["font-family:Times New Roman,\"Segoe UI\",SERIF", "font-family:'Times New Roman','Segoe UI',serif", "quoted anew"],
    ["font-family:'.VnTime'", "font-family:'.VnTime'", "a TCVN3 font says which letters are meant"],
    ["font:italic bold 12px/1.5 'Arial', sans-serif", "font-style:italic;font-weight:bold;font-size:12px;line-height:1.5;font-family:'Arial',sans-serif", "a font in one"],
    ["font:7.0pt \"Times New Roman\"", "font-size:7pt;font-family:'Times New Roman'", "as Word writes it"],
    ["font:700 14px a", "font-weight:700;font-size:14px;font-family:'a'", "a weight is no size"],
    ["margin:0cm 36.0pt -5px auto", "margin:0 36pt 0 auto", "margins are never negative"],
    ["padding:-1px 5000px", "padding:0 200px", "nor padding, nor without end"],
    ["margin-left:36.0pt;text-indent:-18.0pt", "margin-left:36pt;text-indent:-18pt", "a hanging number in its margin"],
    ["text-indent:-18pt", "", "but not past the edge"],
    ["margin:0;text-indent:-1px", "margin:0;text-indent:-1px", "a pixel is no harm"],
    ["border:solid windowtext 1.0pt", "border:1pt solid windowtext", "a border in Word's order"],
    ["border-top:none;border-left:0", "border-top:none;border-left:0", "no border"],
    ["border:.5px dotted transparent", "border:0.5px dotted transparent", "a border to be there unseen"],
    ["border-width:1px 99px", "border-width:1px 20px", "widths up to the limit"],
    ["border-radius:4px 50%", "border-radius:4px 50%", "round corners"],
    ["width:155.8pt;height:20", "width:155.8pt;height:20px", "old mail leaves the unit away"],
    ["width:200%;max-width:99999px", "width:100%;max-width:2000px", "sizes up to the limit"],
    ["color:red!important;color:blue", "color:red", "important wins and loses its mark"],
    ["COLOR:red;c\\6flor:blue", "color:blue", "escapes are read"],
    ["color:/**/re/**/d", "", "a comment does not join words"],
    ["color/**/:/*;*/red", "color:red", "comments between the parts"],
    ["text-decoration:underline dotted red", "text-decoration:underline", "only the line"],
    ["list-style:square url(x)", "list-style-type:square", "only the mark"],
    ["display:table-cell;float:left;clear:both", "display:table-cell;float:left;clear:both", "layout of newsletters"],
    ["vertical-align:-3.0pt;white-space:pre-wrap", "vertical-align:-3pt;white-space:pre-wrap", "superscripts of Word"],
    ["line-height:0", "line-height:0.8", "lines are not laid over one another"],
    [";;color:red;;x;y:;:z;color:b", "color:red", "what is no declaration is skipped"],
    ["font-family:'x\n;color:red", "color:red", "a string ends at its line end"],
    ["mso-list:l0 level1 lfo1;tab-stops:36.0pt;color:red", "color:red", "Word's own properties go"],
  ]; // biome-ignore format: one case a line
  for (const [style, written, why] of kept) {
    it(`${why}: ${style}`, () => {
      assert.equal(css(style), written);
      assert.equal(css(written), written, "and stays so");
    });
  }

  const dropped: [style: string, why: string][] = [
    ["position:fixed;top:0;z-index:9", "C06 position"],
    ["position:absolute!important", "C06 position, important"],
    ["posi\\74 ion:fixed", "C06 position in escapes"],
    ["transform:scale(9);translate:1px;zoom:9", "C06 moving and scaling"],
    ["box-shadow:0 0 0 999px red;outline:9px solid", "C06 shadows"],
    ["margin-left:calc(0px - 9px);margin-top:-1%x", "C06 negative margins in disguise"],
    ["background:url(http://x/a)", "C05 an address"],
    ["background:\\75\\72\\6c(http://x/a)", "C05 an address in escapes"],
    ["background:u\\rl(http://x/a", "C05 an unclosed address"],
    ["background-image:image-set('http://x/a' 1x)", "C05 image-set"],
    ["list-style-image:url(x);cursor:url(x);content:url(x);filter:url(x)", "C05 everywhere an address may stand"],
    ["--x:url(http://x);color:var(--x)", "C05 custom properties"],
    ["color:env(x);width:attr(title)", "C05 functions that fetch values"],
    ["width:expression(hit(0));behavior:url(x)", "C05 the past"],
    ["width:calc(1px + 1px);width:min(1px)", "C05 functions in lengths"],
    ["color:rgb(1,2);color:rgb(a,b,c);color:rgb(1,2,3,4,5)", "colours that are none"],
    ["color:rgb((1),2,3);color:rgb(1,2,rgb(3))", "brackets inside brackets"],
    ["color:transparent;color:#fff0;color:rgba(0,0,0,.01)", "letters that cannot be seen"],
    ["font-family:'x\n;color:red'", "a string that ends at a line end"],
    ['font-family:"<img>";font-family:url(x)', "font names with markup or an address"],
    ["@import 'x';@media{a:b}", "rules"],
    ["animation:x 1s;transition:all 1s", "what moves"],
    ["__proto__:x;constructor:y;toString:z", "names of a prototype"],
    ["width:1__proto__;width:1constructor", "units of a prototype"],
    ["color:red}p{color:blue", "a bracket that would end a rule"],
  ];
  for (const [style, why] of dropped) it(`${why} goes: ${JSON.stringify(style)}`, () => assert.equal(css(style), ""));

  it("C05 nothing of a declaration reaches the output but what the rewriting wrote", () => {
    assert.equal(css("color:red;background:url(x;color:blue"), "color:red");
    assert.equal(css("font-family:'a;b\\'c';color:red"), "color:red");
    assert.equal(css("font-family:a\\;b;color:red"), "color:red");
  });

  it("C05 remote addresses are counted, others are not", () => {
    assert.equal(rewriteStyle("background:url(http://x/a),url('//x/b');cursor:url(cid:x)").remote, 2);
    assert.equal(rewriteStyle("background-image:image-set('https://x/a' 1x)").remote, 1);
    assert.equal(rewriteStyle("background:url(data:image/png;base64,AA)").remote, 0);
  });

  it("a style is read up to the limit", () => {
    const style = (length: number) => `color:red;${" ".repeat(length - 10)}`;
    const rewriter = new StyleRewriter();
    assert.equal(rewriter.rewrite(style(htmlLimits.style)).css, "color:red");
    assert.equal(rewriter.rewrite(style(htmlLimits.style + 1)).css, "");
  });
});

describe("text that a style hides", () => {
  const cases: [style: string, hidden: boolean, fontSize: string | undefined, visibility: string | undefined][] = [
    ["display:none", true, undefined, undefined],
    ["DISPLAY : NONE !important; display:block", true, undefined, undefined],
    ["display:none;display:block", false, undefined, undefined],
    ["opacity:0", true, undefined, undefined],
    ["opacity:5%", true, undefined, undefined],
    ["opacity:.5", false, undefined, undefined],
    ["max-height:0;overflow:hidden", true, undefined, undefined],
    ["max-height:0", false, undefined, undefined],
    ["max-width:0;overflow:hidden", false, undefined, undefined],
    ["visibility:hidden", false, undefined, "hidden"],
    ["visibility:visible", false, undefined, "visible"],
    ["font-size:0", false, "zero", undefined],
    ["font-size:2px", false, "zero", undefined],
    ["font-size:3px", false, "set", undefined],
    ["font-size:0%", false, "zero", undefined],
    ["font-size:80%", false, undefined, undefined],
    ["font-size:small", false, "set", undefined],
    ["font-size:larger", false, undefined, undefined],
    ["font:0/0 a", false, "zero", undefined],
    ["font:bold 12px a", false, "set", undefined],
  ];
  for (const [style, hidden, fontSize, visibility] of cases) {
    it(`is seen in ${style}`, () => {
      const found = rewriteStyle(style);
      assert.deepEqual([found.hidden, found.fontSize, found.visibility], [hidden, fontSize, visibility]);
      assert.doesNotMatch(found.css, /none|opacity|visibility|font-size:[0-2]\b/);
    });
  }
});
