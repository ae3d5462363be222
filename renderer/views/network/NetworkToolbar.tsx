import type { ReactNode } from "react";
import { formatCounted } from "../../lib/format.js";
import { useCommand } from "../../state/commands.js";
import { NETWORK_FIGURES, type NetworkRoute } from "../../state/network-route.js";
import { Button } from "../../ui/Button.js";
import { Icon } from "../../ui/Icon.js";
import { AddToIncidentButton } from "../../results/AddToIncidentButton.js";
import { SavePicture } from "../../results/SavePicture.js";
import { Menu } from "../../ui/Menu.js";
import { Segmented } from "../../ui/Segmented.js";
import text from "../../ui/text.module.css";
import type { PictureFormat } from "../../ui/save-picture.js";
import { FIGURES } from "./figures.js";
import type { Line } from "./lines.js";
import { countOf } from "./model.js";
import styles from "./network.module.css";
import { thresholds } from "./thresholds.js";

interface NetworkToolbarProps {
  readonly route: NetworkRoute;
  readonly lines: readonly Line[];
  /** The least number of calls of a line that is drawn. */
  readonly least: number;
  readonly onChange: (change: Partial<Omit<NetworkRoute, "page">>, push?: boolean) => void;
  readonly onSave: (format: PictureFormat) => void;
  readonly comparing: boolean;
  /** Opens the bar of the second search, or closes it. */
  readonly onCompare: () => void;
  /** The button of the facets. */
  readonly start: ReactNode;
}

/** What is shown of the network, and what the lines say. */
export function NetworkToolbar({
  route,
  lines,
  least,
  onChange,
  onSave,
  comparing,
  onCompare,
  start,
}: NetworkToolbarProps) {
  const steps = thresholds(lines.reduce((most, line) => Math.max(most, countOf(line)), 0));
  const step = Math.max(
    0,
    steps.findLastIndex((value) => value <= least),
  );
  useCommand("save-svg", () => onSave("svg"), { active: route.as === "graph" });
  useCommand("save-png", () => onSave("png"), { active: route.as === "graph" });
  return (
    <div className={styles.toolbar}>
      {start}
      <span className={styles.wide}>
        <Segmented
          label="What is shown"
          items={LEVELS}
          value={route.level}
          onChange={(level) => onChange({ level }, true)}
        />
      </span>
      <span className={styles.narrow}>
        <ChoiceMenu
          label="What is shown"
          choices={LEVELS}
          value={route.level}
          onChange={(level) => onChange({ level }, true)}
        />
      </span>
      <Segmented
        label="As"
        items={[
          { id: "graph", label: "Graph" },
          { id: "table", label: "Table" },
        ]}
        value={route.as}
        onChange={(as) => onChange({ as }, true)}
      />
      {route.as === "table" || route.with !== undefined ? null : (
        <>
          <span className={styles.rule} />
          <span className={styles.caption}>Width</span>
          <ChoiceMenu label="Width" choices={CHOICES} value={route.width} onChange={(width) => onChange({ width })} />
          <span className={styles.caption}>Colour</span>
          <ChoiceMenu
            label="Colour"
            choices={CHOICES}
            value={route.colour}
            onChange={(colour) => onChange({ colour })}
          />
        </>
      )}
      {route.as === "table" || steps.length < 2 ? null : (
        <label className={styles.least}>
          <span className={styles.caption}>At least</span>
          <input
            type="range"
            min={0}
            max={steps.length - 1}
            step={1}
            value={step}
            aria-valuetext={formatCounted(steps[step] ?? 1, "call")}
            onChange={(event) => onChange({ least: steps[Number(event.currentTarget.value)] ?? 1 })}
          />
          <span className={styles.amount}>{formatCounted(steps[step] ?? 1, "call")}</span>
        </label>
      )}
      <span className={text.space} />
      <Button icon="split" aria-label="Compare" aria-pressed={comparing} onClick={onCompare}>
        <span className={styles.wide}>Compare</span>
      </Button>
      <AddToIncidentButton />
      {route.as === "table" ? null : <SavePicture label="Save the picture" onSave={onSave} />}
    </div>
  );
}

const LEVELS = [
  { id: "agents", label: "Agents", hint: "Users and agents" },
  { id: "tools", label: "Agents and tools", hint: "All but models" },
  { id: "all", label: "All", hint: "Models too" },
] as const;
const CHOICES = NETWORK_FIGURES.map((id) => ({ id, label: FIGURES[id].label }));

interface ChoiceMenuProps<Id extends string> {
  readonly label: string;
  readonly choices: readonly { readonly id: Id; readonly label: string }[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
}

function ChoiceMenu<Id extends string>({ label, choices, value, onChange }: ChoiceMenuProps<Id>) {
  const present = choices.find((choice) => choice.id === value)?.label ?? value;
  return (
    <Menu
      label={label}
      align="start"
      trigger={
        <Button aria-label={`${label}: ${present}`}>
          {present}
          <Icon name="chevron-down" size={12} />
        </Button>
      }
      items={choices.map((choice) => ({
        id: choice.id,
        label: choice.label,
        checked: choice.id === value,
        onSelect: () => onChange(choice.id),
      }))}
    />
  );
}
