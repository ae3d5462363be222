import { useState } from "react";
import type { OutputOf } from "../../shared/contract/procedure.js";
import type { SkeinContract } from "../../shared/contract/index.js";
import type { TraceExport } from "../../shared/contract/export.js";
import { failureOf, useEngineQuery } from "../data/engine.js";
import { formatCounted, formatNumber } from "../lib/format.js";
import { AddEntry } from "../redaction/AddEntry.js";
import { allowEntryOf, withEntry } from "../redaction/options.js";
import { PreviewList } from "../redaction/PreviewList.js";
import { ReplacementsDialog } from "../redaction/ReplacementsDialog.js";
import { RuleChecks } from "../redaction/RuleChecks.js";
import { useRedaction } from "../redaction/use-redaction.js";
import { Button } from "../ui/Button.js";
import { ErrorPanel } from "../ui/ErrorPanel.js";
import { Skeleton } from "../ui/Skeleton.js";
import styles from "./ExportPreview.module.css";

type Preview = OutputOf<SkeinContract["redaction.export"]>;
type Replacement = Preview["replacements"][number];

/** What the export would take out, and the rules and words by which it does. */
export function ExportPreview({ request }: { readonly request: Omit<TraceExport, "redact" | "file"> }) {
  const { options, save } = useRedaction();
  const [all, setAll] = useState(false);
  const preview = useEngineQuery("redaction.export", request, { keepPrevious: true });
  if (preview.error !== null) {
    return <ErrorPanel title="What would be taken out is not known" failure={failureOf(preview.error)} />;
  }
  const { data } = preview;
  if (data === undefined || options === undefined) return <Skeleton label="Looking for private data" rows={5} />;
  const { replacements } = data;
  const places = data.counts.reduce((sum, count) => sum + count.places, 0);
  return (
    <section className={styles.preview} aria-label="Private data" aria-busy={preview.isPlaceholderData}>
      <div className={styles.head}>
        <h3>Private data</h3>
        <span>found</span>
      </div>
      <RuleChecks options={options} onSave={save} counts={data.counts} />
      <AddEntry options={options} onSave={save} />
      <div className={styles.head}>
        <h3>Preview</h3>
        <span>{lookedAt(data)}</span>
      </div>
      {replacements.length === 0 ? (
        <p className={styles.none}>Nothing is taken out.</p>
      ) : (
        <>
          <PreviewList replacements={replacements} />
          <Button look="quiet" className={styles.all} onClick={() => setAll(true)}>
            Show all {formatNumber(places)}
          </Button>
        </>
      )}
      {data.dropped === 0 ? null : (
        <p className={styles.none}>{formatCounted(data.dropped, "attribute")} left out whole.</p>
      )}
      {all ? (
        <ReplacementsDialog
          title={`${formatCounted(places, "place")} where something is taken out`}
          note={noteOf(data, places)}
          replacements={replacements}
          place={{ label: "Attribute or member", track: "minmax(72px, 0.4fr)", cell: placeOf }}
          onAllow={(entry) => save(withEntry(options, "allow", allowEntryOf(entry) ?? ""))}
          onClose={() => setAll(false)}
        />
      ) : null}
    </section>
  );
}

function placeOf({ key, times }: Replacement) {
  return (
    <span className={styles.place} title={key ?? undefined}>
      <span className={styles.key}>{key ?? "text"}</span>
      {times === 1 ? null : <span className={styles.times}>×{formatNumber(times)}</span>}
    </span>
  );
}

function lookedAt({ spans, totalSpans }: Preview): string {
  return spans === totalSpans
    ? `of all ${formatCounted(totalSpans, "span")}`
    : `of the first ${formatNumber(spans)} of ${formatCounted(totalSpans, "span")}`;
}

function noteOf(data: Preview, places: number): string {
  const told = data.replacements.reduce((sum, one) => sum + one.times, 0);
  const list = told < places ? ` The list ends after ${formatNumber(told)} of them.` : "";
  return `Found in what was looked at: ${lookedAt(data).slice(3)}.${list} What stands there again in the same words is told once.`;
}
