import type { SpanOverview } from "../../../../shared/contract/spans.js";
import { toUnixMs } from "../../../../shared/model/time.js";
import { formatCost, formatDateTime, formatDuration, formatNumber } from "../../../lib/format.js";
import { kindLabel } from "../../../lib/kinds.js";
import { usePreferences } from "../../../state/preferences.js";
import { Icon } from "../../../ui/Icon.js";
import { CallCard } from "../../../ui/CallCard.js";
import { PreviewText } from "../../../ui/PreviewText.js";
import { LinkList } from "./LinkList.js";
import styles from "./tabs.module.css";

export interface OverviewTabProps {
  readonly overview: SpanOverview;
  readonly onSelectSpan: (spanId: string) => void;
  readonly onOpenTrace: (traceId: string, spanId: string) => void;
}

/** The figures of a span, what went in and out in short, and where each field was read from. */
export function OverviewTab({ overview, onSelectSpan, onOpenTrace }: OverviewTabProps) {
  const zone = usePreferences((preferences) => preferences.zone);
  return (
    <div className={styles.overview}>
      {overview.status === "error" ? (
        <div className={styles.failure}>
          <Icon name="error" size={14} />
          <div>
            <div className={styles.failureType}>{overview.errorType ?? "error"}</div>
            {overview.statusMessage === null ? null : <PreviewText preview={overview.statusMessage} label="Error" />}
          </div>
        </div>
      ) : null}
      <dl className={styles.pairs}>
        {figuresOf(overview).map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {overview.startNs === null ? null : (
          <div>
            <dt>Started</dt>
            <dd>{formatDateTime(toUnixMs(overview.startNs), zone)}</dd>
          </div>
        )}
        <div>
          <dt>Source</dt>
          <dd className={styles.wrap}>
            {overview.source}
            {overview.copies.map((copy) => (
              <div key={copy.source} className={copy.verdict === "conflict" ? styles.warning : styles.faint}>
                {copy.verdict === "conflict" ? <Icon name="warning" size={12} /> : null}
                {copy.source}: {COPY_WORDS[copy.verdict]}
              </div>
            ))}
          </dd>
        </div>
      </dl>
      {overview.tool !== null && overview.kind === "tool" && (overview.input !== null || overview.output !== null) ? (
        <Section title="Call">
          <CallCard
            name={overview.tool}
            request={overview.input}
            result={overview.output}
            failed={overview.status === "error"}
            resultDetail={overview.durationNs === null ? "" : formatDuration(overview.durationNs)}
          />
        </Section>
      ) : (
        <>
          {overview.input === null ? null : (
            <Section title="Input">
              <PreviewText preview={overview.input} label="Input" markdown openLevels={1} />
            </Section>
          )}
          {overview.output === null ? null : (
            <Section title="Output">
              <PreviewText preview={overview.output} label="Output" markdown openLevels={1} />
            </Section>
          )}
        </>
      )}
      {overview.events.length === 0 ? null : (
        <Section title="Events" count={overview.events.length}>
          <ol className={styles.events}>
            {overview.events.slice(0, 200).map((event, index) => (
              <li key={index}>
                <span className={styles.eventTime}>+{formatDuration(event.atNs - overview.offsetNs)}</span>
                <div className={styles.eventBody}>
                  <div>{event.name}</div>
                  {event.attributes.slice(0, 30).map((attribute) => (
                    <div key={attribute.key} className={styles.eventAttribute}>
                      <span className={styles.mono}>{attribute.key}</span>
                      <PreviewText preview={attribute.value} label={attribute.key} openLevels={0} />
                    </div>
                  ))}
                </div>
              </li>
            ))}
          </ol>
        </Section>
      )}
      {overview.links.length === 0 ? null : (
        <Section title="Links" count={overview.links.length}>
          <LinkList links={overview.links} onSelectSpan={onSelectSpan} onOpenTrace={onOpenTrace} />
        </Section>
      )}
      {overview.linkedFrom.length === 0 ? null : (
        <Section title="Linked from" count={overview.linkedFrom.length}>
          <LinkList links={overview.linkedFrom} onSelectSpan={onSelectSpan} onOpenTrace={onOpenTrace} />
        </Section>
      )}
      {overview.fields.length === 0 ? null : (
        <Section title="Fields, and where they were read">
          <dl className={styles.fields}>
            {overview.fields.map((field) => (
              <div key={`${field.field} ${field.value}`}>
                <dt>{field.label}</dt>
                <dd>
                  <div className={styles.wrap}>{field.value}</div>
                  {field.from === null ? null : (
                    <div className={styles.from}>
                      <span className={styles.mono}>{field.from.attribute}</span>, {field.from.label}
                    </div>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
    </div>
  );
}

const COPY_WORDS = {
  same: "the same span again",
  fuller: "the same span with less in it",
  conflict: "another span of this id",
} as const;

function Section(props: { readonly title: string; readonly count?: number; readonly children: React.ReactNode }) {
  return (
    <section className={styles.section}>
      <h3>
        {props.title} {props.count === undefined ? null : <span className={styles.faint}>{props.count}</span>}
      </h3>
      {props.children}
    </section>
  );
}

function figuresOf(overview: SpanOverview): [string, string][] {
  const figures: [string, string][] = [["Kind", kindLabel(overview.kind)]];
  const add = (label: string, value: string | null) => {
    if (value !== null && value !== "") figures.push([label, value]);
  };
  add("Agent", overview.agentPath.length > 1 ? overview.agentPath.join(" › ") : overview.agent);
  add("Tool", overview.tool);
  add("Model", overview.model);
  add("Duration", overview.durationNs === null ? "no end was recorded" : formatDuration(overview.durationNs));
  add(
    "Own time",
    overview.selfNs === null || overview.selfNs === overview.durationNs ? null : formatDuration(overview.selfNs),
  );
  add(
    "First token",
    overview.timeToFirstTokenNs === null ? null : `after ${formatDuration(overview.timeToFirstTokenNs)}`,
  );
  add("Tokens", tokensOf(overview));
  add("Cost", costOf(overview));
  add("Service", overview.service);
  add("Scope", overview.scope);
  return figures;
}

function costOf({ costUsd, costFrom, unpricedTokens }: SpanOverview): string | null {
  if (costUsd === null) return unpricedTokens === 0 ? null : "unpriced";
  return costFrom === "computed" ? `${formatCost(costUsd)}, computed from tokens` : formatCost(costUsd);
}

function tokensOf(overview: SpanOverview): string | null {
  const { inputTokens, outputTokens, cacheReadTokens, reasoningTokens } = overview;
  const parts = [
    inputTokens === null ? null : `${formatNumber(inputTokens)} in`,
    cacheReadTokens === null || cacheReadTokens === 0 ? null : `${formatNumber(cacheReadTokens)} of them cached`,
    outputTokens === null ? null : `${formatNumber(outputTokens)} out`,
    reasoningTokens === null || reasoningTokens === 0 ? null : `${formatNumber(reasoningTokens)} of them reasoning`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(", ");
}
