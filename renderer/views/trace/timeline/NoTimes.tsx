import styles from "./no-times.module.css";

/** Said over a picture of time in which everything lies at its beginning. */
export function NoTimes() {
  return (
    <p className={styles.note} role="note">
      <strong>No times were recorded in this run.</strong> The graph and the transcript show its order.
    </p>
  );
}
