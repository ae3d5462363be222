import { currentRoute, navigate } from "../../../state/navigation.js";
import { COLOUR_BY } from "../../../state/route.js";
import type { ColourBy, TraceRoute } from "../../../state/route.js";
import { Button } from "../../../ui/Button.js";
import { Checkbox } from "../../../ui/Checkbox.js";
import { IconButton } from "../../../ui/IconButton.js";
import { Menu } from "../../../ui/Menu.js";
import type { MenuItem } from "../../../ui/Menu.js";
import { setTraceLayout, useTraceLayout } from "../layout.js";
import styles from "./timeline.module.css";

const COLOURS: Readonly<Record<ColourBy, string>> = {
  kind: "kind",
  agent: "agent",
  model: "model",
  cost: "cost",
  latency: "latency",
};

export interface TimeOptionsProps {
  readonly route: TraceRoute;
  readonly narrow: boolean;
  /** The timeline, which alone has a critical path, is on the screen. */
  readonly timeline: boolean;
}

/** How the time views draw: the critical path, idle time, and what the colours mean. One menu where the window is narrow. */
export function TimeOptions({ route, narrow, timeline }: TimeOptionsProps) {
  const showPath = useTraceLayout((layout) => layout.showPath);
  const change = (next: Partial<Pick<TraceRoute, "idle" | "color">>) => {
    const now = currentRoute();
    navigate({ ...(now.page === "trace" ? now : route), ...next }, { replace: true });
  };
  const colours: MenuItem[] = COLOUR_BY.map((by) => ({
    id: by,
    label: `Colour by ${COLOURS[by]}`,
    checked: route.color === by,
    onSelect: () => change({ color: by }),
  }));
  if (narrow) {
    const items: MenuItem[] = [
      ...(timeline
        ? [
            {
              id: "path",
              label: "Critical path",
              checked: showPath,
              onSelect: () => setTraceLayout({ showPath: !showPath }),
            },
          ]
        : []),
      { id: "idle", label: "Compress idle", checked: route.idle, onSelect: () => change({ idle: !route.idle }) },
      ...colours,
    ];
    return <Menu label="Time options" items={items} trigger={<IconButton icon="columns" label="Time options" />} />;
  }
  return (
    <span className={styles.options}>
      {timeline ? (
        <Checkbox checked={showPath} onChange={(checked) => setTraceLayout({ showPath: checked })}>
          Critical path
        </Checkbox>
      ) : null}
      <Checkbox checked={route.idle} onChange={(idle) => change({ idle })}>
        Compress idle
      </Checkbox>
      <Menu
        label="Colours"
        items={colours}
        trigger={
          <Button look="quiet" icon="chevron-down">
            {`Colour: ${COLOURS[route.color]}`}
          </Button>
        }
      />
    </span>
  );
}
