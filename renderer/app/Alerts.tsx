import { classes } from "../lib/classes.js";
import { dismissAlert, useAlerts, type Alert } from "../state/alerts.js";
import { Button } from "../ui/Button.js";
import { CopyButton } from "../ui/CopyButton.js";
import { failureDetails } from "../ui/ErrorPanel.js";
import { Icon } from "../ui/Icon.js";
import { IconButton } from "../ui/IconButton.js";
import styles from "./Alerts.module.css";

/** Errors over the view, until they are dismissed; notices at the lower edge, most of them for six seconds. */
export function Alerts({ narrow }: { readonly narrow: boolean }) {
  const alerts = useAlerts((state) => state.alerts);
  const errors = alerts.filter((alert) => alert.tone === "error");
  const notices = alerts.filter((alert) => alert.tone === "notice");
  return (
    <>
      <div className={classes(styles.errors, narrow && styles.narrow, errors.length === 0 && styles.none)}>
        {errors.map((alert) => (
          <ErrorAlert key={alert.id} alert={alert} />
        ))}
      </div>
      <div className={styles.notices} role="status" aria-live="polite">
        {notices.map((alert) => (
          <div key={alert.id} className={styles.notice}>
            <span className={styles.noticeTitle}>{alert.title}</span>
            {alert.message === undefined ? null : <span className={styles.text}>{alert.message}</span>}
            {alert.action === undefined ? null : <Button onClick={alert.action.run}>{alert.action.label}</Button>}
            {alert.other === undefined ? null : <Button onClick={alert.other.run}>{alert.other.label}</Button>}
            <IconButton
              icon="close"
              label="Dismiss"
              size="small"
              tooltipSide="top"
              onClick={() => dismissAlert(alert.id)}
            />
          </div>
        ))}
      </div>
    </>
  );
}

function ErrorAlert({ alert }: { readonly alert: Alert }) {
  const failure = { message: alert.message ?? "", hint: alert.hint, code: alert.code };
  return (
    <div role="alert" className={styles.alert}>
      <span className={styles.icon}>
        <Icon name="error" />
      </span>
      <div className={styles.body}>
        <div className={styles.title}>{alert.title}</div>
        <p className={styles.text}>
          {alert.message}
          {alert.hint === undefined ? null : ` ${alert.hint}`}
        </p>
        <div className={styles.actions}>
          {alert.action === undefined ? null : <Button onClick={alert.action.run}>{alert.action.label}</Button>}
          <CopyButton label="Copy details" text={failureDetails(alert.title, failure)} />
        </div>
      </div>
      <IconButton icon="close" label="Dismiss" size="small" onClick={() => dismissAlert(alert.id)} />
    </div>
  );
}
