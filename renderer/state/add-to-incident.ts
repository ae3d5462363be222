import { useLayoutEffect, useRef, type ReactElement } from "react";
import { create } from "zustand";
import type { PictureView } from "../../shared/model/incident.js";

interface SpanRef {
  readonly traceId: string;
  readonly spanId: string;
}

/** What can be added to an incident, named by what it is in the data, or drawn. */
export type WhatToAdd =
  | { readonly type: "spans"; readonly spans: readonly SpanRef[] }
  | { readonly type: "traces"; readonly traceIds: readonly string[] }
  | {
      readonly type: "search";
      readonly unit: "spans" | "traces" | "conversations";
      readonly query: string;
      /** What it is called, where the query says little. */
      readonly title?: string;
    }
  /** Words that are selected in a text of a span. */
  | ({ readonly type: "text"; readonly quote: string } & SpanRef)
  | ({ readonly type: "retrieval" } & SpanRef)
  | { readonly type: "comparison"; readonly left: string; readonly right: string }
  /** Spans that no search names: they are kept as a list first. */
  | { readonly type: "selection"; readonly title: string; readonly save: () => Promise<{ readonly query: string }> }
  | {
      readonly type: "picture";
      readonly view: PictureView;
      /** Its heading. */
      readonly title: string;
      readonly traceId: string | null;
      /** An `svg` element of plain shapes, with its size; null where there is nothing to draw. */
      readonly draw: () => ReactElement | null;
    };

/** One line of the dialog that asks what to add. */
export interface EvidenceOffer {
  /** Tells the offers of one moment apart. */
  readonly id: string;
  /** What it is: "Span", "Picture of the graph". */
  readonly label: string;
  /** Which one: the name of the span, the words of the search. */
  readonly detail: string;
  readonly what: WhatToAdd;
  /** 0 for what is selected, 1 for what is shown, 2 for what that is part of: in this order they are offered. */
  readonly rank: 0 | 1 | 2;
}

/** What a mounted part of the page has to offer, asked when the dialog opens. */
type Source = () => readonly EvidenceOffer[];

interface AddState {
  readonly sources: readonly Source[];
  /** What the open dialog offers; null while it is closed. */
  readonly asked: readonly EvidenceOffer[] | null;
}

export const useAddToIncident = create<AddState>(() => ({ sources: [], asked: null }));

/** Offers evidence for as long as the component is mounted; asked only when the reader wants to add something. */
export function useEvidence(source: Source): void {
  const latest = useRef(source);
  useLayoutEffect(() => {
    latest.current = source;
  });
  useLayoutEffect(() => {
    const own: Source = () => latest.current();
    useAddToIncident.setState(({ sources }) => ({ sources: [...sources, own] }));
    return () => useAddToIncident.setState(({ sources }) => ({ sources: sources.filter((other) => other !== own) }));
  }, []);
}

/** Opens the dialog with what the parts on the screen offer: what is selected first. */
export function askForEvidence(): void {
  const { sources } = useAddToIncident.getState();
  useAddToIncident.setState({ asked: sources.flatMap((source) => source()).sort((a, b) => a.rank - b.rank) });
}

const LABELS: Readonly<Record<WhatToAdd["type"], string>> = {
  spans: "Span",
  traces: "Trace",
  search: "Search",
  text: "Quote",
  retrieval: "Retrieval",
  comparison: "Comparison",
  selection: "Selection",
  picture: "Picture",
};

/** Opens the dialog for one thing. */
export function addToIncident(what: WhatToAdd, detail = detailOf(what)): void {
  useAddToIncident.setState({ asked: [{ id: "asked", label: labelOf(what), detail, what, rank: 0 }] });
}

export function closeAddToIncident(): void {
  useAddToIncident.setState({ asked: null });
}

function labelOf(what: WhatToAdd): string {
  if (what.type === "spans" && what.spans.length > 1) return `${what.spans.length} spans`;
  if (what.type === "traces" && what.traceIds.length > 1) return `${what.traceIds.length} traces`;
  return LABELS[what.type];
}

function detailOf(what: WhatToAdd): string {
  switch (what.type) {
    case "search":
      return what.query === "" ? `all ${what.unit}` : what.query;
    case "text":
      return what.quote;
    case "picture":
      return what.title;
    case "spans":
    case "traces":
    case "retrieval":
    case "comparison":
    case "selection":
      return "";
  }
}
