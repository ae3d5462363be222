import { useEffect, useState } from "react";
import type { ErrorData } from "../../../../shared/contract/errors.js";
import { failureOf, useEngine } from "../../../data/engine.js";
import { usePreferences } from "../../../state/preferences.js";
import { zoneOffsetMinutes } from "../../../lib/format.js";
import { Button } from "../../../ui/Button.js";
import { Dialog } from "../../../ui/Dialog.js";
import { ErrorPanel } from "../../../ui/ErrorPanel.js";
import { Progress } from "../../../ui/Progress.js";
import { readReport, requestOf } from "./read-report.js";
import styles from "./ReportPanel.module.css";

interface ReportPreviewProps {
  readonly incidentId: string;
  readonly redact: boolean;
  readonly onClose: () => void;
  readonly onExport: () => void;
}

type State =
  | { readonly type: "reading"; readonly share: number }
  | { readonly type: "page"; readonly html: string }
  | { readonly type: "large" }
  | { readonly type: "failed"; readonly failure: ErrorData };

/** The report as its reader will see it, in a frame where nothing runs. Nothing leaves by it. */
export function ReportPreview({ incidentId, redact, onClose, onExport }: ReportPreviewProps) {
  const state = useReport(incidentId, redact);
  return (
    <Dialog
      open
      full
      onClose={onClose}
      title="Report preview"
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button look="primary" icon="download" onClick={onExport}>
            Export report
          </Button>
        </>
      }
    >
      {state.type === "reading" ? (
        <div className={styles.reading}>
          <span>Writing the report …</span>
          <Progress label="Writing the report" value={state.share} />
        </div>
      ) : state.type === "page" ? (
        <iframe className={styles.page} title="Report" sandbox="" srcDoc={state.html} />
      ) : state.type === "large" ? (
        <p className={styles.words}>
          The report is too large to be shown here. Export it, and open the file in a browser.
        </p>
      ) : (
        <ErrorPanel title="The report could not be written" failure={state.failure} />
      )}
    </Dialog>
  );
}

function useReport(incidentId: string, redact: boolean): State {
  const { client, revision } = useEngine();
  const zone = usePreferences((preferences) => preferences.zone);
  const [state, setState] = useState<State>({ type: "reading", share: 0 });
  useEffect(() => {
    const leave = new AbortController();
    const request = requestOf(incidentId, "html", {
      redact,
      preview: true,
      zoneOffsetMinutes: zoneOffsetMinutes(zone),
    });
    readReport(client, request, leave.signal, (share) => {
      if (!leave.signal.aborted) setState((now) => (now.type === "page" ? now : { type: "reading", share }));
    }).then(
      ({ html, isWhole }) => {
        if (!leave.signal.aborted) setState(isWhole ? { type: "page", html } : { type: "large" });
      },
      (error: unknown) => {
        if (!leave.signal.aborted) setState({ type: "failed", failure: failureOf(error) });
      },
    );
    return () => leave.abort();
  }, [client, revision, incidentId, redact, zone]);
  return state;
}
