import { AppError } from "../../../shared/contract/errors.js";
import { parsePlainSvg, type SvgElement } from "../incidents/plain-svg.js";
import type { Redactor } from "../redaction/redactor.js";
import type { Steps } from "../redaction/steps.js";

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
export function* redactSvg(element: SvgElement, redactor: Redactor): Steps<SvgElement> {
  const attributes = new Map<string, string>();
  for (const [name, value] of element.attributes) {
    attributes.set(name, WORDS.has(name) ? yield* redactor.textInSteps(value) : value);
  }
  const children: (SvgElement | string)[] = [];
  for (const child of element.children) {
    yield;
    children.push(typeof child === "string" ? yield* redactor.textInSteps(child) : yield* redactSvg(child, redactor));
  }
  const redacted = { name: element.name, attributes, children };
  if (!TEXTS.has(element.name)) return redacted;
  const whole = textOf(redacted);
  const safe = yield* redactor.textInSteps(whole);
  return safe === whole ? redacted : { ...redacted, children: [safe] };
}

function textOf(element: SvgElement): string {
  return element.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}
