import { type SvgElement, svgMarkup } from "../../incidents/plain-svg.js";

/**
 * The design's colours as pictures have them, by the property of the report's style that is the same in both themes. A picture of
 * these alone is shown in the reader's theme; one with others stays on paper, as it was taken.
 */
const TOKENS: Readonly<Record<string, string>> = {
  "#ffffff": "var(--surface)",
  "#f6f7f8": "var(--sunken)",
  "#e8eaed": "var(--chip)",
  "#e6e8eb": "var(--line)",
  "#d3d7dd": "var(--line-strong)",
  "#15181e": "var(--text)",
  "#4a515d": "var(--text-2)",
  "#636a77": "var(--text-3)",
  "#c8242c": "var(--error)",
  "#b9c0cb": "var(--data)",
  "#6653b8": "var(--agent)",
  "#2a8dc8": "var(--llm)",
  "#d06708": "var(--tool)",
  "#006258": "var(--retriever)",
  "#256a00": "var(--rank)",
  "#a7347b": "var(--memory)",
  "#8c914a": "var(--guard)",
  "#7b8089": "var(--chain)",
};
const COLOURS = new Set(["fill", "stroke", "stop-color", "color"]);
const NO_COLOUR = /^(?:none|transparent|currentcolor|inherit|url\(#[^)]*\))$/i;

/**
 * A kept drawing for the page: without styles of its own, which the page does not allow, and with names that no other drawing of
 * the page has. `label` is what a screen reader says.
 */
export function pictureSvg(drawing: SvgElement, number: number, label: string): { markup: string; isThemed: boolean } {
  const isThemed = coloursOf(drawing).every(
    (colour) => NO_COLOUR.test(colour) || TOKENS[colour.toLowerCase()] !== undefined,
  );
  const root = forPage(drawing, `p${number}-`, isThemed);
  const attributes = new Map(root.attributes).set("role", "img").set("aria-label", label);
  attributes.delete("xmlns");
  return { markup: svgMarkup({ ...root, attributes }), isThemed };
}

/** The drawing for a file of its own. */
export function pictureFile(drawing: SvgElement): string {
  const attributes = new Map(drawing.attributes).set("xmlns", "http://www.w3.org/2000/svg");
  return `${svgMarkup({ ...drawing, attributes })}\n`;
}

function coloursOf(element: SvgElement): string[] {
  const own = [...plainAttributes(element)].filter(([name]) => COLOURS.has(name)).map(([, value]) => value);
  return [...own, ...element.children.flatMap((child) => (typeof child === "string" ? [] : coloursOf(child)))];
}

function forPage(element: SvgElement, prefix: string, isThemed: boolean): SvgElement {
  const attributes = new Map<string, string>();
  for (const [name, value] of plainAttributes(element)) {
    const named = name === "id" ? prefix + value : value.replaceAll(/url\((["']?)#/g, `url($1#${prefix}`);
    attributes.set(name, isThemed && COLOURS.has(name) ? (TOKENS[value.toLowerCase()] ?? named) : named);
  }
  return {
    name: element.name,
    attributes,
    children: element.children.map((child) => (typeof child === "string" ? child : forPage(child, prefix, isThemed))),
  };
}

/** Attributes with what a `style` says put among them: all that it may say is an attribute, too. */
function plainAttributes(element: SvgElement): Map<string, string> {
  const attributes = new Map(element.attributes);
  const style = attributes.get("style");
  attributes.delete("style");
  for (const declaration of style?.split(";") ?? []) {
    const colon = declaration.indexOf(":");
    if (colon > 0) attributes.set(declaration.slice(0, colon).trim(), declaration.slice(colon + 1).trim());
  }
  return attributes;
}
