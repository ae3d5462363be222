import { useState } from "react";
import type { ReportFormat } from "../../../../shared/contract/reports.js";
import { Button } from "../../../ui/Button.js";
import { IconButton } from "../../../ui/IconButton.js";
import { Progress } from "../../../ui/Progress.js";
import { ScrollBox } from "../../../ui/ScrollBox.js";
import { Segmented } from "../../../ui/Segmented.js";
import { FORMATS } from "./formats.js";
import { PrivateData } from "./PrivateData.js";
import styles from "./ReportPanel.module.css";
import { ReportPreview } from "./ReportPreview.js";
import { useReportExport } from "./use-export.js";

interface ReportPanelProps {
  readonly incidentId: string;
  /** Given where the panel lies over the content. */
  readonly onClose?: (() => void) | undefined;
}

/** What the incident is handed over as: the format, what is taken out, a look at it, and the file. Fills its place. */
export function ReportPanel({ incidentId, onClose }: ReportPanelProps) {
  const [format, setFormat] = useState<ReportFormat>("html");
  const [redact, setRedact] = useState(true);
  const [isShown, setShown] = useState(false);
  const { isRunning, run, stop } = useReportExport(incidentId);
  const write = () => run(format, redact);
  return (
    <section className={styles.panel} aria-labelledby="report-head">
      <div className={styles.head}>
        <div>
          <h2 id="report-head">Report</h2>
          <p className={styles.words}>One file to hand over. Nothing is sent anywhere.</p>
        </div>
        {onClose === undefined ? null : <IconButton icon="close" label="Close report" size="small" onClick={onClose} />}
      </div>
      <ScrollBox className={styles.body}>
        <div className={styles.formats}>
          <Segmented label="Format" items={FORMATS} value={format} onChange={setFormat} />
        </div>
        <p className={styles.words}>{FORMATS.find(({ id }) => id === format)?.words}</p>
        <PrivateData incidentId={incidentId} redact={redact} onRedact={setRedact} onGo={() => onClose?.()} />
      </ScrollBox>
      <div className={styles.foot}>
        {isRunning ? <Progress label="Writing the report" value={null} /> : null}
        <Button onClick={() => setShown(true)}>Preview report</Button>
        {isRunning ? (
          <Button onClick={stop}>Stop</Button>
        ) : (
          <Button look="primary" icon="download" onClick={write}>
            Export report
          </Button>
        )}
      </div>
      {isShown ? (
        <ReportPreview
          incidentId={incidentId}
          redact={redact}
          onClose={() => setShown(false)}
          onExport={() => {
            setShown(false);
            write();
          }}
        />
      ) : null}
    </section>
  );
}
