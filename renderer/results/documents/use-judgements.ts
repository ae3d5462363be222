import { useCallback, useMemo } from "react";
import type { DocumentJudgement, JudgementName } from "../../../shared/contract/annotations.js";
import type { SpanId, TraceId } from "../../../shared/model/ids.js";
import { useEngineQueries } from "../../data/engine.js";
import { useChange } from "../use-change.js";
import type { DocumentPlace } from "./document-model.js";

export interface Judgements {
  readonly of: (place: DocumentPlace | null) => readonly DocumentJudgement[];
  readonly judge: (place: DocumentPlace, name: JudgementName, score: 0 | 1 | null) => void;
}

const NONE: readonly DocumentJudgement[] = [];

/** What was said of the documents of some spans of a trace, and how the reader says more. */
export function useJudgements(traceId: string, spanIds: readonly string[]): Judgements {
  const key = spanIds.join("\n");
  const ids = useMemo(() => [...new Set(key.split("\n").filter((id) => id !== ""))], [key]);
  const inputs = useMemo(
    () => ids.map((spanId) => ({ traceId: traceId as TraceId, spanId: spanId as SpanId })),
    [traceId, ids],
  );
  const answers = useEngineQueries("judgement.list", inputs);
  const change = useChange();
  const judge = useCallback(
    ({ spanId, position }: DocumentPlace, name: JudgementName, score: 0 | 1 | null) =>
      change(
        { command: "judgement.set", traceId: traceId as TraceId, spanId: spanId as SpanId, position, name, score },
        score === null ? "The judgement is taken back" : "The document is judged",
      ),
    [change, traceId],
  );
  const of = (place: DocumentPlace | null): readonly DocumentJudgement[] => {
    if (place === null) return NONE;
    const list = answers[ids.indexOf(place.spanId)]?.data;
    return list?.filter(({ position }) => position === place.position) ?? NONE;
  };
  return { of, judge };
}
