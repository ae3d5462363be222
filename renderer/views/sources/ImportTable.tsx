import { formatName } from "../../lib/format-name.js";
import { formatBytes, formatBytesOf, formatNumber } from "../../lib/format.js";
import { shareDone, useImport, type ImportFile, type ImportState } from "../../state/imports.js";
import { Button } from "../../ui/Button.js";
import { Icon } from "../../ui/Icon.js";
import { Progress } from "../../ui/Progress.js";
import { Spinner } from "../../ui/Spinner.js";
import { FileName } from "./FileName.js";
import { HeadRow } from "./HeadRow.js";
import styles from "./table.module.css";

/** The import that runs, or the last one: a row a file, with a line under the one that is read. */
export function ImportTable() {
  const { current, cancel } = useImport();
  if (current === null) return null;
  const running = current.status === "running";
  const clean = current.files.every(
    (file) => file.result !== null && file.result.error === undefined && file.rejected === 0,
  );
  // When all went well the table of sources below says the same.
  if (!running && clean) return null;
  const active = current.files.findIndex((file) => file.phase !== "done" && file.phase !== "waiting");
  return (
    <section className={styles.section} aria-label="Import">
      <div className={styles.headline}>
        <h2 className={styles.title}>{running ? "Importing" : "Last import"}</h2>
        <span className={styles.small}>{summary(current)}</span>
        <span className={styles.space} />
        {running ? (
          <Button look="quiet" onClick={() => cancel?.()}>
            Cancel
          </Button>
        ) : (
          <Button look="quiet" onClick={() => useImport.setState({ current: null, cancel: null })}>
            Close
          </Button>
        )}
      </div>
      {running && active < 0 ? <Progress label="Import" value={shareDone(current)} /> : null}
      <div role="table" aria-label="Files of the import" aria-rowcount={current.files.length + 1}>
        <HeadRow last={running ? "Progress" : "Time"} />
        {current.files.slice(0, MOST).map((file, index) => (
          <FileRow
            key={index}
            file={file}
            running={running}
            share={index === active ? shareDone(current) : undefined}
          />
        ))}
      </div>
      {current.files.length > MOST ? (
        <div className={styles.sum}>{formatNumber(current.files.length - MOST)} more files are in this import.</div>
      ) : null}
      {current.skipped.slice(0, MOST_SKIPPED).map(({ name, reason }) => (
        <div key={name} className={styles.sum}>
          {name} was skipped. {reason}
        </div>
      ))}
      {current.skipped.length > MOST_SKIPPED ? (
        <div className={styles.sum}>{formatNumber(current.skipped.length - MOST_SKIPPED)} more were skipped.</div>
      ) : null}
      <div className={styles.sum}>Read is stored, merged, duplicate and rejected together.</div>
    </section>
  );
}

const MOST = 200;
const MOST_SKIPPED = 10;

function FileRow({
  file,
  running,
  share,
}: {
  readonly file: ImportFile;
  readonly running: boolean;
  readonly share: number | null | undefined;
}) {
  const { result } = file;
  const refused = result?.status === "refused";
  const done = file.phase === "done";
  const waiting = <span className={styles.tertiary}>{running ? "waiting" : "–"}</span>;
  const count = (value: number | undefined) => (value === undefined ? waiting : formatNumber(value));
  return (
    <>
      <div role="row" className={styles.row}>
        <span role="cell" className={styles.icon}>
          {refused ? (
            <span className={styles.error} role="img" aria-label="Not opened">
              <Icon name="error" size={14} />
            </span>
          ) : done ? (
            <span className={styles.tertiary} role="img" aria-label="Done">
              <Icon name="check" size={14} />
            </span>
          ) : share === undefined ? null : (
            <Spinner />
          )}
        </span>
        <span role="cell" className={styles.name}>
          <FileName name={file.name} />
        </span>
        <span role="cell" className={styles.format} title={formatName(file.format)}>
          {file.format === null && refused ? "not a trace file" : formatName(file.format)}
        </span>
        <span role="cell" className={styles.number}>
          {file.phase === "waiting" ? waiting : formatNumber(result?.read ?? file.spans)}
        </span>
        <span role="cell" className={styles.number}>
          {count(result?.stored)}
        </span>
        <span role="cell" className={styles.number}>
          <span className={styles.secondary}>{result === null ? "" : formatNumber(result.merged)}</span>
        </span>
        <span role="cell" className={styles.number}>
          <span className={styles.secondary}>{result === null ? "" : formatNumber(result.duplicates)}</span>
        </span>
        <span role="cell" className={styles.number}>
          <span className={file.rejected > 0 ? styles.warn : styles.secondary}>{formatNumber(file.rejected)}</span>
        </span>
        <span role="cell" className={`${styles.number} ${styles.quiet}`}>
          {progressText(file)}
        </span>
        {share === undefined ? null : (
          <span role="cell" className={styles.line}>
            <Progress label="Import" value={share} />
          </span>
        )}
      </div>
      {result?.error === undefined ? null : (
        <div role="row" className={styles.reason}>
          <span role="cell" aria-colspan={9}>
            {result.error.message} {result.error.hint}
          </span>
        </div>
      )}
    </>
  );
}

function progressText(file: ImportFile): string {
  if (file.result !== null) return `${file.result.seconds.toFixed(1)}\u00a0s`;
  if (file.phase === "waiting") return file.bytesTotal === null ? "" : formatBytes(file.bytesTotal);
  if (file.phase !== "reading") return file.phase;
  return file.bytesTotal === null ? formatBytes(file.bytesRead) : formatBytesOf(file.bytesRead, file.bytesTotal);
}

function summary(state: ImportState): string {
  const done = state.files.filter((file) => file.phase === "done").length;
  if (state.status === "cancelled") return `cancelled after ${done} of ${state.files.length}`;
  if (state.status === "failed") return state.error?.message ?? "not finished";
  const left =
    state.secondsLeft === null || state.secondsLeft < 1 ? "" : `, about ${Math.ceil(state.secondsLeft)}\u00a0s left`;
  return state.status === "done"
    ? `${done} of ${state.files.length} done`
    : `${done} of ${state.files.length} done${left}`;
}
