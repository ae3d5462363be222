import { Menu as Base } from "@base-ui/react/menu";
import type { ReactElement } from "react";
import type { Chord } from "../lib/keys.js";
import { Icon } from "./Icon.js";
import type { IconName } from "./icons/shapes.js";
import { Kbd } from "./Kbd.js";
import styles from "./Menu.module.css";

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName | undefined;
  readonly chord?: Chord | undefined;
  readonly disabled?: boolean | undefined;
  /** Given for entries that are switched on and off; the menu then stays open. */
  readonly checked?: boolean | undefined;
  readonly onSelect: () => void;
}

export interface MenuProps {
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly items: readonly MenuItem[];
  readonly label: string;
  readonly align?: "start" | "end";
}

/** A menu that opens from its trigger. */
export function Menu({ trigger, items, label, align = "end" }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner side="bottom" align={align} sideOffset={4} className={styles.positioner}>
          <Base.Popup className={styles.popup} aria-label={label}>
            {items.map((item) => (
              <MenuEntry key={item.id} item={item} />
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function MenuEntry({ item }: { readonly item: MenuItem }) {
  if (item.checked !== undefined) {
    return (
      <Base.CheckboxItem
        className={styles.item}
        checked={item.checked}
        onCheckedChange={() => item.onSelect()}
        disabled={item.disabled ?? false}
      >
        <span className={styles.tick}>{item.checked ? <Icon name="check" size={12} /> : null}</span>
        <span className={styles.label}>{item.label}</span>
      </Base.CheckboxItem>
    );
  }
  return (
    <Base.Item className={styles.item} onClick={item.onSelect} disabled={item.disabled ?? false}>
      {item.icon === undefined ? null : <Icon name={item.icon} size={14} />}
      <span className={styles.label}>{item.label}</span>
      {item.chord === undefined ? null : <Kbd chord={item.chord} />}
    </Base.Item>
  );
}
