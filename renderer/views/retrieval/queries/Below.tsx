import { useState, type ComponentType } from "react";
import type { RetrievalFunnel } from "../../../../shared/contract/retrieval.js";
import { formatCounted, formatNumber } from "../../../lib/format.js";
import { Later, useLater } from "../../../lib/later.js";
import { navigate } from "../../../state/navigation.js";
import type { RetrievalRoute } from "../../../state/retrieval-route.js";
import { IconButton } from "../../../ui/IconButton.js";
import { ScrollBox } from "../../../ui/ScrollBox.js";
import { Segmented } from "../../../ui/Segmented.js";
import { Splitter } from "../../../ui/Splitter.js";
import text from "../../../ui/text.module.css";
import type { MapPaneProps } from "../map/MapPane.js";
import styles from "./queries.module.css";
import { SentenceList } from "./SentenceList.js";

const MAP = new Later<ComponentType<MapPaneProps>>(async () => (await import("../map/MapPane.js")).MapPane);

interface BelowProps {
  readonly route: RetrievalRoute;
  readonly span: string | undefined;
  readonly funnel: RetrievalFunnel;
  readonly selected: number | null;
  readonly onSelect: (document: number) => void;
}

const FOLDED_PX = 36;
const HEIGHT_PX = { initial: 300, max: 700 } as const;
/** The part of a short window that it takes at first. */
const SHARE = { answer: 0.28, map: 0.42 } as const;

/** What stands under the funnel: the answer, or the map around the query. It folds away. */
export function Below({ route, span, funnel, selected, onSelect }: BelowProps) {
  const [chosenPx, setChosenPx] = useState<number | null>(null);
  const [folded, setFolded] = useState(false);
  const { below } = route;
  const usualPx = Math.round(
    Math.min(below === "map" ? HEIGHT_PX.max : HEIGHT_PX.initial, window.innerHeight * SHARE[below]),
  );
  const heightPx = folded ? FOLDED_PX : (chosenPx ?? usualPx);
  return (
    <>
      <Splitter
        label="Height of what is below the funnel"
        orientation="horizontal"
        value={heightPx}
        min={FOLDED_PX}
        max={HEIGHT_PX.max}
        initial={usualPx}
        after
        onChange={(px) => {
          setFolded(px <= FOLDED_PX);
          if (px > FOLDED_PX) setChosenPx(px);
        }}
      />
      <section
        className={styles.lower}
        style={{ flexBasis: heightPx }}
        aria-label={below === "map" ? "Map around the query" : "Answer"}
      >
        <header className={styles.lowerHead}>
          <Segmented
            label="Below the funnel"
            items={[
              { id: "answer", label: "Answer" },
              { id: "map", label: "Map" },
            ]}
            value={below}
            onChange={(next) => {
              setFolded(false);
              setChosenPx(null);
              navigate({ ...route, below: next }, { replace: true });
            }}
          />
          {below === "answer" ? <span className={styles.words}>{answerWords(funnel)}</span> : null}
          <span className={text.space} />
          <IconButton
            icon={folded ? "chevron-up" : "chevron-down"}
            label={folded ? "Unfold" : "Fold away"}
            size="small"
            aria-expanded={!folded}
            onClick={() => setFolded(!folded)}
          />
        </header>
        {folded ? null : below === "map" ? (
          <LoadedMap route={route} span={span} />
        ) : (
          <ScrollBox className={styles.lowerBody} role="group" aria-label="Sentences of the answer">
            <SentenceList funnel={funnel} selected={selected} onSelect={onSelect} />
          </ScrollBox>
        )}
      </section>
    </>
  );
}

function LoadedMap({ route, span }: MapPaneProps) {
  const Map = useLater<ComponentType<MapPaneProps>>(MAP);
  return Map === null ? null : <ShownMap Map={Map} route={route} span={span} />;
}

function ShownMap({ Map, route, span }: { readonly Map: ComponentType<MapPaneProps> } & MapPaneProps) {
  return <Map route={route} span={span} />;
}

function answerWords({ answer, totalSentences }: RetrievalFunnel): string {
  if (answer.length === 0) return "";
  const supported = answer.filter(({ support }) => support.length > 0).length;
  return `${formatNumber(supported)} of ${formatCounted(totalSentences, "sentence")} ${supported === 1 ? "shares" : "share"} wording with a document: evidence, not proof`;
}
