import { AppError } from "../../../shared/contract/errors.js";
import { ATTRIBUTES, ELEMENTS, FUNCTIONS, STYLE_PROPERTIES, WORDS } from "./svg-names.js";
import { xmlParts } from "./xml-parts.js";

/** An element of a drawing. Names are of the allow-list, values plain; text is as it means, not escaped. */
export interface SvgElement {
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: (SvgElement | string)[];
}

/** Pieces of a drawing between which others may get their turn. */
const PIECES_AT_ONCE = 200;
/** Drawings of ours are a handful deep; a program that goes down for each level must come up again. */
const MOST_DEPTH = 100;
const NAMESPACE = "http://www.w3.org/2000/svg";

/**
 * A drawing as a tree of what it may be made of: shapes and text, their sizes and colours. Scripts, foreign content, styles, images,
 * animations, handlers of events, links and all that would load from elsewhere are left out, so that it is harmless wherever it is
 * shown, inside a page too. Throws INVALID_INPUT for what is no drawing.
 */
export function parsePlainSvg(svg: string): SvgElement {
  const work = parse(svg);
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
  }
}

export function svgMarkup(element: SvgElement): string {
  return [...markupOf(element)].join("");
}

/** The same, written, bit by bit: a large drawing takes a tenth of a second a megabyte. Throws INVALID_INPUT for what is no drawing. */
export function* writeAnew(svg: string): Generator<void, string> {
  const pieces: string[] = [];
  for (const piece of markupOf(yield* parse(svg))) {
    if (pieces.push(piece) % PIECES_AT_ONCE === 0) yield;
  }
  return pieces.join("");
}

function* parse(svg: string): Generator<void, SvgElement> {
  try {
    return yield* plainRoot(svg);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new AppError("INVALID_INPUT", "The picture is no SVG drawing that can be kept.", { cause: error });
  }
}

function* markupOf({ name, attributes, children }: SvgElement): Generator<string, void> {
  const own = [...attributes].map(([key, value]) => ` ${key}="${escaped(value)}"`).join("");
  if (children.length === 0) {
    yield `<${name}${own}/>`;
    return;
  }
  yield `<${name}${own}>`;
  for (const child of children) {
    if (typeof child === "string") yield escaped(child);
    else yield* markupOf(child);
  }
  yield `</${name}>`;
}

function* plainRoot(svg: string): Generator<void, SvgElement> {
  let root: SvgElement | null = null;
  /** What is open, by its name; `kept` is null for what is left out, with all in it. */
  const open: { readonly name: string; readonly kept: SvgElement | null }[] = [];
  let parts = 0;
  for (const part of xmlParts(svg)) {
    if (++parts % PIECES_AT_ONCE === 0) yield;
    const parent = open.at(-1);
    if (part.type === "text") {
      if (parent === undefined && part.text.trim() !== "") throw new SyntaxError("Text stands outside of the drawing.");
      if (part.text !== "") parent?.kept?.children.push(part.text);
    } else if (part.type === "close") {
      if (open.pop()?.name !== part.name) throw new SyntaxError(`The end of ${part.name} has no beginning.`);
    } else {
      if (open.length >= MOST_DEPTH) throw new SyntaxError("The drawing is too deep.");
      const kept = parent?.kept === null ? null : plainElement(part.name, part.attributes);
      if (parent === undefined) {
        if (root !== null || kept?.name !== "svg") throw new SyntaxError("The root is not one svg element.");
        root = { ...kept, attributes: rootAttributes(kept.attributes) };
      } else if (kept !== null) {
        parent.kept?.children.push(kept);
      }
      if (!part.closed) open.push({ name: part.name, kept: parent === undefined ? root : kept });
    }
  }
  if (root === null || open.length > 0) throw new SyntaxError("The drawing ends too early.");
  return root;
}

function plainElement(fullName: string, attributes: readonly (readonly [string, string])[]): SvgElement | null {
  // Some programs write `svg:rect`; other prefixes are of other languages.
  const name = fullName.startsWith("svg:") ? fullName.slice(4) : fullName;
  if (!ELEMENTS.has(name)) return null;
  const kept = new Map<string, string>();
  for (const [key, value] of attributes) {
    const plain = attributeValue(key, value);
    if (plain !== null) kept.set(key, plain);
  }
  return { name, attributes: kept, children: [] };
}

/** With what a drawing needs to stand for itself, and to be shown at another size. */
function rootAttributes(attributes: ReadonlyMap<string, string>): Map<string, string> {
  const [width, height] = [Number(attributes.get("width")), Number(attributes.get("height"))];
  const all = new Map([["xmlns", NAMESPACE], ...attributes]);
  if (!all.has("viewBox") && width > 0 && height > 0) all.set("viewBox", `0 0 ${width} ${height}`);
  return all;
}

/** The value that an attribute keeps; null: it goes. */
function attributeValue(name: string, value: string): string | null {
  if (WORDS.has(name)) return value;
  if (name === "style") return styleOf(value);
  return ATTRIBUTES.has(name) && isPlain(value) ? value : null;
}

function styleOf(style: string): string | null {
  const kept = style.split(";").filter((declaration) => {
    const colon = declaration.indexOf(":");
    const property = declaration.slice(0, colon).trim().toLowerCase();
    return colon > 0 && STYLE_PROPERTIES.has(property) && isPlain(declaration.slice(colon + 1));
  });
  return kept.length === 0 ? null : kept.map((declaration) => declaration.trim()).join("; ");
}

/** No escape or comment that hides a name, and no function but those that compute, or name a part of the same drawing. */
function isPlain(value: string): boolean {
  // The usual case: numbers, names, colours.
  if (/^[\w#.,% +-]*$/.test(value)) return true;
  if (/[\\<>{}@]|\/\*/.test(value)) return false;
  const rest = value.replaceAll(/\burl\(\s*(["']?)#[\w.:-]+\1\s*\)/gi, "");
  return [...rest.matchAll(/([\w-]*)\s*\(/g)].every(
    ([, name = ""]) => name === "" || FUNCTIONS.has(name.toLowerCase()),
  );
}

/** Characters that XML does not have show as unknown ones. */
function escaped(text: string): string {
  // The usual case, without a look at each character.
  if (/^[ !#-%'-;=?-~]*$/.test(text)) return text;
  return text
    .toWellFormed()
    .replaceAll(/[^\P{Cc}\t\n\r]/gu, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
