import { kindFamily, kindLabel, type Kind } from "../lib/kinds.js";
import { Icon, type IconProps } from "./Icon.js";
import type { IconName } from "./icons/shapes.js";
import styles from "./KindIcon.module.css";

const ICON_BY_KIND: Readonly<Record<Kind, IconName>> = {
  other: "other",
  agent: "agent",
  workflow: "workflow",
  chain: "workflow",
  turn: "workflow",
  llm: "llm",
  tool: "tool",
  retriever: "retriever",
  reranker: "reranker",
  embedding: "embedding",
  memory: "memory",
  guardrail: "guardrail",
  evaluator: "evaluator",
  plan: "plan",
  prompt: "prompt",
  handoff: "arrow-right",
  message: "nav-conversations",
  http: "http",
  db: "db",
};

export interface KindIconProps {
  readonly kind: Kind;
  /** A failed span takes red in place of its kind; the drawing still says the kind. */
  readonly failed?: boolean | undefined;
  readonly size?: IconProps["size"];
}

/** The icon of a span kind in the hue of its family, with the kind's name for assistive technology. */
export function KindIcon({ kind, failed = false, size = 14 }: KindIconProps) {
  const label = failed ? `${kindLabel(kind)}, failed` : kindLabel(kind);
  return (
    <span className={failed ? styles.failed : styles[kindFamily(kind)]} role="img" aria-label={label} title={label}>
      <Icon name={ICON_BY_KIND[kind]} size={size} />
    </span>
  );
}
