import { MAP_METHODS, type VectorSpace } from "../../../../shared/contract/vectors.js";
import { formatNumber } from "../../../lib/format.js";
import { AddToIncidentButton } from "../../../results/AddToIncidentButton.js";
import { SavePicture } from "../../../results/SavePicture.js";
import { useCommand } from "../../../state/commands.js";
import { MAP_COLOURS, WORDS } from "../../../state/map-route.js";
import type { RetrievalRoute } from "../../../state/retrieval-route.js";
import { Button } from "../../../ui/Button.js";
import { Icon } from "../../../ui/Icon.js";
import { IconButton } from "../../../ui/IconButton.js";
import { Menu, type MenuItem } from "../../../ui/Menu.js";
import type { PictureFormat } from "../../../ui/save-picture.js";
import { Segmented } from "../../../ui/Segmented.js";
import text from "../../../ui/text.module.css";
import styles from "./map.module.css";
import type { MapState } from "./use-map.js";
import { UnusableNote } from "./UnusableNote.js";
import { METHOD_HINTS, spaceName, unusableOf } from "./words.js";

interface MapToolbarProps {
  readonly route: RetrievalRoute;
  readonly state: MapState;
  readonly lassoing: boolean;
  readonly onLassoing: (on: boolean) => void;
  readonly onChange: (change: Partial<Omit<RetrievalRoute, "page">>, push?: boolean) => void;
  /** Null where there is no picture to save. */
  readonly onSave: ((format: PictureFormat) => void) | null;
}

/** What the picture is forgotten of another map: its part that is shown, the lasso, the point. */
const ANEW = { box: undefined, lasso: undefined } as const;

/** Of what the map is made and how, what its colours say, and what lies beside it. */
export function MapToolbar({ route, state, lassoing, onLassoing, onChange, onSave }: MapToolbarProps) {
  useCommand("save-svg", () => onSave?.("svg"), { active: onSave !== null });
  useCommand("save-png", () => onSave?.("png"), { active: onSave !== null });
  const present = state.space == null ? null : state.spaces?.find(({ id }) => id === state.space);
  const unusable = unusableOf((state.spaces ?? []).filter(({ withUnnamed }) => !withUnnamed));
  return (
    <div className={styles.toolbar}>
      <span className={styles.caption}>Of</span>
      <Menu
        label="What the map is made of"
        align="start"
        trigger={
          <Button aria-label={`Made of: ${present == null ? "words" : spaceName(present)}`} className={styles.choice}>
            <span className={styles.choiceText}>{present == null ? "Words of the texts" : spaceName(present)}</span>
            <Icon name="chevron-down" size={12} />
          </Button>
        }
        items={spaceItems(state, (space) => onChange({ ...ANEW, space }, true))}
      />
      <Segmented
        label="Laid out by"
        items={MAP_METHODS.map((id) => ({ id, label: id.toUpperCase(), hint: METHOD_HINTS[id] }))}
        value={route.method}
        onChange={(method) => onChange({ ...ANEW, method }, true)}
      />
      <span className={styles.caption}>Colour</span>
      <Menu
        label="Colour"
        align="start"
        trigger={
          <Button aria-label={`Colour: ${route.color}`}>
            {capital(route.color)}
            <Icon name="chevron-down" size={12} />
          </Button>
        }
        items={MAP_COLOURS.map((color) => ({
          id: color,
          label: capital(color),
          checked: route.color === color,
          onSelect: () => onChange({ color }),
        }))}
      />
      <UnusableNote unusable={unusable} />
      <span className={text.space} />
      <Segmented
        label="Beside the map"
        items={[
          { id: "none", label: "Map" },
          { id: "clusters", label: "Clusters" },
          { id: "points", label: "Points" },
        ]}
        value={route.list}
        onChange={(list) => onChange({ list })}
      />
      <IconButton
        icon="lasso"
        label="Lasso: draw around points, also with Shift"
        chord="l"
        pressed={lassoing}
        onClick={() => onLassoing(!lassoing)}
      />
      {onSave === null ? null : <AddToIncidentButton />}
      {onSave === null ? null : <SavePicture label="Save the map as a picture" onSave={onSave} />}
    </div>
  );
}

function spaceItems(state: MapState, choose: (space: string) => void): MenuItem[] {
  const spaces = state.spaces ?? [];
  const { queries, documents, answers } = state.texts;
  return [
    ...spaces.map((space) => ({
      id: space.id,
      label: `${spaceName(space)} · ${saidOf(space)}`,
      checked: state.space === space.id,
      disabled: space.vectors === 0,
      onSelect: () => choose(space.id),
    })),
    {
      id: WORDS,
      label: `Words of the texts · ${formatNumber(queries + documents + answers)}`,
      checked: state.space === null,
      disabled: queries + documents + answers === 0,
      onSelect: () => choose(WORDS),
    },
  ];
}

function saidOf(space: VectorSpace): string {
  const unusable = unusableOf([space]);
  const usable = formatNumber(space.vectors);
  return unusable === "" ? usable : `${usable} (not usable: ${unusable})`;
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
