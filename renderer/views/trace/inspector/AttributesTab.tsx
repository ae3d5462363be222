import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef, useState } from "react";
import { useEngine, useEngineQuery } from "../../../data/engine.js";
import { formatNumber } from "../../../lib/format.js";
import { CopyButton } from "../../../ui/CopyButton.js";
import { EmptyState } from "../../../ui/EmptyState.js";
import { TextMark } from "../../../ui/TextMark.js";
import { useHighlight } from "../../../ui/highlight-context.js";
import { Answer } from "./Answer.js";
import { GROUP_LABELS, attributeItems } from "./attributes-model.js";
import type { Attribute } from "./attributes-model.js";
import { PreviewText } from "../../../ui/PreviewText.js";
import type { SpanKey } from "./span-key.js";
import styles from "./attributes.module.css";

/** Every attribute as the source gave it: key, type, value, and the convention that owns the key. */
export function AttributesTab({ span }: { readonly span: SpanKey }) {
  const query = useEngineQuery("span.attributes", span, { keepPrevious: true });
  return (
    <Answer query={query} what="the attributes">
      {(attributes) => <AttributeList key={span.spanId} attributes={attributes} />}
    </Answer>
  );
}

function AttributeList({ attributes }: { readonly attributes: readonly Attribute[] }) {
  const [filter, setFilter] = useState("");
  const [open, setOpen] = useState<ReadonlySet<Attribute>>(new Set());
  const scroller = useRef<HTMLDivElement>(null);
  const items = useMemo(() => attributeItems(attributes, filter), [attributes, filter]);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (items[index]?.type === "group" ? 28 : 44),
    overscan: 8,
  });
  const toggle = (attribute: Attribute) => {
    const next = new Set(open);
    if (!next.delete(attribute)) next.add(attribute);
    setOpen(next);
  };
  return (
    <div className={styles.panel}>
      <div className={styles.filter}>
        <input
          type="text"
          aria-label="Filter the attributes"
          placeholder={`Filter ${formatNumber(attributes.length)} attributes`}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Escape" || filter === "") return;
            event.preventDefault();
            setFilter("");
          }}
        />
      </div>
      {items.length === 0 ? (
        <EmptyState
          compact
          title={attributes.length === 0 ? "No attributes" : "No attribute matches"}
          hint={
            attributes.length === 0
              ? "The source gave none for this span."
              : "The filter looks at key, value and owner."
          }
        />
      ) : null}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a list that scrolls must be reached by keyboard. */}
      <div ref={scroller} className={styles.scroller} role="list" aria-label="Attributes" tabIndex={0}>
        <div className={styles.tall} style={{ height: virtual.getTotalSize() }} role="presentation">
          {virtual.getVirtualItems().map((place) => {
            const item = items[place.index];
            if (item === undefined) return null;
            return (
              <div
                key={place.key}
                ref={virtual.measureElement}
                data-index={place.index}
                role="listitem"
                className={styles.place}
                style={{ transform: `translateY(${place.start}px)` }}
              >
                {item.type === "group" ? (
                  <div className={styles.group}>
                    {GROUP_LABELS[item.group]} <span>{formatNumber(item.count)}</span>
                  </div>
                ) : (
                  <AttributeRow
                    attribute={item.attribute}
                    open={open.has(item.attribute)}
                    onToggle={() => toggle(item.attribute)}
                  />
                )}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface AttributeRowProps {
  readonly attribute: Attribute;
  readonly open: boolean;
  readonly onToggle: () => void;
}

const LINE_LETTERS = 300;

function AttributeRow({ attribute, open, onToggle }: AttributeRowProps) {
  const highlight = useHighlight();
  const { value } = attribute;
  const line = value.text.slice(0, LINE_LETTERS);
  const long = value.length > 48 || value.format === "json" || value.text.includes("\n");
  return (
    <div className={styles.row}>
      <div className={styles.head}>
        <span className={styles.key}>{attribute.key}</span>
        <span className={styles.side}>
          {attribute.type}
          {attribute.owner === null ? "" : `, ${attribute.owner}`}
        </span>
        <span className={styles.copy}>
          <WholeCopy attribute={attribute} />
        </span>
      </div>
      {open ? (
        <div className={styles.open}>
          <PreviewText preview={value} label={attribute.key} openLevels={2} />
        </div>
      ) : null}
      {long ? (
        <button type="button" className={open ? styles.less : styles.value} aria-expanded={open} onClick={onToggle}>
          {open ? "less" : highlight === undefined ? line : <TextMark text={line} marks={highlight(line)} />}
        </button>
      ) : (
        <div className={styles.value}>
          {highlight === undefined ? line : <TextMark text={line} marks={highlight(line)} />}
        </div>
      )}
    </div>
  );
}

function WholeCopy({ attribute }: { readonly attribute: Attribute }) {
  const { client } = useEngine();
  const { value } = attribute;
  const whole = async (): Promise<string> => {
    let text = value.text;
    while (value.hash !== null && text.length < value.length) {
      const slice = await client.call("text.read", { hash: value.hash, offset: text.length, length: 1_000_000 });
      if (slice.text === "") break;
      text += slice.text;
    }
    return text;
  };
  return <CopyButton square size="small" label={`Copy the value of ${attribute.key}`} text={whole} />;
}
