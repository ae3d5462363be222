import { useState } from "react";
import type { SourceRow } from "../../../shared/contract/sources.js";
import { toUnixMs } from "../../../shared/model/time.js";
import { failureOf, useEngineCommand } from "../../data/engine.js";
import { formatBytes, formatCounted, formatDateTime, formatNumber } from "../../lib/format.js";
import { showAlert } from "../../state/alerts.js";
import { navigate } from "../../state/navigation.js";
import { usePreferences } from "../../state/preferences.js";
import { tracesRoute } from "../../state/route.js";
import { Button } from "../../ui/Button.js";
import { CopyButton } from "../../ui/CopyButton.js";
import { Dialog } from "../../ui/Dialog.js";
import { EraseSource } from "./EraseSource.js";
import { RejectList } from "./RejectList.js";
import styles from "./SourceDetails.module.css";
import { UnownedKeys } from "./UnownedKeys.js";

/** What was understood of a file, by which convention, and what was not. */
export function SourceDetails({ id, source }: { readonly id: string; readonly source: SourceRow }) {
  const zone = usePreferences((preferences) => preferences.zone);
  return (
    <div id={id} className={styles.details}>
      <div className={styles.facts}>
        <dl className={styles.pairs}>
          <dt>Size</dt>
          <dd>
            {formatBytes(source.bytes)}
            {source.containers.length === 0 ? "" : `, ${source.containers.join(", ")}`}
          </dd>
          <dt>Imported</dt>
          <dd>
            {formatDateTime(source.importedAtMs, zone)}, in {source.seconds.toFixed(1)}&nbsp;s
          </dd>
          {source.firstNs === null || source.lastNs === null ? null : (
            <>
              <dt>From</dt>
              <dd>{formatDateTime(toUnixMs(source.firstNs), zone)}</dd>
              <dt>To</dt>
              <dd>{formatDateTime(toUnixMs(source.lastNs), zone)}</dd>
            </>
          )}
          {source.logs + source.metrics === 0 ? null : (
            <>
              <dt>Also in it</dt>
              <dd>
                {formatCounted(source.logs, "log")}
                {source.spanLogs === 0 ? "" : ` (${formatNumber(source.spanLogs)} of spans)`},{" "}
                {formatCounted(source.metrics, "metric")}
              </dd>
            </>
          )}
          {source.annotations === 0 ? null : (
            <>
              <dt>Annotations</dt>
              <dd>{formatNumber(source.annotations)}</dd>
            </>
          )}
          <dt>SHA-256</dt>
          <dd className={styles.hash}>
            <span title={source.sha256}>{source.sha256.slice(0, 16)}…</span>
            <CopyButton square size="small" label="Copy SHA-256" text={source.sha256} />
          </dd>
        </dl>
        <div>
          <h3 className={styles.head}>Conventions</h3>
          {source.conventions.length === 0 ? (
            <p className={styles.quiet}>No convention had something to say about its spans.</p>
          ) : (
            <ul>
              {source.conventions.map((convention) => (
                <li key={convention.id} className={styles.convention}>
                  <span>{convention.label}</span>
                  <span className={styles.count}>{formatCounted(convention.spans, "span")}</span>
                </li>
              ))}
            </ul>
          )}
          <div className={styles.actions}>
            <Button onClick={() => navigate(tracesRoute({ q: `source:${quoted(source.name)}` }))}>
              Show its traces
            </Button>
            <RemoveSource source={source} />
            <EraseSource source={source} />
          </div>
        </div>
      </div>
      {source.unownedKeys > 0 ? (
        <UnownedKeys source={source} />
      ) : (
        <p className={styles.quiet}>Every attribute belongs to a convention.</p>
      )}
      {source.rejected > 0 ? <RejectList source={source} /> : null}
    </div>
  );
}

function quoted(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : `"${name.replaceAll('"', "")}"`;
}

function RemoveSource({ source }: { readonly source: SourceRow }) {
  const [asking, setAsking] = useState(false);
  const remove = useEngineCommand("source.remove");
  const confirm = () =>
    remove.mutate(
      { source: source.id },
      {
        onSuccess: ({ spans, handedOn }) => {
          setAsking(false);
          navigate({ page: "sources", source: undefined }, { replace: true });
          showAlert({
            tone: "notice",
            title: `${source.name} was removed`,
            message: `${formatCounted(spans, "span")} gone${handedOn === 0 ? "" : `, ${formatNumber(handedOn)} kept from other sources`}.`,
          });
        },
        onError: (error) => {
          setAsking(false);
          showAlert({ tone: "error", title: `${source.name} was not removed`, ...failureOf(error) });
        },
      },
    );
  return (
    <>
      <Button onClick={() => setAsking(true)}>Remove…</Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={`Remove ${source.name}?`}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>Keep it</Button>
            <Button look="primary" onClick={confirm} disabled={remove.isPending}>
              Remove from the workspace
            </Button>
          </>
        }
      >
        <p>
          Its {formatCounted(source.stored, "span")} leave this workspace; those that another source has too stay. The
          file itself is not touched: opened again, it brings everything back, and your notes with it.
        </p>
      </Dialog>
    </>
  );
}
