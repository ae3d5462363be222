import { useState } from "react";
import type { RefObject } from "react";
import { AnnotationsOf, type AnnotationsOfProps } from "../annotations/AnnotationsOf.js";
import { useCommand } from "../state/commands.js";
import { Popover } from "../ui/Popover.js";

export interface RowNotesProps {
  /** "Notes on the span". */
  readonly label: string;
  /** What the selected row stands for; null where none is selected. */
  readonly about: AnnotationsOfProps["about"] | null;
  /** Where the table stands. */
  readonly center: RefObject<HTMLElement | null>;
}

/** All that is said of the selected row of a list that has no inspector, beside the row: the key for a note opens it. */
export function RowNotes({ label, about, center }: RowNotesProps) {
  const [opened, setOpened] = useState<{ readonly row: Element; readonly of: string } | null>(null);
  const key = JSON.stringify(about);
  useCommand(
    "note",
    () => {
      const row = center.current?.querySelector("[role=row][aria-selected=true]") ?? null;
      setOpened(row === null ? null : { row, of: key });
    },
    { active: about !== null },
  );
  // Of another row it has to be asked for anew.
  if (about === null || opened?.of !== key) return null;
  return (
    <Popover open wide label={label} anchor={opened.row} onOpenChange={() => setOpened(null)}>
      <AnnotationsOf about={about} compose={1} />
    </Popover>
  );
}
