import type { ReactNode } from "react";
import { Button } from "./Button.js";
import { CopyButton } from "./CopyButton.js";
import styles from "./ErrorPanel.module.css";
import { Icon } from "./Icon.js";
import { Quoted } from "./Quoted.js";

/** What a panel needs to know of a failure: a sentence, a hint, a code for the details. */
export interface Failure {
  readonly message: string;
  readonly hint?: string | undefined;
  readonly code?: string | undefined;
}

export interface ErrorPanelProps {
  /** What could not be done: "This span's messages could not be read". */
  readonly title: string;
  readonly failure: Failure;
  readonly onRetry?: (() => void) | undefined;
  /** More buttons, before Copy details. */
  readonly actions?: ReactNode;
}

/** The text that Copy details puts on the clipboard. */
export function failureDetails(title: string, failure: Failure): string {
  return [title, failure.message, failure.hint, failure.code === undefined ? undefined : `code: ${failure.code}`]
    .filter((line) => line !== undefined && line !== "")
    .join("\n");
}

/** An error where the answer would be: what happened, what to try, and the details to copy. */
export function ErrorPanel({ title, failure, onRetry, actions }: ErrorPanelProps) {
  return (
    <div role="alert" className={styles.panel}>
      <span className={styles.icon}>
        <Icon name="error" />
      </span>
      <div className={styles.text}>
        <div className={styles.title}>{title}</div>
        <div className={styles.message}>
          <Quoted text={failure.hint === undefined ? failure.message : `${failure.message} ${failure.hint}`} />
        </div>
        <div className={styles.actions}>
          {onRetry === undefined ? null : <Button onClick={onRetry}>Try again</Button>}
          {actions}
          <CopyButton label="Copy details" text={failureDetails(title, failure)} />
        </div>
      </div>
    </div>
  );
}
