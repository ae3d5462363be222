import type { SpanId, TextHash, TraceId } from "../../../shared/model/ids.js";
import { QUOTE_LENGTH } from "../../../shared/model/own-annotation.js";
import { passageOf } from "../../lib/passage.js";
import type { ReadText } from "../../ui/read-text.js";
import { SPAN_ATTRIBUTE, type ChosenWords } from "../../ui/text-places.js";
import type { AboutWords } from "./use-passages.js";

const SLICE = 1_000_000;

/** The span in which a part of the page was read; null where none is named around it. */
export function spanAround(element: Element): { readonly traceId: TraceId; readonly spanId: SpanId } | null {
  const name = element.closest(`[${SPAN_ATTRIBUTE}]`)?.getAttribute(SPAN_ATTRIBUTE) ?? "";
  const cut = name.indexOf("/");
  return cut <= 0 ? null : { traceId: name.slice(0, cut) as TraceId, spanId: name.slice(cut + 1) as SpanId };
}

/** Where the chosen words stand in their text, which is read whole where only its beginning is here; or why that can't be told. */
export async function findWords(chosen: ChosenWords, read: ReadText | undefined): Promise<AboutWords | string> {
  const { preview, element } = chosen;
  const span = spanAround(element);
  if (span === null || preview.hash === null) return "It is not known in which span this text was read.";
  let whole = preview.text;
  while (whole.length < preview.length && read !== undefined) {
    const slice = await read(preview.hash, whole.length, SLICE);
    if (slice === "") break;
    whole += slice;
  }
  const passage = passageOf(whole, preview.format === "json", chosen);
  if (passage === null) return "The words were not found in the text as it was recorded.";
  if (passage.quote.length > QUOTE_LENGTH)
    return `A passage may have up to ${QUOTE_LENGTH.toLocaleString("en")} characters.`;
  return { target: "text", ...span, hash: preview.hash as TextHash, offset: passage.start, quote: passage.quote };
}
