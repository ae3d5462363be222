import { useMemo, useState, type ReactNode } from "react";
import type { Mark } from "../lib/marks.js";
import { formatNumber } from "../lib/format.js";
import { CopyButton } from "./CopyButton.js";
import { JsonTree } from "./JsonTree.js";
import { Markdown } from "./Markdown.js";
import { TextMark } from "./TextMark.js";
import styles from "./TextView.module.css";

/** Reads a piece of a text that is not here as a whole; offsets and lengths in UTF-16 units. */
export type LoadSlice = (offset: number, length: number) => Promise<string>;

export interface TextViewProps {
  /** The text, or its beginning. */
  readonly text: string;
  /** Length of the whole text in UTF-16 units. */
  readonly length: number;
  readonly format: "text" | "json";
  /** Needed where `text` is only the beginning. */
  readonly loadSlice?: LoadSlice | undefined;
  /** Plain text may be read as Markdown; it is plain in attributes and raw views. */
  readonly markdown?: boolean;
  readonly highlight?: ((text: string) => readonly Mark[]) | undefined;
  /** What it is, for assistive technology: "Input", "Arguments". */
  readonly label: string;
  /** Levels of a JSON value that stand open at first. */
  readonly openLevels?: number;
}

const SLICE = 65_536;
/** Above it Markdown takes long to lay out; the text stands plain from there on. */
const FORMATTED = 150_000;

/** A text of any size: Markdown, JSON as a tree, or plain. What is over 64 kB comes in slices. */
export function TextView(props: TextViewProps) {
  const { text, length, format, loadSlice, markdown = false, highlight, label, openLevels } = props;
  const [extra, setExtra] = useState({ of: text, text: "" });
  const [failed, setFailed] = useState<string | null>(null);
  const [loading, setLoading] = useState(false);
  const [plain, setPlain] = useState(false);
  const shown = extra.of === text ? text + extra.text : text;
  const missing = Math.max(0, length - shown.length);
  const json = useMemo(
    () => (format === "json" && missing === 0 && !plain ? parseJson(shown) : null),
    [format, missing, plain, shown],
  );

  const load = async (upTo: number) => {
    if (loadSlice === undefined) return;
    setLoading(true);
    setFailed(null);
    try {
      let more = "";
      while (shown.length + more.length < upTo) {
        const slice = await loadSlice(shown.length + more.length, SLICE);
        if (slice === "") break;
        more += slice;
      }
      setExtra({ of: text, text: (extra.of === text ? extra.text : "") + more });
    } catch (error) {
      setFailed(error instanceof Error ? error.message : "The rest could not be read.");
    } finally {
      setLoading(false);
    }
  };

  let content: ReactNode;
  if (json !== null) {
    content = <JsonTree value={json.value} label={label} {...(openLevels === undefined ? {} : { openLevels })} />;
  } else if (markdown && format === "text" && !plain && shown.length <= FORMATTED) {
    content = <Markdown text={shown} highlight={highlight} />;
  } else {
    content = (
      <div className={format === "json" ? styles.code : styles.plain} dir="auto">
        {highlight === undefined ? shown : <TextMark text={shown} marks={highlight(shown)} />}
      </div>
    );
  }
  const hasForms =
    shown.length > 0 && ((format === "json" && (json !== null || plain)) || (markdown && format === "text"));
  return (
    <div className={styles.view}>
      {hasForms ? (
        <button
          type="button"
          className={styles.raw}
          aria-pressed={plain}
          aria-label={`Raw text of ${label.toLowerCase()}`}
          onClick={() => setPlain(!plain)}
        >
          Raw
        </button>
      ) : null}
      {content}
      {missing > 0 ? (
        <div className={styles.foot}>
          <span>
            {formatNumber(shown.length)} of {formatNumber(length)} characters shown.
          </span>
          {loadSlice === undefined ? null : (
            <>
              <button
                type="button"
                className={styles.link}
                disabled={loading}
                onClick={() => void load(shown.length + SLICE)}
              >
                {loading ? "Reading…" : "Show more"}
              </button>
              <CopyButton
                label="Copy all"
                text={async () => {
                  let whole = shown;
                  while (whole.length < length) {
                    const slice = await loadSlice(whole.length, 1_000_000);
                    if (slice === "") break;
                    whole += slice;
                  }
                  return whole;
                }}
              />
            </>
          )}
        </div>
      ) : null}
      {markdown && format === "text" && shown.length > FORMATTED ? (
        <div className={styles.foot}>Over {formatNumber(FORMATTED)} characters are shown without formatting.</div>
      ) : null}
      {failed === null ? null : (
        <div role="alert" className={styles.failed}>
          {failed}
        </div>
      )}
    </div>
  );
}

function parseJson(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}
