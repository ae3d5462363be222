import { useEffect, useRef, useState } from "react";
import { type ReportFormat, REPORT_NAME, reportNameOf } from "../../../../shared/contract/reports.js";
import { type EngineClient, failureOf, useEngine } from "../../../data/engine.js";
import { usePlatform } from "../../../data/platform-context.js";
import { zoneOffsetMinutes } from "../../../lib/format.js";
import { showAlert } from "../../../state/alerts.js";
import { usePreferences } from "../../../state/preferences.js";
import { printPage } from "./print-page.js";
import { readReport, requestOf } from "./read-report.js";

interface ReportExport {
  readonly isRunning: boolean;
  readonly run: (format: ReportFormat, redact: boolean) => void;
  readonly stop: () => void;
}

/** Writes the report to a file that the user names, or among the downloads; a PDF in a browser by its own print dialog. */
export function useReportExport(incidentId: string): ReportExport {
  const { client } = useEngine();
  const platform = usePlatform();
  const zone = usePreferences((preferences) => preferences.zone);
  const [running, setRunning] = useState<AbortController | null>(null);
  const present = useRef<AbortController | null>(null);
  // Who leaves the incident no longer waits for the file.
  useEffect(() => () => present.current?.abort(), [incidentId]);

  const run = async (format: ReportFormat, redact: boolean): Promise<void> => {
    const leave = new AbortController();
    present.current = leave;
    setRunning(leave);
    try {
      const name = await nameOf(client, incidentId, redact, leave.signal);
      const request = requestOf(incidentId, format, { redact, name, zoneOffsetMinutes: zoneOffsetMinutes(zone) });
      if (format === "pdf" && platform.kind === "browser") {
        const { html, isWhole } = await readReport(client, request, leave.signal, () => undefined);
        if (isWhole) return await printPage(html);
        throw new Error("The report is too large to be printed here. Export HTML, and print that.");
      }
      const saved = await platform.saveRows(request, leave.signal);
      if (saved === null) return;
      showAlert({ tone: "notice", title: platform.kind === "browser" ? `Downloading ${saved}` : `Saved ${saved}` });
    } catch (error) {
      const failure = failureOf(error);
      if (failure.code === "CANCELLED" || leave.signal.aborted) return;
      showAlert({ tone: "error", title: "The report could not be written", ...failure });
    } finally {
      if (present.current === leave) {
        present.current = null;
        setRunning(null);
      }
    }
  };
  return {
    isRunning: running !== null,
    run: (format, redact) => void run(format, redact),
    stop: () => running?.abort(),
  };
}

/** What the file is called until the user names it: the incident's title, without what must not leave. */
async function nameOf(client: EngineClient, incidentId: string, redact: boolean, signal: AbortSignal): Promise<string> {
  const { incident } = await client.call("incident.get", { id: incidentId }, signal);
  if (!redact) return reportNameOf(incident.title);
  const { text } = await client.call("redaction.preview", { text: incident.title }, signal);
  return text === "" ? REPORT_NAME : reportNameOf(text);
}
