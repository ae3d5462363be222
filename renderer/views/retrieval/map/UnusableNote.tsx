import { useState } from "react";
import { Icon } from "../../../ui/Icon.js";
import { Popover } from "../../../ui/Popover.js";
import styles from "./map.module.css";

/** Which vectors can't be placed, and why: `3 with NaN, 2 all zero`. As much of it as there is room for; a click shows all. */
export function UnusableNote({ unusable }: { readonly unusable: string }) {
  const [open, setOpen] = useState(false);
  if (unusable === "") return null;
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label="Vectors that can't be placed"
      trigger={
        <button type="button" className={styles.unusable} aria-label={`Vectors that can't be placed: ${unusable}`}>
          <Icon name="warning" size={14} />
          <span aria-hidden="true">Not usable: {unusable}</span>
        </button>
      }
    >
      <div className={styles.unusableAll}>
        <b>Vectors that can&apos;t be placed</b>
        <span>{unusable}</span>
      </div>
    </Popover>
  );
}
