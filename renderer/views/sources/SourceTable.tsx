import { Fragment } from "react";
import { groupRotated } from "../../../shared/base/rotation.js";
import type { SourceRow } from "../../../shared/contract/sources.js";
import { classes } from "../../lib/classes.js";
import { formatName } from "../../lib/format-name.js";
import { formatBytes, formatNumber } from "../../lib/format.js";
import { navigate, useRoute } from "../../state/navigation.js";
import { Icon } from "../../ui/Icon.js";
import { FileName } from "./FileName.js";
import { HeadRow } from "./HeadRow.js";
import { SourceDetails } from "./SourceDetails.js";
import styles from "./table.module.css";

/** Every imported file: what it was found to be, and what became of its records. */
export function SourceTable({ sources }: { readonly sources: readonly SourceRow[] }) {
  const route = useRoute();
  const open = route.page === "sources" ? route.source : undefined;
  const rejected = sources.reduce((sum, source) => sum + source.rejected, 0);
  const firstRejected = sources.find((source) => source.rejected > 0);
  const groups = groupRotated(sources);
  const headings = groups.filter(({ group }) => group !== null).length;
  const show = (source: number | undefined) => navigate({ page: "sources", source }, { replace: true });
  return (
    <section className={styles.section} aria-label="Imported sources">
      <div className={styles.headline}>
        <h2 className={styles.title}>Imported</h2>
        <span className={styles.small}>{formatBytes(sources.reduce((sum, source) => sum + source.bytes, 0))} read</span>
      </div>
      <div role="table" aria-label="Sources" aria-rowcount={sources.length + headings + 1}>
        <HeadRow last="Traces" />
        {groups.map(({ group, files }) => (
          <Fragment key={files[0]?.id}>
            {group === null ? null : <GroupLine group={group} files={files} />}
            {files.map((source) => (
              <SourceLine
                key={source.id}
                source={source}
                within={group !== null}
                open={open === source.id}
                onToggle={() => show(open === source.id ? undefined : source.id)}
              />
            ))}
          </Fragment>
        ))}
      </div>
      <div className={styles.sum}>
        <span>Read is stored, merged, duplicate and rejected together.</span>
        {firstRejected === undefined ? null : (
          <>
            <span className={styles.warn}>
              <Icon name="warning" size={12} />
              {rejected === 1 ? "1 record was" : `${formatNumber(rejected)} records were`} not understood.
            </span>
            <a
              href={`/sources?source=${firstRejected.id}`}
              onClick={(event) => {
                event.preventDefault();
                show(firstRejected.id);
              }}
            >
              See why
            </a>
          </>
        )}
      </div>
    </section>
  );
}

/** The name that rotated files share, over them. Their traces are not added up: one may lie in several of them. */
function GroupLine({ group, files }: { readonly group: string; readonly files: readonly SourceRow[] }) {
  const sum = (count: "read" | "stored" | "merged" | "duplicates" | "rejected") =>
    formatNumber(files.reduce((total, file) => total + file[count], 0));
  return (
    <div role="row" className={classes(styles.row, styles.group)}>
      <span role="cell" className={styles.icon}>
        <span className={styles.tertiary}>
          <Icon name="file" size={14} />
        </span>
      </span>
      <span role="cell" className={styles.name}>
        <FileName name={group} />
      </span>
      <span role="cell" className={styles.format}>
        {formatNumber(files.length)} rotated files
      </span>
      <span role="cell" className={styles.number}>
        {sum("read")}
      </span>
      <span role="cell" className={styles.number}>
        {sum("stored")}
      </span>
      <span role="cell" className={styles.number}>
        {sum("merged")}
      </span>
      <span role="cell" className={styles.number}>
        {sum("duplicates")}
      </span>
      <span role="cell" className={styles.number}>
        {sum("rejected")}
      </span>
      <span role="cell" className={styles.number} />
    </div>
  );
}

function SourceLine({
  source,
  within,
  open,
  onToggle,
}: {
  readonly source: SourceRow;
  /** Whether it is one of a group. */
  readonly within: boolean;
  readonly open: boolean;
  readonly onToggle: () => void;
}) {
  const detailsId = `source-${source.id}`;
  return (
    <>
      <div role="row" className={classes(styles.row, open && styles.open)}>
        <span role="cell" className={styles.icon}>
          {source.rejected > 0 ? (
            <span className={styles.warn} role="img" aria-label="Some records were rejected">
              <Icon name="warning" size={14} />
            </span>
          ) : (
            <span className={styles.tertiary}>
              <Icon name="file" size={14} />
            </span>
          )}
        </span>
        <span role="cell" className={classes(styles.name, within && styles.within)}>
          <button
            type="button"
            className={styles.expand}
            aria-expanded={open}
            aria-controls={open ? detailsId : undefined}
            onClick={onToggle}
          >
            <Icon name={open ? "chevron-down" : "chevron-right"} size={12} />
            <FileName name={source.name} />
          </button>
        </span>
        <span role="cell" className={styles.format} title={formatName(source.format, source.containers)}>
          {formatName(source.format, source.containers)}
        </span>
        <span role="cell" className={styles.number}>
          {formatNumber(source.read)}
        </span>
        <span role="cell" className={styles.number}>
          {formatNumber(source.stored)}
        </span>
        <span role="cell" className={`${styles.number} ${styles.secondary}`}>
          {formatNumber(source.merged)}
        </span>
        <span role="cell" className={`${styles.number} ${styles.secondary}`}>
          {formatNumber(source.duplicates)}
        </span>
        <span role="cell" className={styles.number}>
          <span className={source.rejected > 0 ? styles.warn : styles.secondary}>{formatNumber(source.rejected)}</span>
        </span>
        <span role="cell" className={styles.number}>
          {formatNumber(source.traces)}
        </span>
      </div>
      {open ? (
        <div role="row">
          <div role="cell" aria-colspan={9}>
            <SourceDetails id={detailsId} source={source} />
          </div>
        </div>
      ) : null}
    </>
  );
}
