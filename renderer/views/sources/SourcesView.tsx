import { useEngineQuery } from "../../data/engine.js";
import { chordFor, runCommand } from "../../state/commands.js";
import { useImport } from "../../state/imports.js";
import { Button } from "../../ui/Button.js";
import { ColumnPage } from "../../ui/ColumnPage.js";
import { ErrorPanel } from "../../ui/ErrorPanel.js";
import { Icon } from "../../ui/Icon.js";
import { Skeleton } from "../../ui/Skeleton.js";
import { classes } from "../../lib/classes.js";
import { ImportTable } from "./ImportTable.js";
import { SourceTable } from "./SourceTable.js";
import { WorkspacePanel } from "./WorkspacePanel.js";
import styles from "./SourcesView.module.css";

const FORMATS =
  "OTLP (JSON, protobuf), Jaeger, Zipkin, Datadog, Google Cloud Trace, Phoenix, Langfuse, LangSmith, MLflow, OpenAI Agents, OpenTelemetry SDK and console output, Claude Code and Codex sessions, ATIF, TRAIL, tables of spans (JSON, CSV).";

/** Opening files, the import that runs, and what was and was not understood of each file. */
export function SourcesView() {
  const sources = useEngineQuery("source.list", {}, { keepPrevious: true });
  const info = useEngineQuery("workspace.info", {}, { keepPrevious: true });
  const running = useImport((state) => state.current);
  const readOnly = info.data !== undefined && info.data.readOnly !== null;
  const closed = readOnly || running?.status === "running";
  const filled = sources.data !== undefined && sources.data.length > 0;
  return (
    <ColumnPage title={filled ? "Sources" : "Open a trace dump"}>
      {filled ? null : (
        <p className={styles.lead}>
          Skein reads what your agents wrote down and shows how they worked together. Nothing leaves this machine.
        </p>
      )}
      <div className={styles.start}>
        <div>
          <div className={classes(styles.drop, filled && styles.small)}>
            <span className={styles.folder}>
              <Icon name="open" />
            </span>
            <div className={styles.words}>
              <div className={styles.big}>
                {readOnly
                  ? "Nothing can be imported here"
                  : filled
                    ? "Drop more files or a folder here"
                    : "Drop files or a folder here"}
              </div>
              <div className={styles.hint}>
                {readOnly
                  ? "the workspace is only read"
                  : "any size, several at once; gzip, zstd, zip and tar are unpacked"}
              </div>
            </div>
            <div className={styles.buttons}>
              <Button
                look="primary"
                onClick={() => runCommand("open-files")}
                disabled={closed}
                title={chordFor("open-files")?.replace("Mod", "Ctrl")}
              >
                Open files
              </Button>
              <Button onClick={() => runCommand("open-sample")} disabled={closed}>
                Open the sample
              </Button>
            </div>
          </div>
          <p className={styles.formats}>{FORMATS} The format is told from the content, not from the name.</p>
        </div>
        <WorkspacePanel />
      </div>
      <ImportTable />
      {sources.isError && sources.data === undefined ? (
        <ErrorPanel
          title="The sources could not be listed"
          failure={sources.error.toData()}
          onRetry={() => void sources.refetch()}
        />
      ) : sources.data === undefined ? (
        <div className={styles.loading}>
          <Skeleton label="Loading the sources" rows={3} rowHeightPx={36} />
        </div>
      ) : filled ? (
        <SourceTable sources={sources.data} />
      ) : null}
    </ColumnPage>
  );
}
