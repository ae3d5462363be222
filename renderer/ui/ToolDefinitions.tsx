import { useMemo, useState } from "react";
import { formatCounted } from "../lib/format.js";
import styles from "./FoldedPart.module.css";
import { FoldedPart } from "./FoldedPart.js";
import { Icon } from "./Icon.js";
import { JsonTree } from "./JsonTree.js";
import { PreviewText } from "./PreviewText.js";
import type { Preview } from "./read-text.js";
import { type ToolDefinition, toolDefinitions } from "./tool-definitions.js";
import { useWholeText } from "./use-whole-text.js";

/** The tools that a model may call, folded: how many characters; opened, each with its words and its parameters. */
export function ToolDefinitions({ preview, title }: { readonly preview: Preview; readonly title: string }) {
  return (
    <FoldedPart title={title} length={preview.length}>
      <Tools preview={preview} />
    </FoldedPart>
  );
}

const MOST_CHARACTERS = 4_000_000;

function Tools({ preview }: { readonly preview: Preview }) {
  const isSmall = preview.length <= MOST_CHARACTERS;
  const whole = useWholeText(preview, isSmall);
  const text = whole.state === "ready" ? whole.text : null;
  const tools = useMemo(() => (text === null ? null : toolDefinitions(text)), [text]);
  if (whole.state === "loading" && isSmall) return <span className={styles.side}>Reading…</span>;
  if (tools === null) return <PreviewText preview={preview} label="Tool definitions" openLevels={2} />;
  return tools.map((tool, index) => <Tool key={`${tool.name} ${index}`} tool={tool} />);
}

function Tool({ tool }: { readonly tool: ToolDefinition }) {
  const [open, setOpen] = useState(false);
  const parameters = parameterCount(tool.parameters);
  return (
    <div className={styles.tool}>
      <button type="button" className={styles.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name={open ? "chevron-down" : "chevron-right"} size={12} />
        <span className={styles.name}>{tool.name}</span>
        <span className={styles.title}>{open ? "" : tool.description.slice(0, 160)}</span>
        <span className={styles.side}>{parameters === null ? "" : formatCounted(parameters, "parameter")}</span>
      </button>
      {open ? (
        <div className={styles.body}>
          {tool.description === "" ? null : (
            <p className={styles.description} dir="auto">
              {tool.description}
            </p>
          )}
          {tool.parameters === undefined ? null : (
            <JsonTree value={tool.parameters} label={`Parameters of ${tool.name}`} openLevels={2} />
          )}
        </div>
      ) : null}
    </div>
  );
}

function parameterCount(parameters: unknown): number | null {
  if (typeof parameters !== "object" || parameters === null || !("properties" in parameters)) return null;
  const { properties } = parameters;
  return typeof properties === "object" && properties !== null ? Object.keys(properties).length : null;
}
