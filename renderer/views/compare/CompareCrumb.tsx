import { linkTo } from "../../state/navigation.js";
import { tracesRoute } from "../../state/route.js";
import { Icon } from "../../ui/Icon.js";
import styles from "./compare.module.css";

/** The way back to the list, and where one is. */
export function CompareCrumb() {
  return (
    <nav className={styles.crumb} aria-label="Place">
      <a {...linkTo(tracesRoute())}>
        <Icon name="chevron-left" size={14} />
        Traces
      </a>
      <span>Compare two runs</span>
    </nav>
  );
}
