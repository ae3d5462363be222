import type { ItemBody, ItemType } from "../../../../shared/model/incident.js";
import { Icon } from "../../../ui/Icon.js";
import { KindIcon } from "../../../ui/KindIcon.js";
import styles from "./items.module.css";
import { ITEM_WORDS, PICTURE_ICONS } from "../words.js";

/** What a piece of evidence is, drawn: a span by its kind, a picture by its view. */
export function ItemIcon({ type, body }: { readonly type: ItemType; readonly body: ItemBody | undefined }) {
  if (body?.type === "span") return <KindIcon kind={body.kind} failed={body.status === "error"} />;
  return (
    <span className={styles.itemIcon}>
      <Icon name={body?.type === "picture" ? PICTURE_ICONS[body.view] : ITEM_WORDS[type].icon} size={14} />
    </span>
  );
}
