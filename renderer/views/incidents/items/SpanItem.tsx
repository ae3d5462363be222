import type { BodyOf } from "../../../../shared/model/incident.js";
import { formatDateTime, formatDuration } from "../../../lib/format.js";
import { kindLabel } from "../../../lib/kinds.js";
import { usePreferences } from "../../../state/preferences.js";
import styles from "./items.module.css";
import { Quote } from "./Quote.js";

/** A pinned span: who did what when, what failed, and what was said. */
export function SpanItem({ body }: { readonly body: BodyOf<"span"> }) {
  const zone = usePreferences((preferences) => preferences.zone);
  const facts = [
    body.agent === null ? null : `agent ${body.agent}`,
    body.model ?? kindLabel(body.kind),
    body.startMs === null ? null : formatDateTime(body.startMs, zone),
    body.durationMs === null ? null : formatDuration(body.durationMs * 1e6),
    body.status === "error" ? "failed" : null,
  ].filter((fact) => fact !== null);
  return (
    <>
      <p className={styles.facts}>{facts.join(" · ")}</p>
      <Quote error={body.error} excerpts={body.excerpts} />
    </>
  );
}
