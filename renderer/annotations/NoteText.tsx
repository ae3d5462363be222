import type { ComponentType } from "react";
import { Later, useLater } from "../lib/later.js";
import styles from "./note.module.css";

interface NoteTextProps {
  readonly text: string;
}

/** The renderer of Markdown is big, and the first page of the app has no use for it. */
const markdown = new Later<ComponentType<NoteTextProps>>(async () => (await import("../ui/Markdown.js")).Markdown);

/** A note as it reads: Markdown, and plain for the moment until that is at hand. */
export function NoteText({ text }: NoteTextProps) {
  const Markdown = useLater(markdown);
  return Markdown === null ? <div className={styles.text}>{text}</div> : <Shown as={Markdown} text={text} />;
}

function Shown({ as: Markdown, text }: NoteTextProps & { readonly as: ComponentType<NoteTextProps> }) {
  return <Markdown text={text} />;
}
