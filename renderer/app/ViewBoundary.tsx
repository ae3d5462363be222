import { Component, type ReactNode } from "react";
import { ErrorPanel } from "../ui/ErrorPanel.js";
import styles from "./ViewBoundary.module.css";

interface Props {
  readonly title: string;
  readonly children: ReactNode;
}

/** A fault in one view stays in it: the rest of the window goes on. */
export class ViewBoundary extends Component<Props, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown): { readonly error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <div className={styles.fault}>
        <ErrorPanel
          title={`The view ${this.props.title} failed`}
          failure={{
            message: error.message,
            hint: "The rest of the window still works.",
            code: error.stack ?? error.name,
          }}
          onRetry={() => this.setState({ error: null })}
        />
      </div>
    );
  }
}
