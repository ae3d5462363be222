import { useEffect, useRef, useState } from "react";
import type { TraceExport, TraceExportFormat } from "../../shared/contract/export.js";
import { failureOf } from "../data/engine.js";
import { usePlatform } from "../data/platform-context.js";
import { formatCounted, zoneOffsetMinutes } from "../lib/format.js";
import { showAlert } from "../state/alerts.js";
import { Button } from "../ui/Button.js";
import { Checkbox } from "../ui/Checkbox.js";
import { Dialog } from "../ui/Dialog.js";
import { Progress } from "../ui/Progress.js";
import { Segmented } from "../ui/Segmented.js";
import type { ExportButtonProps } from "./ExportButton.js";
import styles from "./ExportDialog.module.css";
import { ExportPreview } from "./ExportPreview.js";
import { ReduceField, sampleOf } from "./ReduceField.js";
import { UNIT_WORD } from "./units.js";

const FORMATS: readonly { readonly id: TraceExportFormat; readonly label: string; readonly words: string }[] = [
  { id: "otlp", label: "OTLP", words: "OpenTelemetry JSON lines. Skein opens it again to the same traces." },
  { id: "jsonl", label: "JSONL", words: "One span a line: what Skein understood of it, and its record as it stood." },
  {
    id: "csv",
    label: "CSV",
    words: "A table, one row a span: names, times, tokens, cost. Without messages and documents.",
  },
  { id: "parquet", label: "Parquet", words: "The same table with its types, for DuckDB, pandas and the like." },
];

interface ExportDialogProps extends ExportButtonProps {
  readonly onClose: () => void;
}

/** Asks in which format, and writes what is listed to a file that the user names, or among the downloads. */
export function ExportDialog({ unit, query, total, zone, onClose }: ExportDialogProps) {
  const platform = usePlatform();
  const [format, setFormat] = useState<TraceExportFormat>("otlp");
  const [annotations, setAnnotations] = useState(true);
  const [redact, setRedact] = useState(false);
  const [others, setOthers] = useState<string | null>(null);
  const [saving, setSaving] = useState<AbortController | null>(null);
  const running = useRef<AbortController | null>(null);
  // Who closes the dialog no longer waits for the file.
  useEffect(() => () => running.current?.abort(), []);
  const reduce = others === null ? null : sampleOf(others);
  const isTable = format === "csv" || format === "parquet";

  const request: Omit<TraceExport, "redact"> = {
    query,
    in: unit,
    format,
    annotations,
    seed: 1,
    ...(reduce === null ? {} : { reduce }),
    zoneOffsetMinutes: zoneOffsetMinutes(zone),
  };
  const save = async () => {
    const leave = new AbortController();
    running.current = leave;
    setSaving(leave);
    try {
      const name = await platform.saveRows({ ...request, redact }, leave.signal);
      if (name === null) return;
      showAlert({ tone: "notice", title: platform.kind === "browser" ? `Downloading ${name}` : `Saved ${name}` });
      onClose();
    } catch (error) {
      const failure = failureOf(error);
      if (failure.code === "CANCELLED" || leave.signal.aborted) return;
      showAlert({ tone: "error", title: "The export could not be written", ...failure });
    } finally {
      running.current = null;
      setSaving(null);
    }
  };

  return (
    <Dialog
      open
      wide={redact}
      onClose={onClose}
      title={`Export ${formatCounted(total, UNIT_WORD[unit])}`}
      actions={
        saving === null ? (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button look="primary" disabled={others !== null && reduce === null} onClick={() => void save()}>
              Export …
            </Button>
          </>
        ) : (
          <Button onClick={() => saving.abort()}>Stop</Button>
        )
      }
    >
      <div className={styles.body}>
        <Segmented label="Format" items={FORMATS} value={format} onChange={setFormat} />
        <p className={styles.words}>{FORMATS.find(({ id }) => id === format)?.words}</p>
        <Checkbox
          checked={annotations}
          onChange={setAnnotations}
          hint={
            isTable ? "Their number, in a column of its own." : "What people and programs said of spans and traces."
          }
        >
          With notes, judgements and evaluations
        </Checkbox>
        {unit === "traces" ? <ReduceField value={others} onChange={setOthers} /> : null}
        <Checkbox
          checked={redact}
          onChange={setRedact}
          hint="Addresses, numbers of people and cards, keys, tokens and the like get a name instead, as EMAIL_1. No rule finds all: look through the file."
        >
          Redact secrets and personal data
        </Checkbox>
        {redact ? (
          <ExportPreview request={request} />
        ) : (
          <p className={styles.words}>Texts are written as they are: nothing is taken out of them.</p>
        )}
        {saving === null ? null : (
          <div className={styles.progress}>
            <span>Writing the file …</span>
            <Progress label="Writing the file" value={null} />
          </div>
        )}
      </div>
    </Dialog>
  );
}
