import { useState } from "react";
import { formatNumber } from "../../lib/format.js";
import { linkTo } from "../../state/navigation.js";
import { tracesRoute } from "../../state/route.js";
import { ScrollBox } from "../../ui/ScrollBox.js";
import { Segmented } from "../../ui/Segmented.js";
import text from "../../ui/text.module.css";
import { Facts } from "./Facts.js";
import type { InspectorProps } from "./Inspector.js";
import styles from "./inspector.module.css";
import { InspectorHead } from "./InspectorHead.js";
import type { Line } from "./lines.js";
import { MessageList } from "./MessageList.js";
import { countOf } from "./model.js";
import { NodeName } from "./PartName.js";
import { Reasons } from "./Reasons.js";
import { lineSearch } from "./searches.js";
import { useRunsEvidence } from "./use-runs-evidence.js";
import { EDGE_WORDS } from "./words.js";

type LineInspectorProps = Omit<InspectorProps, "selected"> & { readonly line: Line };

const MOST = 200;

/** A line: its figures, why it is here, and everything that went over it. */
export function LineInspector({
  line,
  route,
  network,
  totals,
  onSelectNode,
  onSelectLine,
  onClose,
}: LineInspectorProps) {
  const [side, setSide] = useState<"first" | "second">(line.here === null ? "second" : "first");
  const [way, setWay] = useState<"there" | "back">("there");
  const nodeOf = (key: string) =>
    network.all.nodes.find((node) => node.key === key) ?? network.drawing.nodes.find((node) => node.key === key);
  const from = nodeOf(line.from);
  const to = nodeOf(line.to);
  const [only] = line.edges;
  const many = line.edges.length > 1;
  const search =
    many || only === undefined || from === undefined || to === undefined ? null : lineSearch(only, from, to);
  const edge = way === "back" && line.reply !== null ? line.reply : only;
  const compared = totals !== null;
  const query = compared && side === "second" ? (route.with ?? "") : route.q;
  useRunsEvidence(query, search);
  const why = many
    ? []
    : (network.answer?.edges.find((one) => one.from === line.from && one.to === line.to && one.type === line.type)
        ?.why ?? []);
  return (
    <>
      <InspectorHead
        what={many ? `${line.edges.length} lines` : "Line"}
        title={
          <>
            <End node={from} name={line.from} onSelect={onSelectNode} />
            <span className={styles.verb}>{EDGE_WORDS[line.type]}</span>
            <End node={to} name={line.to} onSelect={onSelectNode} />
          </>
        }
        onClose={onClose}
      />
      <ScrollBox className={styles.lineFacts}>
        <Facts part={line} totals={totals} />
        {many ? (
          <>
            <ul className={styles.neighbours}>
              {line.edges.slice(0, MOST).map((one) => {
                const single = network.all.lines.find(
                  (other) => other.from === one.from && other.to === one.to && other.type === one.type,
                );
                const far = nodeOf(one.from === line.from ? one.to : one.from);
                return single === undefined || far === undefined ? null : (
                  <li key={single.id}>
                    <button type="button" onClick={() => onSelectLine(single)}>
                      <NodeName type={far.type} name={far.name} />
                      <span className={styles.times}>{formatNumber(countOf(single))}</span>
                    </button>
                  </li>
                );
              })}
            </ul>
            {line.edges.length > MOST ? (
              <p className={styles.none}>and {formatNumber(line.edges.length - MOST)} more</p>
            ) : null}
          </>
        ) : (
          <Reasons why={why} />
        )}
      </ScrollBox>
      {many || edge === undefined ? null : (
        <>
          <div className={styles.messagesHead}>
            {compared ? (
              <Segmented
                label="Of which search"
                items={[
                  { id: "first", label: "First search" },
                  { id: "second", label: "Second search" },
                ]}
                value={side}
                onChange={setSide}
              />
            ) : null}
            {line.reply === null ? null : (
              <Segmented
                label="Which way"
                items={[
                  { id: "there", label: "Requests" },
                  { id: "back", label: "Replies" },
                ]}
                value={way}
                onChange={setWay}
              />
            )}
            <span className={text.space} />
            {search === null ? null : (
              <a {...linkTo(tracesRoute({ q: [query, search].filter((part) => part !== "").join(" ") }))}>
                Open as search
              </a>
            )}
          </div>
          <MessageList key={`${side} ${way}`} edge={edge} question={{ ...network.question, query }} />
        </>
      )}
    </>
  );
}

interface EndProps {
  readonly node:
    | { readonly key: string; readonly type: Parameters<typeof NodeName>[0]["type"]; readonly name: string }
    | undefined;
  readonly name: string;
  readonly onSelect: (key: string) => void;
}

function End({ node, name, onSelect }: EndProps) {
  return (
    <button type="button" className={styles.end} onClick={() => onSelect(node?.key ?? name)}>
      <NodeName type={node?.type ?? "tool"} name={node?.name ?? name} />
    </button>
  );
}
