import { useState, type ReactNode } from "react";
import { useHighlight } from "./highlight-context.js";
import { Icon } from "./Icon.js";
import styles from "./JsonTree.module.css";
import { TextMark } from "./TextMark.js";

export interface JsonTreeProps {
  readonly value: unknown;
  readonly label: string;
  /** How many levels stand open at first. */
  readonly openLevels?: number;
}

const PAGE = 100;
const LONG_STRING = 2_000;

/** A JSON value as a tree whose branches are made when they are opened, a hundred children at a time. */
export function JsonTree({ value, label, openLevels = 2 }: JsonTreeProps) {
  return (
    <div className={styles.tree} role="group" aria-label={label} dir="ltr">
      <JsonNode name={null} value={value} open={openLevels} />
    </div>
  );
}

interface NodeProps {
  readonly name: string | number | null;
  readonly value: unknown;
  readonly open: number;
}

function JsonNode({ name, value, open }: NodeProps) {
  if (typeof value !== "object" || value === null) {
    return (
      <div className={styles.leaf}>
        <NodeName name={name} />
        <JsonScalar value={value} />
      </div>
    );
  }
  return <JsonBranch name={name} value={value} open={open} />;
}

function JsonBranch({ name, value, open }: NodeProps & { readonly value: object }) {
  const [isOpen, setOpen] = useState(open > 0);
  const [shown, setShown] = useState(PAGE);
  const isArray = Array.isArray(value);
  const keys = isArray ? null : Object.keys(value);
  const size = keys === null ? (value as unknown[]).length : keys.length;
  const children: ReactNode[] = [];
  if (isOpen) {
    for (let at = 0; at < Math.min(size, shown); at += 1) {
      const key = keys === null ? at : (keys[at] ?? "");
      const child = keys === null ? (value as unknown[])[at] : (value as Record<string, unknown>)[key];
      children.push(<JsonNode key={key} name={key} value={child} open={open - 1} />);
    }
  }
  const summary = isArray
    ? `[${size === 1 ? "1 item" : `${size} items`}]`
    : `{${size === 1 ? "1 key" : `${size} keys`}}`;
  return (
    <div>
      <button type="button" className={styles.branch} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon name={isOpen ? "chevron-down" : "chevron-right"} size={12} />
        <NodeName name={name} />
        <span className={styles.summary}>{summary}</span>
      </button>
      {isOpen ? (
        <div className={styles.children}>
          {children}
          {size > shown ? (
            <button type="button" className={styles.more} onClick={() => setShown(shown + PAGE * 10)}>
              Show more of {size}
            </button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

function NodeName({ name }: { readonly name: string | number | null }) {
  if (name === null) return null;
  return (
    <>
      <span className={styles.name}>{name}</span>
      <span className={styles.colon}>: </span>
    </>
  );
}

function JsonScalar({ value }: { readonly value: unknown }) {
  const [whole, setWhole] = useState(false);
  const highlight = useHighlight();
  const marked = (text: string) => (highlight === undefined ? text : <TextMark text={text} marks={highlight(text)} />);
  if (typeof value !== "string") return <span className={styles.other}>{marked(String(value))}</span>;
  const cut = !whole && value.length > LONG_STRING;
  return (
    <span className={styles.string} dir="auto">
      {marked(cut ? `${value.slice(0, LONG_STRING)}… ` : value)}
      {cut ? (
        <button type="button" className={styles.more} onClick={() => setWhole(true)}>
          Show all {value.length} characters
        </button>
      ) : null}
    </span>
  );
}
