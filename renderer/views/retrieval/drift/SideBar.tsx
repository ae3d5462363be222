import { SecondSearch } from "../../../results/query/SecondSearch.js";
import { Button } from "../../../ui/Button.js";
import { Menu } from "../../../ui/Menu.js";
import styles from "./drift.module.css";
import type { SidePair } from "./sides.js";

interface SideBarProps {
  readonly left: string;
  readonly right: string;
  readonly pairs: readonly SidePair[];
  readonly onChange: (sides: { readonly left: string | undefined; readonly right: string | undefined }) => void;
}

/** The two searches that are compared. */
export function SideBar({ left, right, pairs, onChange }: SideBarProps) {
  const set = (next: { left?: string; right?: string }): void => {
    const sides = { left, right, ...next };
    onChange({ left: sides.left, right: sides.right });
  };
  return (
    <div className={styles.toolbar} role="search" aria-label="Sides">
      <SideSearch name="A" query={left} onQuery={(query) => set({ left: query })} />
      <SideSearch name="B" query={right} onQuery={(query) => set({ right: query })} />
      <Button look="quiet" disabled={left === right} onClick={() => set({ left: right, right: left })}>
        Swap
      </Button>
      {pairs.length === 0 ? null : (
        <Menu
          label="Pairs to compare"
          trigger={
            <Button look="quiet" icon="chevron-down">
              Compare
            </Button>
          }
          items={pairs.map((pair) => ({
            id: pair.id,
            label: pair.label,
            onSelect: () => onChange({ left: pair.left, right: pair.right }),
          }))}
        />
      )}
    </div>
  );
}

interface SideSearchProps {
  readonly name: string;
  readonly query: string;
  readonly onQuery: (query: string) => void;
}

function SideSearch({ name, query, onQuery }: SideSearchProps) {
  return (
    <span className={styles.side}>
      <span aria-hidden="true">{name}</span>
      <SecondSearch
        label={`Side ${name}`}
        placeholder={name === "A" ? "source:before or start<2026-11" : "source:after or start>=2026-11"}
        view="spans"
        query={query}
        onQuery={onQuery}
      />
    </span>
  );
}
