import { memo, useState } from "react";
import type { ItemHead } from "../../../shared/contract/incidents.js";
import { useReadOnly } from "../../annotations/author.js";
import { useEngineQuery } from "../../data/engine.js";
import { classes } from "../../lib/classes.js";
import { chordFor, useCommand } from "../../state/commands.js";
import { linkTo, navigate } from "../../state/navigation.js";
import { usePreferences } from "../../state/preferences.js";
import { EditableMarkdown } from "../../ui/EditableMarkdown.js";
import { Icon } from "../../ui/Icon.js";
import { IconButton } from "../../ui/IconButton.js";
import { Menu, type MenuItem } from "../../ui/Menu.js";
import text from "../../ui/text.module.css";
import styles from "./incidents.module.css";
import { ItemBodyView } from "./items/ItemBodyView.js";
import { ItemIcon } from "./items/ItemIcon.js";
import { placeOfItem, routeOfItem } from "./items/place.js";
import { useApply } from "./use-apply.js";
import { useCountAgain } from "./use-count-again.js";
import type { GripHandlers } from "./use-drag-order.js";
import { useKeptText } from "./use-kept-text.js";
import { ITEM_WORDS, MOST_TEXT } from "./words.js";

/** What a row can have done with itself; the same object for as long as the list stands. */
export interface RowActions {
  readonly move: (id: string, by: 1 | -1) => void;
  readonly remove: (id: string) => void;
}

interface EvidenceRowProps {
  readonly item: ItemHead;
  readonly index: number;
  readonly count: number;
  readonly topPx: number;
  readonly measure: (element: HTMLElement | null) => void;
  readonly selected: boolean;
  readonly tabStop: boolean;
  readonly dragged: boolean;
  /** Its words are to be written at once. */
  readonly editing: boolean;
  readonly grips: GripHandlers;
  readonly actions: RowActions;
}

/** One piece of evidence: its heading, what it shows as the report will show it, and what is said of it. */
export const EvidenceRow = memo(function EvidenceRow(props: EvidenceRowProps) {
  const { item, index, count, selected } = props;
  const zone = usePreferences((preferences) => preferences.zone);
  // A picture never changes; it is not sent again with each change of the workspace.
  const isPicture = item.type === "picture";
  const got = useEngineQuery("incident.item", { id: item.id }, { keepPrevious: true, immutable: isPicture });
  const body = got.data;
  const apply = useApply();
  const readOnly = useReadOnly();
  const heading = useKeptText(item.heading, (kept) => apply({ command: "item.edit", id: item.id, heading: kept }), {
    mayBeEmpty: false,
  });
  const caption = useKeptText(item.caption, (kept) => apply({ command: "item.edit", id: item.id, caption: kept }));
  const [captionWish, setCaptionWish] = useState(0);
  const countAgain = useCountAgain(item, body);
  const route = body === undefined ? null : routeOfItem(body);
  useCommand("row-open", () => (route === null ? undefined : navigate(route)), { active: selected && route !== null });
  const nth = index + 1;
  const actions: MenuItem[] = [];
  if (route !== null)
    actions.push({
      id: "open",
      label: "Open in the workspace",
      icon: "arrow-right",
      chord: chordFor("row-open"),
      onSelect: () => navigate(route),
    });
  if (countAgain !== null && !readOnly)
    actions.push({ id: "again", label: "Count again", icon: "search", onSelect: countAgain });
  if (item.caption === "" && item.type !== "note" && !readOnly)
    actions.push({
      id: "caption",
      label: "Write a caption",
      icon: "note",
      onSelect: () => setCaptionWish(captionWish + 1),
    });
  actions.push(
    {
      id: "up",
      label: "Move up",
      icon: "chevron-up",
      chord: chordFor("item-up"),
      disabled: readOnly || index === 0,
      onSelect: () => props.actions.move(item.id, -1),
    },
    {
      id: "down",
      label: "Move down",
      icon: "chevron-down",
      chord: chordFor("item-down"),
      disabled: readOnly || nth === count,
      onSelect: () => props.actions.move(item.id, 1),
    },
    {
      id: "remove",
      label: "Remove",
      disabled: readOnly,
      icon: "close",
      chord: chordFor("item-remove"),
      onSelect: () => props.actions.remove(item.id),
    },
  );
  return (
    <li
      ref={props.measure}
      data-index={index}
      data-item={item.id}
      className={classes(styles.item, selected && styles.itemSelected, props.dragged && styles.dragged)}
      style={{ transform: `translateY(${props.topPx}px)` }}
      aria-setsize={count}
      aria-posinset={nth}
      {...(selected ? { "aria-current": "true" as const } : {})}
      // The keys of the list hold where a row has the focus.
      {...{ tabIndex: props.tabStop ? 0 : -1 }}
      aria-label={`${nth}: ${item.heading}`}
    >
      <span
        className={styles.grip}
        aria-hidden="true"
        title="Drag to order"
        onPointerDown={(event) => props.grips.onPointerDown(index, event)}
        onPointerMove={props.grips.onPointerMove}
        onPointerUp={props.grips.onPointerUp}
        onPointerCancel={props.grips.onPointerCancel}
      >
        <Icon name="grip" size={14} />
      </span>
      <span className={styles.number} aria-hidden="true">
        {nth}
      </span>
      <div className={styles.itemBody}>
        <div className={styles.itemHead}>
          <ItemIcon type={item.type} body={body} />
          <input
            className={styles.heading}
            aria-label={`Heading of item ${nth}`}
            readOnly={readOnly}
            value={heading.value}
            maxLength={MOST_TEXT.heading}
            dir="auto"
            onChange={(event) => heading.onChange(event.currentTarget.value)}
            onBlur={heading.onLeave}
            onKeyDown={(event) => {
              if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
            }}
          />
          <span className={styles.type}>{ITEM_WORDS[item.type].word}</span>
          <span className={text.space} />
          {route === null || body === undefined ? (
            <span className={styles.place}>{placeOfItem(item, body, zone)}</span>
          ) : (
            <a {...linkTo(route)} className={styles.place} title="Open in the workspace">
              {placeOfItem(item, body, zone)}
            </a>
          )}
          <Menu
            label={`More for item ${nth}`}
            trigger={<IconButton icon="more" label={`More for item ${nth}`} size="small" />}
            items={actions}
          />
        </div>
        <ItemBodyView
          item={item}
          body={body}
          failure={got.isError && body === undefined ? got.error.toData() : null}
          onRetry={() => void got.refetch()}
          onCountAgain={readOnly ? null : countAgain}
          editing={props.editing}
        />
        {item.type === "note" || (item.caption === "" && captionWish === 0 && caption.value === "") ? null : (
          <div className={styles.caption}>
            <EditableMarkdown
              label={`Caption of item ${nth}`}
              {...caption}
              placeholder="What does it show?"
              maxLength={MOST_TEXT.caption}
              plain
              readOnly={readOnly}
              wish={captionWish}
            />
          </div>
        )}
      </div>
    </li>
  );
});
