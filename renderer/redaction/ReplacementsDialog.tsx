import { useMemo, useState, type ReactNode } from "react";
import type { RedactionRuleId } from "../../shared/model/redaction.js";
import { formatCounted } from "../lib/format.js";
import { Button } from "../ui/Button.js";
import { Dialog } from "../ui/Dialog.js";
import { EmptyState } from "../ui/EmptyState.js";
import { Segmented } from "../ui/Segmented.js";
import { VirtualTable, type VirtualColumn } from "../ui/VirtualTable.js";
import { InContext, type ShownReplacement } from "./InContext.js";
import { allowEntryOf } from "./options.js";
import styles from "./ReplacementsDialog.module.css";
import { RULE_WORDS, RULES_IN_ORDER } from "./rule-words.js";

export interface ListedReplacement extends ShownReplacement {
  readonly rule: RedactionRuleId;
}

interface Row<R> {
  readonly replacement: R;
  readonly index: number;
}

/** Where a replacement stands: head and width of its column. */
interface Place<R> {
  readonly label: string;
  readonly track: string;
  readonly cell: (row: R) => ReactNode;
}

interface ReplacementsDialogProps<R extends ListedReplacement> {
  readonly title: string;
  readonly replacements: readonly R[];
  /** What is said above the list: of how much it is. */
  readonly note?: ReactNode;
  readonly place: Place<R>;
  /** Puts what was found on the allow list. */
  readonly onAllow: (entry: string) => void;
  readonly onClose: () => void;
}

const ROW_PX = 28;
const MOST_ROWS = 14;

/** Every replacement in its context. What is not private is put on the list of what stays. */
export function ReplacementsDialog<R extends ListedReplacement>(props: ReplacementsDialogProps<R>) {
  const { title, replacements, note, place, onAllow, onClose } = props;
  const [rule, setRule] = useState<RedactionRuleId | "all">("all");
  const rules = RULES_IN_ORDER.filter((id) => replacements.some((one) => one.rule === id));
  const chosen = rule !== "all" && rules.includes(rule) ? rule : "all";
  const shown = useMemo(
    () =>
      replacements
        .filter((one) => chosen === "all" || one.rule === chosen)
        .map((replacement, index) => ({ replacement, index })),
    [replacements, chosen],
  );
  const columns = columnsOf(place, onAllow);
  return (
    <Dialog open wide onClose={onClose} title={title} actions={<Button onClick={onClose}>Close</Button>}>
      {note === undefined ? null : <p className={styles.note}>{note}</p>}
      {rules.length < 2 ? null : (
        <div className={styles.rules}>
          <Segmented
            label="Rule"
            items={[{ id: "all", label: "All" }, ...rules.map((id) => ({ id, label: RULE_WORDS[id].label }))]}
            value={chosen}
            onChange={setRule}
          />
        </div>
      )}
      {shown.length === 0 ? (
        <EmptyState compact title="Nothing is taken out." hint="Words and patterns of yours are found as well." />
      ) : (
        <div className={styles.table} style={{ height: (Math.min(shown.length, MOST_ROWS) + 1) * ROW_PX + 2 }}>
          <VirtualTable
            label={formatCounted(shown.length, "replacement")}
            columns={columns}
            rowCount={shown.length}
            rowHeightPx={ROW_PX}
            rowAt={(index) => shown[index]}
            rowKey={(row) => String(row.index)}
          />
        </div>
      )}
    </Dialog>
  );
}

function columnsOf<R extends ListedReplacement>(
  place: Place<R>,
  onAllow: (entry: string) => void,
): readonly VirtualColumn<Row<R>>[] {
  return [
    { id: "place", label: place.label, track: place.track, cell: (row) => place.cell(row.replacement) },
    {
      id: "context",
      label: "In its context",
      track: "minmax(0, 1fr)",
      cell: ({ replacement }) => (
        <span className={styles.line} title={lineOf(replacement)}>
          <InContext {...replacement} brief />
        </span>
      ),
    },
    {
      id: "allow",
      label: "What stays",
      labelHidden: true,
      track: "96px",
      align: "end",
      cell: ({ replacement }) => <Allow found={replacement.found} onAllow={onAllow} />,
    },
  ];
}

function Allow({ found, onAllow }: { readonly found: string; readonly onAllow: (entry: string) => void }) {
  const entry = allowEntryOf(found);
  if (entry === null) return null;
  return (
    <Button
      look="quiet"
      className={styles.allow}
      aria-label={`Not private: ${entry}`}
      onClick={() => onAllow(entry)}
      // The row hears keys too, and would take them away.
      onKeyDown={(event) => event.stopPropagation()}
    >
      Not private
    </Button>
  );
}

function lineOf({ before, found, pseudonym, after }: ShownReplacement): string {
  return `${before}${found} → ${pseudonym}${after}`;
}
