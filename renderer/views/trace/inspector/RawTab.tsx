import { useMemo, useState } from "react";
import type { OutputOf } from "../../../../shared/contract/procedure.js";
import type { spansContract } from "../../../../shared/contract/spans.js";
import { useEngineQuery } from "../../../data/engine.js";
import { formatNumber } from "../../../lib/format.js";
import { CopyButton } from "../../../ui/CopyButton.js";
import { EmptyState } from "../../../ui/EmptyState.js";
import { Icon } from "../../../ui/Icon.js";
import { Segmented } from "../../../ui/Segmented.js";
import { TextView } from "../../../ui/TextView.js";
import { Answer } from "./Answer.js";
import type { SpanKey } from "./span-key.js";
import styles from "./tabs.module.css";

type RawRecord = OutputOf<(typeof spansContract)["span.raw"]>[number];
const FORMS = [
  { id: "tree", label: "Tree" },
  { id: "text", label: "Text" },
] as const;
const SLICE = 65_536;
/** A record up to this long stands open down to its values. */
const OPEN_CHARACTERS = 16_000;

/** The records as they stood in the file. */
export function RawTab({ span }: { readonly span: SpanKey }) {
  const [form, setForm] = useState<"tree" | "text">("tree");
  const query = useEngineQuery("span.raw", span, { keepPrevious: true });
  return (
    <Answer query={query} what="the record" rows={10}>
      {(records) =>
        records.length === 0 ? (
          <EmptyState compact title="No record" hint="The store holds no record of this span." />
        ) : (
          <div key={span.spanId}>
            <div className={styles.rawBar}>
              <Segmented label="Form" items={FORMS} value={form} onChange={setForm} />
            </div>
            {records.map((record, index) => (
              <RecordView key={index} record={record} form={form} />
            ))}
          </div>
        )
      }
    </Answer>
  );
}

function RecordView({ record, form }: { readonly record: RawRecord; readonly form: "tree" | "text" }) {
  const whole = record.length <= record.text.length;
  const shown = form === "tree" && whole ? record.text : record.text.slice(0, SLICE);
  const isJson = useMemo(() => whole && /^\s*[[{]/.test(record.text), [record, whole]);
  return (
    <section className={styles.section}>
      <h3>
        <span className={styles.recordTitle}>
          {record.title} <span className={styles.faint}>{record.source}</span>
        </span>
        <span className={styles.space} />
        <CopyButton square size="small" label={`Copy ${record.title} as it stood in the file`} text={record.text} />
      </h3>
      {record.exact ? null : (
        <div className={styles.warning}>
          <Icon name="warning" size={12} /> Some bytes were no valid UTF-8 and are shown as �
        </div>
      )}
      {whole ? null : (
        <div className={styles.warning}>
          <Icon name="warning" size={12} /> The first {formatNumber(record.text.length)} of{" "}
          {formatNumber(record.length)} characters
        </div>
      )}
      <div className={styles.raw}>
        <TextView
          text={shown}
          length={record.text.length}
          format={form === "tree" && isJson ? "json" : "text"}
          loadSlice={(offset, length) => Promise.resolve(record.text.slice(offset, offset + length))}
          label={record.title}
          openLevels={record.text.length < OPEN_CHARACTERS ? 5 : 2}
        />
      </div>
    </section>
  );
}
