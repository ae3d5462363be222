import { useState } from "react";
import type { SkeinContract } from "../../../../shared/contract/index.js";
import type { OutputOf } from "../../../../shared/contract/procedure.js";
import { failureOf, useEngineQuery } from "../../../data/engine.js";
import { formatCounted, formatNumber } from "../../../lib/format.js";
import { AddEntry } from "../../../redaction/AddEntry.js";
import { withEntry } from "../../../redaction/options.js";
import { PreviewList } from "../../../redaction/PreviewList.js";
import { ReplacementsDialog } from "../../../redaction/ReplacementsDialog.js";
import { RuleChecks } from "../../../redaction/RuleChecks.js";
import { useRedaction } from "../../../redaction/use-redaction.js";
import { Button } from "../../../ui/Button.js";
import { Checkbox } from "../../../ui/Checkbox.js";
import { ErrorPanel } from "../../../ui/ErrorPanel.js";
import { Icon } from "../../../ui/Icon.js";
import { Skeleton } from "../../../ui/Skeleton.js";
import { ItemLink } from "./ItemLink.js";
import styles from "./PrivateData.module.css";

type Replacement = OutputOf<SkeinContract["report.replacements"]>["replacements"][number];

interface PrivateDataProps {
  readonly incidentId: string;
  readonly redact: boolean;
  readonly onRedact: (redact: boolean) => void;
  /** Called when the reader goes to an item of the evidence. */
  readonly onGo: () => void;
}

/** What is taken out of the report before it is written: by which rules, and every place where it is. */
export function PrivateData({ incidentId, redact, onRedact, onGo }: PrivateDataProps) {
  return (
    <section className={styles.section} aria-label="Private data">
      <Checkbox
        checked={redact}
        onChange={onRedact}
        hint={redact ? undefined : "The report is written with all that is in it."}
      >
        Take private data out of the report
      </Checkbox>
      {redact ? (
        <>
          <div className={styles.head}>
            <h3>Private data</h3>
            <span>found</span>
          </div>
          <Found incidentId={incidentId} onGo={onGo} />
        </>
      ) : null}
    </section>
  );
}

function Found({ incidentId, onGo }: Pick<PrivateDataProps, "incidentId" | "onGo">) {
  const { options, save } = useRedaction();
  const [all, setAll] = useState(false);
  const found = useEngineQuery("report.replacements", { incidentId }, { keepPrevious: true });
  const items = useEngineQuery("incident.get", { id: incidentId }, { keepPrevious: true }).data?.items;
  if (found.error !== null) {
    return <ErrorPanel title="What would be taken out is not known" failure={failureOf(found.error)} />;
  }
  if (options === undefined) return <Skeleton label="Looking for private data" rows={5} />;
  const { counts, replacements = [] } = found.data ?? {};
  const places = counts?.reduce((sum, count) => sum + count.places, 0) ?? 0;
  const placeOf = ({ item }: Replacement) => {
    const itemId = item === null ? undefined : items?.[item - 1]?.id;
    if (item === null || itemId === undefined) return item === null ? "head" : `item ${item}`;
    const go = () => {
      setAll(false);
      onGo();
    };
    return <ItemLink incidentId={incidentId} itemId={itemId} place={item} onGo={go} />;
  };
  const allow = (entry: string) => save(withEntry(options, "allow", entry));
  return (
    <div aria-busy={found.isPending || found.isPlaceholderData}>
      <RuleChecks options={options} onSave={save} counts={counts} />
      <AddEntry options={options} onSave={save} />
      <div className={styles.head}>
        <h3>Preview</h3>
        <span>{counts === undefined ? "" : formatCounted(places, "place")}</span>
      </div>
      {counts === undefined ? (
        <Skeleton label="Looking for private data" rows={3} />
      ) : places === 0 ? (
        <p className={styles.note}>Nothing is found. Add names and words that no rule can know.</p>
      ) : (
        <>
          <PreviewList replacements={replacements} place={placeOf} />
          <Button look="quiet" className={styles.all} onClick={() => setAll(true)}>
            Show all {formatNumber(places)}
          </Button>
        </>
      )}
      <p className={styles.note}>
        <Icon name="info" size={14} className={styles.icon} />
        The same value gets the same name in every item. The written file is looked through again before it is saved.
      </p>
      {all ? (
        <ReplacementsDialog
          title={`${formatCounted(places, "place")} where something is taken out`}
          {...(replacements.length < places ? { note: `The first ${formatNumber(replacements.length)} of them.` } : {})}
          replacements={replacements}
          place={{ label: "Where", track: "56px", cell: placeOf }}
          onAllow={allow}
          onClose={() => setAll(false)}
        />
      ) : null}
    </div>
  );
}
