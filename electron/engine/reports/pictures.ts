import { AppError } from "../../../shared/contract/errors.js";
import { parsePlainSvg, type SvgElement } from "../incidents/plain-svg.js";
import type { Redactor } from "../redaction/redactor.js";

/** A drawing as a tree, looked through once more: the workspace may have been written by anybody. Null for what is no drawing. */
export function svgTree(markup: string): SvgElement | null {
  try {
    return parsePlainSvg(markup);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** Attributes with words that somebody wrote; all others are numbers and names of the drawing. */
const WORDS = new Set(["aria-label", "id"]);
/** What is read as one text, whatever it is cut into. */
const TEXTS = new Set(["text", "title", "desc"]);

/** The drawing without what must not leave: in its texts, as they read as a whole, and in what they are called. */
export function redactSvg(element: SvgElement, redactor: Redactor): SvgElement {
  const attributes = new Map(
    [...element.attributes].map(([name, value]) => [name, WORDS.has(name) ? redactor.text(value) : value]),
  );
  const children = element.children.map((child) =>
    typeof child === "string" ? redactor.text(child) : redactSvg(child, redactor),
  );
  const redacted = { name: element.name, attributes, children };
  if (!TEXTS.has(element.name)) return redacted;
  const whole = textOf(redacted);
  const safe = redactor.text(whole);
  return safe === whole ? redacted : { ...redacted, children: [safe] };
}

function textOf(element: SvgElement): string {
  return element.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}
