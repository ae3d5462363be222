import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import styles from "./Tabs.module.css";

export interface TabItem<Id extends string> {
  readonly id: Id;
  readonly label: string;
  /** How many things stand behind the tab; absent where there is nothing to count. */
  readonly count?: number | null | undefined;
}

export interface TabsProps<Id extends string> {
  readonly label: string;
  readonly items: readonly TabItem<Id>[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
  /** The content of the chosen tab. */
  readonly children: ReactNode;
  readonly panelClassName?: string | undefined;
}

/** A row of tabs over the panel of the chosen one. Arrow keys move, the panel follows. */
export function Tabs<Id extends string>({ label, items, value, onChange, children, panelClassName }: TabsProps<Id>) {
  return (
    <Base.Root value={value} onValueChange={(next: Id) => onChange(next)} className={styles.root}>
      <Base.List className={styles.list} aria-label={label} activateOnFocus>
        {items.map((item) => (
          <Base.Tab key={item.id} value={item.id} className={styles.tab}>
            {item.label}
            {item.count === undefined || item.count === null || item.count === 0 ? null : (
              <>
                {" "}
                <span className={styles.count}>{item.count}</span>
              </>
            )}
          </Base.Tab>
        ))}
      </Base.List>
      <Base.Panel key={value} value={value} className={panelClassName ?? styles.panel}>
        {children}
      </Base.Panel>
    </Base.Root>
  );
}
