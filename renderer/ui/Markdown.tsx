import { memo, type ComponentProps } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import type { Mark } from "../lib/marks.js";
import { CopyButton } from "./CopyButton.js";
import { Icon } from "./Icon.js";
import { rehypeHighlight } from "./highlight.js";
import styles from "./Markdown.module.css";

export interface MarkdownProps {
  readonly text: string;
  readonly highlight?: ((text: string) => readonly Mark[]) | undefined;
}

// Nothing of a trace is loaded or followed: no class, id or style comes through, and only these elements.
const SCHEMA = { ...defaultSchema, attributes: { ...defaultSchema.attributes, "*": [] }, clobberPrefix: "t-" };
const REMARK = [remarkGfm];

const COMPONENTS: Components = {
  a: ({ children, href }: ComponentProps<"a">) => (
    <span className={styles.link} title={href}>
      {children}
      {href === undefined || href === "" ? null : (
        <CopyButton square size="small" label={`Copy address ${href}`} text={href} />
      )}
    </span>
  ),
  img: ({ alt, src }: ComponentProps<"img">) => (
    <span className={styles.image} title={typeof src === "string" ? src : undefined}>
      <Icon name="file" size={12} /> image{alt === undefined || alt === "" ? "" : `: ${alt}`}
    </span>
  ),
  input: ({ checked }: ComponentProps<"input">) => <span aria-hidden="true">{checked === true ? "☑ " : "☐ "}</span>,
};

/** Markdown out of a trace as static text: links and pictures are named, never loaded or followed. */
export const Markdown = memo(function Markdown({ text, highlight }: MarkdownProps) {
  return (
    <div className={styles.markdown} dir="auto">
      <ReactMarkdown
        remarkPlugins={REMARK}
        rehypePlugins={[
          [rehypeSanitize, SCHEMA],
          [rehypeHighlight, highlight],
        ]}
        components={COMPONENTS}
        urlTransform={(url) => url}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
});
