import { useEngineQuery } from "../../../data/engine.js";
import { formatCounted, zoneOffsetMinutes } from "../../../lib/format.js";
import { navigate } from "../../../state/navigation.js";
import { usePreferences } from "../../../state/preferences.js";
import type { RetrievalRoute } from "../../../state/retrieval-route.js";
import { Button } from "../../../ui/Button.js";
import { ErrorPanel } from "../../../ui/ErrorPanel.js";
import { Segmented } from "../../../ui/Segmented.js";
import { Skeleton } from "../../../ui/Skeleton.js";
import text from "../../../ui/text.module.css";
import { useTold } from "../list/use-told.js";
import type { TabProps } from "../tabs.js";
import { JudgedControls } from "./JudgedControls.js";
import { JudgedPart } from "./JudgedPart.js";
import styles from "./quality.module.css";
import { SignsPart } from "./SignsPart.js";
import { VerdictsPart } from "./VerdictsPart.js";

const PARTS = [
  { id: "judged", label: "Judged", hint: "Precision, recall, nDCG, MRR and hits of what somebody judged" },
  { id: "verdicts", label: "Verdicts", hint: "What guardrails, evaluators and people said" },
  { id: "signs", label: "Signs of trouble", hint: "Retrievals that look wrong though nobody judged them" },
] as const;
type Part = (typeof PARTS)[number]["id"];

/** How good what was found is: as judged, as guardrails and evaluators say, and by signs of trouble. */
export function QualityTab({ route }: TabProps) {
  const zone = usePreferences((preferences) => preferences.zone);
  const question = { query: route.q, zoneOffsetMinutes: zoneOffsetMinutes(zone) };
  const measures = useEngineQuery(
    "quality.measures",
    { ...question, name: route.judgement ?? null, k: route.k ?? null },
    { keepPrevious: true },
  );
  const { data } = measures;
  useTold(
    measures.isPlaceholderData ? undefined : data,
    route.q,
    formatCounted(data?.overall.retrievals ?? 0, "retrieval"),
  );
  const change = (next: Partial<Omit<RetrievalRoute, "page">>, push = false) =>
    navigate({ ...route, ...next }, { replace: !push });
  // Without a judgement the signs say more than a page of dashes.
  const part: Part | null =
    PARTS.find(({ id }) => id === route.only)?.id ??
    (data === undefined ? null : data.name === null ? "signs" : "judged");
  return (
    <section className={styles.center} aria-label="Quality" aria-busy={measures.isFetching}>
      <div className={styles.toolbar}>
        <Segmented
          label="Parts of Quality"
          items={PARTS}
          value={part ?? []}
          onChange={(only) => change({ only, selected: undefined }, true)}
        />
        <span className={text.space} />
        {part === "judged" && data !== undefined ? (
          <JudgedControls route={route} answer={data} onChange={change} />
        ) : null}
      </div>
      {measures.isError && !measures.isFetching ? (
        <ErrorPanel
          title={
            measures.error.code === "QUERY_SYNTAX" ? "The search was not understood" : "Quality could not be measured"
          }
          failure={measures.error.toData()}
          onRetry={() => void measures.refetch()}
          actions={route.q === "" ? undefined : <Button onClick={() => change({ q: "" }, true)}>Clear search</Button>}
        />
      ) : part === null ? (
        <div className={styles.loading}>
          <Skeleton label="Loading the measures" rows={10} rowHeightPx={28} />
        </div>
      ) : part === "verdicts" ? (
        <VerdictsPart question={question} zone={zone} />
      ) : part === "signs" ? (
        <SignsPart route={route} question={question} zone={zone} onChange={change} />
      ) : data === undefined ? null : (
        <JudgedPart route={route} answer={data} zone={zone} onSigns={() => change({ only: "signs" }, true)} />
      )}
    </section>
  );
}
