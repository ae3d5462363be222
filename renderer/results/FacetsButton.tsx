import { useMemo } from "react";
import { parseQuery } from "../../shared/query/parse.js";
import { IconButton } from "../ui/IconButton.js";
import styles from "./Facets.module.css";
import { chosenCount } from "./facets-model.js";

interface FacetsButtonProps {
  readonly query: string;
  readonly open: boolean;
  readonly onToggle: () => void;
}

/** Opens and closes the facets; closed it says how many values are chosen. */
export function FacetsButton({ query, open, onToggle }: FacetsButtonProps) {
  const parsed = useMemo(() => parseQuery(query), [query]);
  const chosen = parsed.ok ? chosenCount(parsed.query) : 0;
  return (
    <span className={styles.button}>
      <IconButton
        icon="panel"
        label={open ? "Hide facets" : "Show facets"}
        size="small"
        aria-expanded={open}
        onClick={onToggle}
      />
      {open || chosen === 0 ? null : <span className={styles.badge}>{chosen}</span>}
    </span>
  );
}
