import { useState } from "react";
import type { Zone } from "../lib/format.js";
import { IconButton } from "../ui/IconButton.js";
import { ExportDialog } from "./ExportDialog.js";

export interface ExportButtonProps {
  readonly unit: "traces" | "spans";
  readonly query: string;
  readonly total: number;
  readonly zone: Zone;
}

/** Opens the dialog that writes what is listed to a file. */
export function ExportButton(props: ExportButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton icon="download" label={`Export these ${props.unit}`} onClick={() => setOpen(true)} />
      {open ? <ExportDialog {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
