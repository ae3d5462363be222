import { useCallback, useMemo } from "react";
import type { Annotation } from "../../../shared/contract/annotations.js";
import type { SpanId, TraceId } from "../../../shared/model/ids.js";
import type { AnnotationAbout, Judgement } from "../../../shared/model/own-annotation.js";
import { useAnnotate } from "../../annotations/use-annotate.js";
import { useEngineQueries } from "../../data/engine.js";
import type { DocumentPlace } from "./document-model.js";

/** A document as something is said of it. */
export type AboutDocument = Extract<AnnotationAbout, { readonly target: "document" }>;

export interface Judgements {
  readonly aboutOf: (place: DocumentPlace) => AboutDocument;
  readonly of: (place: DocumentPlace | null) => readonly Annotation[];
  readonly judge: (place: DocumentPlace, name: Judgement, score: 0 | 1 | null) => void;
}

const NONE: readonly Annotation[] = [];

/** What is said of the documents of some spans of a trace, and how the reader says more. */
export function useJudgements(traceId: string, spanIds: readonly string[]): Judgements {
  const key = spanIds.join("\n");
  const ids = useMemo(() => [...new Set(key.split("\n").filter((id) => id !== ""))], [key]);
  const inputs = useMemo(
    () => ids.map((spanId) => ({ about: { target: "span" as const, traceId, spanId } })),
    [traceId, ids],
  );
  const answers = useEngineQueries("annotation.list", inputs);
  const { say, takeBack } = useAnnotate();
  const aboutOf = useCallback(
    ({ spanId, position }: DocumentPlace): AboutDocument => ({
      target: "document",
      traceId: traceId as TraceId,
      spanId: spanId as SpanId,
      position,
    }),
    [traceId],
  );
  const of = (place: DocumentPlace | null): readonly Annotation[] => {
    if (place === null) return NONE;
    const list = answers[ids.indexOf(place.spanId)]?.data?.annotations;
    return (
      list?.filter(
        ({ target, spanId, position }) =>
          target === "document" && spanId === place.spanId && position === place.position,
      ) ?? NONE
    );
  };
  const judge = (place: DocumentPlace, name: Judgement, score: 0 | 1 | null): void => {
    if (score !== null) {
      void say(aboutOf(place), { kind: "judgement", name, score });
      return;
    }
    const given = of(place).find((one) => one.source === null && one.kind === "judgement" && one.name === name);
    if (given !== undefined) void takeBack(given, "Judgement");
  };
  return { aboutOf, of, judge };
}
