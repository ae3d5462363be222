import type { ColumnChoice } from "../lib/column-choice.js";
import { IconButton } from "../ui/IconButton.js";
import { Menu } from "../ui/Menu.js";

interface ColumnMenuProps {
  readonly choice: ColumnChoice;
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}

/** Chooses the columns of the table; the address keeps them. */
export function ColumnMenu({ choice, chosen, onChange }: ColumnMenuProps) {
  return (
    <Menu
      label="Columns"
      trigger={<IconButton icon="columns" label="Columns" />}
      items={choice.columns.map((column) => ({
        id: column.id,
        label: column.label,
        checked: chosen.has(column.id),
        onSelect: () => {
          const next = new Set(chosen);
          if (!next.delete(column.id)) next.add(column.id);
          onChange(next);
        },
      }))}
    />
  );
}
