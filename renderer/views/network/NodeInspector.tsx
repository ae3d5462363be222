import { useState } from "react";
import type { NetworkNode as AnsweredNode } from "../../../shared/contract/network.js";
import { useEngineQuery } from "../../data/engine.js";
import { formatNumber } from "../../lib/format.js";
import { linkTo } from "../../state/navigation.js";
import { traceRoute, tracesRoute } from "../../state/route.js";
import { Button } from "../../ui/Button.js";
import { IconButton } from "../../ui/IconButton.js";
import { Menu } from "../../ui/Menu.js";
import { ScrollBox } from "../../ui/ScrollBox.js";
import text from "../../ui/text.module.css";
import { Facts } from "./Facts.js";
import type { InspectorProps } from "./Inspector.js";
import styles from "./inspector.module.css";
import { InspectorHead } from "./InspectorHead.js";
import { MergeDialog } from "./MergeDialog.js";
import type { NetworkNode } from "./model.js";
import { Neighbours } from "./Neighbours.js";
import { NodeName } from "./PartName.js";
import { Reasons } from "./Reasons.js";
import { RenameDialog } from "./RenameDialog.js";
import { nodeSearch } from "./searches.js";
import { MOST_NODES } from "./use-network.js";
import { useRunsEvidence } from "./use-runs-evidence.js";
import { useChange } from "../../results/use-change.js";
import { NODE_WORDS } from "./words.js";

type NodeInspectorProps = Omit<InspectorProps, "selected"> & { readonly node: NetworkNode };

/** A node: its figures, why it is here, its names and neighbours, and what the user can make of it. */
export function NodeInspector({ node, route, network, totals, onSelectLine, onClose }: NodeInspectorProps) {
  const [dialog, setDialog] = useState<"rename" | "merge" | null>(null);
  const change = useChange();
  const details = useDetails(node, network);
  const words = NODE_WORDS[node.type];
  const split = (identity: string, name: string) =>
    change({ command: "network.split", identity }, `${name} is a node of its own`);
  const search = details === undefined ? null : nodeSearch(node.type, details.rawNames);
  useRunsEvidence(route.q, search);
  const names = details?.rawNames ?? [];
  return (
    <>
      <InspectorHead
        what={`${words.one[0]?.toUpperCase() ?? ""}${words.one.slice(1)}${node.inferred ? ", inferred" : ""}`}
        title={<NodeName type={node.type} name={node.name} />}
        onClose={onClose}
        actions={
          <>
            {search === null ? null : (
              <a {...linkTo(tracesRoute({ q: [route.q, search].filter((part) => part !== "").join(" ") }))}>
                Show its runs
              </a>
            )}
            <span className={text.space} />
            <Button onClick={() => setDialog("rename")}>Rename</Button>
            <Button onClick={() => setDialog("merge")}>Merge</Button>
            <Menu
              label="More"
              trigger={<IconButton icon="more" label="More" look="plain" />}
              items={[
                node.hidden
                  ? {
                      id: "show",
                      label: "Show it again",
                      onSelect: () => change({ command: "network.show", node: node.key }, `${node.name} is shown`),
                    }
                  : {
                      id: "hide",
                      label: "Hide it",
                      onSelect: () => change({ command: "network.hide", node: node.key }, `${node.name} is hidden`),
                    },
                {
                  id: "reset",
                  label: "Put it back where the data has it",
                  disabled: details?.edited !== true || names.length !== 1,
                  onSelect: () =>
                    change(
                      { command: "network.reset", identity: names[0]?.identity ?? node.key },
                      `${node.name} is where the data puts it`,
                    ),
                },
                {
                  id: "name",
                  label: "Give it back its own name",
                  disabled: details?.edited !== true,
                  onSelect: () =>
                    change({ command: "network.rename", node: node.key, name: null }, "The name is that of the data"),
                },
              ]}
            />
          </>
        }
      />
      <ScrollBox className={styles.body}>
        <Facts part={node} totals={totals} />
        <Reasons why={details?.why ?? []} />
        {names.length < 2 ? null : (
          <>
            <h3 className={styles.section}>Names that are this node</h3>
            <ul className={styles.names}>
              {names.map((raw) => (
                <li key={raw.identity}>
                  <span className={styles.rawName} dir="auto">
                    {raw.name}
                  </span>
                  <span className={styles.times}>{formatNumber(raw.count)}</span>
                  <Button look="quiet" onClick={() => split(raw.identity, raw.name)}>
                    Split off
                  </Button>
                </li>
              ))}
            </ul>
          </>
        )}
        <Neighbours node={node} all={network.all} onSelectLine={onSelectLine} />
        {details?.firstTrace == null ? null : (
          <p className={styles.example}>
            <a {...linkTo(traceRoute(details.firstTrace, { q: route.q, span: details.firstSpan ?? undefined }))}>
              Open the first span
            </a>
          </p>
        )}
      </ScrollBox>
      <RenameDialog open={dialog === "rename"} node={node} onClose={() => setDialog(null)} />
      <MergeDialog
        open={dialog === "merge"}
        node={node}
        candidates={network.all.nodes}
        onClose={() => setDialog(null)}
      />
    </>
  );
}

/** What an answer says of a node beyond its figures. A node of the second search alone is asked for there. */
function useDetails(node: NetworkNode, network: InspectorProps["network"]): AnsweredNode | undefined {
  const here = network.answer?.nodes.find((candidate) => candidate.key === node.key);
  const { other } = network;
  const there = useEngineQuery(
    "network.get",
    { ...network.question, query: other ?? "", open: [...network.question.open], limit: MOST_NODES },
    { enabled: here === undefined && other !== undefined },
  );
  return here ?? there.data?.nodes.find((candidate) => candidate.key === node.key);
}
