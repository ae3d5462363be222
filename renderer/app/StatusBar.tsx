import type { WorkspaceInfo } from "../../shared/contract/workspace.js";
import { formatBytes, formatCounted, formatShare } from "../lib/format.js";
import { runCommand, chordFor, type CommandId } from "../state/commands.js";
import { useDerivation } from "../state/derivation.js";
import { shareDone, useImport } from "../state/imports.js";
import { useStatus } from "../state/status.js";
import { IconButton } from "../ui/IconButton.js";
import { Kbd } from "../ui/Kbd.js";
import { Progress } from "../ui/Progress.js";
import { Spinner } from "../ui/Spinner.js";
import type { ViewPage } from "../views/registry.js";
import styles from "./StatusBar.module.css";

const KEYS: Readonly<Record<ViewPage, readonly { readonly ids: readonly CommandId[]; readonly label: string }[]>> = {
  traces: [
    { ids: ["row-next", "row-previous"], label: "rows" },
    { ids: ["row-open"], label: "open" },
    { ids: ["help"], label: "keys" },
  ],
  trace: [
    { ids: ["next-error"], label: "next error" },
    { ids: ["note"], label: "note" },
    { ids: ["help"], label: "keys" },
  ],
  spans: [
    { ids: ["row-next", "row-previous"], label: "rows" },
    { ids: ["row-open"], label: "open" },
    { ids: ["help"], label: "keys" },
  ],
  conversations: [
    { ids: ["row-next", "row-previous"], label: "rows" },
    { ids: ["row-open"], label: "open" },
    { ids: ["help"], label: "keys" },
  ],
  conversation: [
    { ids: ["row-next", "row-previous"], label: "entries" },
    { ids: ["open-span"], label: "span" },
    { ids: ["help"], label: "keys" },
  ],
  compare: [
    { ids: ["difference-previous", "difference-next"], label: "differences" },
    { ids: ["compare-swap"], label: "swap" },
    { ids: ["help"], label: "keys" },
  ],
  network: [
    { ids: ["fit"], label: "fit" },
    { ids: ["zoom-in", "zoom-out"], label: "zoom" },
    { ids: ["help"], label: "keys" },
  ],
  retrieval: [
    { ids: ["row-next", "row-previous"], label: "rows" },
    { ids: ["row-open"], label: "open" },
    { ids: ["document-previous", "document-next"], label: "documents" },
    { ids: ["help"], label: "keys" },
  ],
  incidents: [
    { ids: ["add-to-incident"], label: "adds the selection from any view" },
    { ids: ["item-up", "item-down"], label: "move" },
    { ids: ["help"], label: "keys" },
  ],
  sql: [
    { ids: ["row-next", "row-previous"], label: "rows" },
    { ids: ["row-open"], label: "open" },
    { ids: ["help"], label: "keys" },
  ],
  sources: [
    { ids: ["open-files"], label: "open files" },
    { ids: ["help"], label: "keys" },
  ],
  settings: [
    { ids: ["palette"], label: "commands" },
    { ids: ["help"], label: "keys" },
  ],
};

/** The pages that are answers to the search. */
const ANSWERS: ReadonlySet<ViewPage> = new Set(["traces", "spans", "conversations", "network", "retrieval"]);

/** The workspace and its counts at the left; the last query's time and the keys of this view at the right. */
export function StatusBar({
  page,
  info,
}: {
  readonly page: ViewPage | null;
  readonly info: WorkspaceInfo | undefined;
}) {
  const lastQuery = useStatus((status) => status.lastQuery);
  return (
    <footer className={styles.status}>
      {info === undefined ? null : (
        <>
          <b title={formatBytes(info.sizeBytes)}>{info.name}</b>
          <ImportStatus page={page} />
          <DerivationStatus />
          {info.sources === 0 ? null : (
            <>
              <span>{formatCounted(info.sources, "source")}</span>
              <span>{formatCounted(info.traces, "trace")}</span>
              <span>{formatCounted(info.spans, "span")}</span>
            </>
          )}
          {info.readOnly === null ? null : <span>read only</span>}
        </>
      )}
      <span className={styles.space} />
      {lastQuery === null || page === null || !ANSWERS.has(page) ? null : (
        <span>
          <b>{Math.max(1, Math.round(lastQuery.ms))}&nbsp;ms</b> {lastQuery.what}
        </span>
      )}
      {page === null
        ? null
        : KEYS[page].map((key) => (
            <span key={key.label} className={styles.key}>
              {key.ids.map((id) => (
                <Kbd key={id} chord={chordFor(id) ?? ""} />
              ))}
              {key.label}
            </span>
          ))}
      <IconButton
        icon="theme"
        label="Switch between light and dark"
        size="small"
        tooltipSide="top"
        onClick={() => runCommand("switch-theme")}
      />
    </footer>
  );
}

function DerivationStatus() {
  const current = useDerivation((state) => state.current);
  if (current === null) return null;
  const share = current.spansTotal === 0 ? null : current.spansDone / current.spansTotal;
  return (
    <>
      <span className={styles.key}>
        <Spinner small />
        deriving again{share === null ? "" : `, ${formatShare(share)}`}
      </span>
      <span className={styles.progress}>
        <Progress label="Derivation" value={share} />
      </span>
    </>
  );
}

function ImportStatus({ page }: { readonly page: ViewPage | null }) {
  const current = useImport((state) => state.current);
  if (current === null || current.status !== "running") return null;
  const share = shareDone(current);
  const spans = current.files.reduce((sum, file) => sum + file.spans, 0);
  return (
    <>
      <span className={styles.key}>
        <Spinner small />
        importing{share === null ? "" : `, ${formatShare(share)}`}
      </span>
      <span>{formatCounted(spans, "span")} so far</span>
      {page === "sources" ? null : (
        <span className={styles.progress}>
          <Progress label="Import" value={share} />
        </span>
      )}
    </>
  );
}
