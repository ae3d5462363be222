import { classes } from "../lib/classes.js";
import styles from "./Spinner.module.css";

/** A turning ring, 14 px or 10 px: something goes on whose end is not known here. It always stands beside words. */
export function Spinner({ small = false }: { readonly small?: boolean }) {
  return <span aria-hidden="true" className={classes(styles.spinner, small && styles.small)} />;
}
