import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "../../../shared/contract/errors.js";
import { PLAIN_SVG } from "../testing/made-incidents.js";
import { parsePlainSvg, svgMarkup, writeAnew } from "./plain-svg.js";
import { ATTRIBUTES, ELEMENTS } from "./svg-names.js";

/** What is kept of a drawing. */
const plainSvg = (svg: string): string => svgMarkup(parsePlainSvg(svg));
const HEAD = '<svg xmlns="http://www.w3.org/2000/svg">';
/** What is left of a piece of a drawing. */
const inside = (piece: string): string => plainSvg(`<svg>${piece}</svg>`).replace(HEAD, "").replace("</svg>", "");
/** What is left of an attribute of a shape: its value, or null. */
function kept(attribute: string): string | null {
  return /^<rect(?: [\w-]+="(.*)")?\/>$/.exec(inside(`<rect ${attribute}/>`))?.[1] ?? null;
}
function isRefused(svg: string): boolean {
  try {
    plainSvg(svg);
    return false;
  } catch (error) {
    if (error instanceof AppError && error.code === "INVALID_INPUT") return true;
    throw error;
  }
}

describe("a drawing", () => {
  it("of plain shapes and text stays as it is", () => {
    expect(plainSvg(PLAIN_SVG)).toBe(PLAIN_SVG);
    const shapes = [
      '<g transform="translate(1 2) scale(.5)"><path d="M1 2L3 4z" stroke="#123456" stroke-width="1.5" stroke-dasharray="2 3"/></g>',
      '<defs><clipPath id="a:1"><rect width="3" height="4"/></clipPath></defs><g clip-path="url(#a:1)"><circle cx="1" cy="2" r="3"/></g>',
      '<marker id="arrow" viewBox="0 0 8 8" refX="8" orient="auto"><path d="M0 0"/></marker><line x1="1" y1="1" x2="5" y2="5" marker-end="url(#arrow)"/>',
      '<text x="1" y="2" font-family="Roboto, \'Noto Sans\', sans-serif" font-size="12" text-anchor="middle">1 &lt; 2 &amp; “refund” <tspan dy="1em">é 漢</tspan></text>',
      '<rect style="fill: rgb(1 2 3 / 50%); stroke: color-mix(in srgb, #fff 50%, black)"/>',
      '<g role="img" aria-label="Timeline: javascript: is only a word (here)"><title>What</title></g>',
    ];
    for (const shape of shapes) expect(inside(shape)).toBe(shape);
  });

  it("is written once: what was looked through stays as it is", () => {
    const messy = `<?xml version="1.0"?><!-- made by hand --><svg:svg width='10' height='5'><![CDATA[a<b]]><a href="x"><text>gone</text></a></svg:svg>\n`;
    const once = plainSvg(messy);
    expect(once).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="5" viewBox="0 0 10 5">a&lt;b</svg>'.replace(
        "svg:",
        "",
      ),
    );
    expect(plainSvg(once)).toBe(once);
    expect(plainSvg("<svg><![CDATA[]]></svg>")).toBe(plainSvg("<svg/>"));
    const work = writeAnew(messy);
    for (let next = work.next(); ; next = work.next()) {
      if (next.done !== true) continue;
      expect(next.value).toBe(once);
      break;
    }
  });
});

