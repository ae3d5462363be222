import { currentRoute, navigate } from "../../../state/navigation.js";
import { incidentsRoute } from "../../../state/route.js";
import styles from "./ItemLink.module.css";

interface ItemLinkProps {
  readonly incidentId: string;
  readonly itemId: string;
  /** Its place in the order of the report, from 1. */
  readonly place: number;
  /** What lies over the evidence is to go. */
  readonly onGo: () => void;
}

/** Leads to the item of the evidence in which something is taken out. */
export function ItemLink({ incidentId, itemId, place, onGo }: ItemLinkProps) {
  return (
    <button
      type="button"
      className={styles.link}
      onClick={() => {
        const now = currentRoute();
        navigate(
          { ...(now.page === "incidents" ? now : incidentsRoute()), incidentId, item: itemId },
          { replace: true },
        );
        onGo();
      }}
      // The row hears keys too, and would take them away.
      onKeyDown={(event) => event.stopPropagation()}
    >
      item {place}
    </button>
  );
}
