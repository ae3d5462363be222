import { createContext, use } from "react";
import type { Mark } from "../lib/marks.js";
import { findLetters, lettersBefore, textForm, type ShownWords, type TextForm } from "../lib/passage.js";
import type { Preview } from "./read-text.js";

/** A text as a part of the page shows it. */
export interface ShownText {
  readonly preview: Preview;
  /** Its escapes stand in it as in JSON: `\n`. */
  readonly escaped: boolean;
}

/** Names an element that shows a text; its hash is the value. */
export const TEXT_ATTRIBUTE = "data-text";
/** Names an element all of whose texts were read in one span: its trace, a slash, its id. */
export const SPAN_ATTRIBUTE = "data-span";

const shownTexts = new WeakMap<Element, ShownText>();

/** Told by what shows a text. */
export function showText(element: Element, text: ShownText): void {
  shownTexts.set(element, text);
}

/** The element that shows the text in which a node lies, with that text; null where it lies in none. */
export function textAround(node: Node | null): { readonly element: HTMLElement; readonly text: ShownText } | null {
  const element = (node instanceof Element ? node : node?.parentElement)?.closest<HTMLElement>(`[${TEXT_ATTRIBUTE}]`);
  if (element == null) return null;
  const text = shownTexts.get(element);
  return text === undefined ? null : { element, text };
}

/** The words of a note, known by their place in the whole text. */
export interface TextPassage {
  readonly offset: number;
  readonly quote: string;
}

interface ShownForm {
  readonly form: TextForm;
  /** The pieces of text on the page, and where each begins in their sum. */
  readonly nodes: readonly Text[];
  readonly starts: readonly number[];
}

/** The pieces of text that an element shows; the words of buttons are none of its text. */
function piecesOf(element: Element): TreeWalker {
  return document.createTreeWalker(element, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest("button") === null ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT,
  );
}

/** The first piece of text that an element shows. */
export function firstPiece(element: Element): Text | null {
  const walker = piecesOf(element);
  while (walker.nextNode()) if ((walker.currentNode as Text).data.trim() !== "") return walker.currentNode as Text;
  return null;
}

function shownForm(element: Element, escaped: boolean): ShownForm {
  const walker = piecesOf(element);
  const nodes: Text[] = [];
  const starts: number[] = [];
  let words = "";
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    nodes.push(node);
    starts.push(words.length);
    words += node.data;
  }
  return { form: textForm(words, escaped), nodes, starts };
}

/** Where passages of a text stand in an element that shows it; null for what it does not show. */
export function passageRanges(element: Element, text: ShownText, passages: readonly TextPassage[]): (Range | null)[] {
  const shown = shownForm(element, text.escaped);
  const json = text.preview.format === "json";
  const source = textForm(text.preview.text, json);
  return passages.map(({ offset, quote }) => {
    const found = findLetters(shown.form, textForm(quote, json).letters, lettersBefore(source, offset));
    return found === null ? null : rangeOf(shown, found);
  });
}

function rangeOf({ form, nodes, starts }: ShownForm, letters: Mark): Range | null {
  const from = placeOf(nodes, starts, form.at[letters.start] ?? 0);
  const to = placeOf(nodes, starts, form.at[letters.end - 1] ?? 0);
  if (from === null || to === null) return null;
  const range = document.createRange();
  range.setStart(from.node, from.offset);
  range.setEnd(to.node, Math.min(to.offset + 1, to.node.length));
  return range;
}

function placeOf(nodes: readonly Text[], starts: readonly number[], at: number): { node: Text; offset: number } | null {
  let index = starts.findLastIndex((start) => start <= at);
  while (index > 0 && (nodes[index]?.length ?? 0) === 0) index--;
  const node = nodes[index];
  return node === undefined ? null : { node, offset: at - (starts[index] ?? 0) };
}

/** What is chosen in a text, as it is shown. */
export interface ChosenWords extends ShownWords {
  readonly element: HTMLElement;
  readonly preview: Preview;
  readonly range: Range;
}

/** What the reader has selected, where it lies within one text; null where nothing is, or where it goes beyond. */
export function chosenWords(selection: Selection | null): ChosenWords | null {
  if (selection === null || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const start = textAround(range.startContainer);
  // A triple click ends at the beginning of what follows.
  const end = range.endOffset === 0 ? start : textAround(range.endContainer);
  if (start === null || end === null || start.element !== end.element) return null;
  const words = selection.toString();
  if (words.trim() === "") return null;
  const { element, text } = start;
  const shown = shownForm(element, text.escaped);
  const first = shown.nodes.findIndex((node) => node === range.startContainer || range.comparePoint(node, 0) >= 0);
  const within = shown.nodes[first] === range.startContainer ? range.startOffset : 0;
  const near = lettersBefore(shown.form, (shown.starts[first] ?? 0) + within);
  return { element, preview: text.preview, escaped: text.escaped, words, near, range };
}

/** What is said of the words of a text. */
export interface TextNotes {
  readonly passages: readonly TextPassage[];
  /** "2 notes on this text". */
  readonly words: string;
  /** Shows them beside an element. */
  readonly open: (beside: Element) => void;
}

/** Given by the app: what is said of a text, by its hash; null where nothing is. */
export const TextNotesContext = createContext<((hash: string) => TextNotes | null) | undefined>(undefined);

export function useTextNotes(hash: string | null): TextNotes | null {
  const of = use(TextNotesContext);
  return hash === null ? null : (of?.(hash) ?? null);
}