describe("what could run or load", () => {
  it("is left out, with all that is in it", () => {
    const hostile = [
      "<script>alert(1)</script>",
      '<script xlink:href="https://evil.example/x.js"/>',
      "<svg:script>alert(1)</svg:script>",
      '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="alert(1)"/></body></foreignObject>',
      "<style>@import url(https://evil.example/a.css); rect { fill: url(https://evil.example/b) }</style>",
      '<image href="https://evil.example/pixel.png"/>',
      '<use href="https://evil.example/a.svg#x"/>',
      '<use href="#self"/>',
      '<a href="javascript:alert(1)"><text>click</text></a>',
      '<animate attributeName="href" to="javascript:alert(1)"/>',
      '<set attributeName="onclick" to="alert(1)"/>',
      '<feImage href="https://evil.example/a.png"/>',
      '<filter id="f"><feImage href="x"/></filter>',
      '<iframe src="https://evil.example/"/>',
      "<html:script>alert(1)</html:script>",
      "<ScRiPt>alert(1)</ScRiPt>",
    ];
    for (const piece of hostile) expect([piece, inside(`${piece}<rect/>`)]).toEqual([piece, "<rect/>"]);
  });

  it("goes from attributes, however it is written", () => {
    const hostile = [
      'onload="alert(1)"',
      'ONCLICK="alert(1)"',
      'href="https://evil.example/"',
      'xlink:href="javascript:alert(1)"',
      'src="https://evil.example/"',
      'class="x"',
      'xmlns:xlink="http://www.w3.org/1999/xlink"',
      'xml:base="https://evil.example/"',
      'fill="url(https://evil.example/a.svg#x)"',
      "fill=\"URL( '//evil.example/a' )\"",
      'fill="u\\72l(https://evil.example/)"',
      'fill="url(#a) url(https://evil.example/)"',
      'fill="url/**/(https://evil.example/)"',
      'fill="url&#x28;https://evil.example/)"',
      "fill=\"image-set('https://evil.example/' 1x)\"",
      "fill=\"src('https://evil.example/')\"",
      "clip-path=\"path('M0 0')\"",
      'style="background-image: url(https://evil.example/)"',
      'style="fill: url(https://evil.example/)"',
      'style="fill: expression(alert(1))"',
      'style="@import url(https://evil.example/)"',
      'style="-moz-binding: url(https://evil.example/)"',
      'style="behavior: url(x.htc)"',
    ];
    for (const attribute of hostile) expect([attribute, kept(attribute)]).toEqual([attribute, null]);
    expect(kept('style="fill: red; background: url(x); stroke: blue"')).toBe("fill: red; stroke: blue");
    expect(kept('fill="url(#gradient)"')).toBe("url(#gradient)");
  });

  it("can't be told by entities, and text can't become elements", () => {
    expect(inside("<text>&lt;script&gt;alert(1)&lt;/script&gt;</text>")).toBe(
      "<text>&lt;script&gt;alert(1)&lt;/script&gt;</text>",
    );
    expect(inside("<text>&#60;img src=x onerror=alert(1)&#x3e;</text>")).toBe(
      "<text>&lt;img src=x onerror=alert(1)&gt;</text>",
    );
    expect(inside('<g aria-label="&quot;/&gt;&lt;script&gt;"/>')).toBe('<g aria-label="&quot;/&gt;&lt;script&gt;"/>');
    expect(inside("<title><![CDATA[</title><script>alert(1)</script>]]></title>")).toBe(
      "<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;</title>",
    );
    expect(inside("<text>a\u0000b\u001B&#1;\uD800</text>")).toBe("<text>a\uFFFDb\uFFFD\uFFFD\uFFFD</text>");
  });
});

describe("what is no drawing", () => {
  it("is refused", () => {
    const refused = [
      "",
      "words",
      "<html/>",
      "<svg>",
      "<svg></g></svg>",
      "<svg><g></svg></g>",
      "<svg/><svg/>",
      "<svg/>words",
      "<svg><rect x=1/></svg>",
      "<svg><rect x</svg>",
      '<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>',
      "<svg>&unknown;</svg>",
      "<script/>",
      `${"<g>".repeat(3)}`,
      `<svg>${"<g>".repeat(200)}${"</g>".repeat(200)}</svg>`,
    ];
    for (const svg of refused) expect([svg.slice(0, 60), isRefused(svg)]).toEqual([svg.slice(0, 60), true]);
  });

  it("of any text is refused or comes out plain, and the same when it is looked through again", () => {
    const tags = ["<svg", "<g", "<script", "<rect", ">", "/>", "</svg>", "</g>", "</script>"];
    const attributes = [' onload="x"', " fill='red'", ' style="fill:url(x)"'];
    const others = ["<!--", "-->", "<![CDATA[", "]]>", "<?x", "?>", "&lt;", "&#x3c;", "&", "\"'", "text", "\n"];
    const piece = fc.constantFrom(...tags, ...attributes, ...others);
    const written = fc.array(piece, { maxLength: 12 }).map((pieces) => `<svg>${pieces.join("")}</svg>`);
    fc.assert(
      fc.property(written, (svg) => {
        let plain: string;
        try {
          plain = plainSvg(svg);
        } catch (error) {
          if (error instanceof AppError) return;
          throw error;
        }
        for (const [, name = ""] of plain.matchAll(/<\/?([^\s/>]*)/g)) expect(ELEMENTS.has(name)).toBe(true);
        for (const [, name = ""] of plain.matchAll(/ ([\w:-]+)="[^"]*"/g)) {
          expect(name === "xmlns" || name === "style" || ATTRIBUTES.has(name)).toBe(true);
        }
        expect(plainSvg(plain)).toBe(plain);
      }),
      { numRuns: 500 },
    );
  });
});
