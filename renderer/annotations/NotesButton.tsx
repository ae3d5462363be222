import { useState } from "react";
import { useCommand } from "../state/commands.js";
import { Button } from "../ui/Button.js";
import { formatNumber } from "../lib/format.js";
import { Popover } from "../ui/Popover.js";
import { AnnotationsOf, type AnnotationsOfProps } from "./AnnotationsOf.js";
import { countWords, type SaidCounts } from "./model.js";
import styles from "./NotesButton.module.css";

export interface NotesButtonProps extends Omit<AnnotationsOfProps, "compose"> {
  /** "Notes on the trace". */
  readonly label: string;
  readonly counts: SaidCounts;
  /** The key for a note means this one. */
  readonly byKey?: boolean;
}

/** A button in a head that opens all that is said of the whole. */
export function NotesButton({ label, counts, byKey = false, onGo, ...of }: NotesButtonProps) {
  const [open, setOpen] = useState(false);
  const [compose, setCompose] = useState(0);
  useCommand(
    "note",
    () => {
      setOpen(true);
      setCompose(compose + 1);
    },
    { active: byKey },
  );
  const total = counts.notes + counts.labels;
  const words = countWords(counts);
  const said = words === "" ? label : `${label}: ${formatNumber(total)} (${words})`;
  return (
    <Popover
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (!next) setCompose(0);
      }}
      label={label}
      align="end"
      wide
      trigger={
        <Button look="quiet" icon="note" aria-label={said} title={said}>
          {total > 0 ? <span className={styles.count}>{formatNumber(total)}</span> : null}
        </Button>
      }
    >
      <h2 className={styles.title}>{label}</h2>
      <AnnotationsOf
        {...of}
        compose={compose}
        onGo={
          onGo === undefined
            ? undefined
            : (traceId, spanId) => {
                setOpen(false);
                onGo(traceId, spanId);
              }
        }
      />
    </Popover>
  );
}
