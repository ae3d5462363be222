import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { EditorState, RangeSetBuilder } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, keymap, placeholder, ViewPlugin } from "@codemirror/view";
import { useEffect, useLayoutEffect, useRef } from "react";
import styles from "./MarkdownEditor.module.css";

export interface MarkdownEditorProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly maxLength: number;
  readonly onChange: (text: string) => void;
  readonly onLeave: () => void;
  /** Takes the keyboard at once; at a place of the screen where one is given. */
  readonly focus?: boolean | undefined;
  readonly focusAt?: { readonly x: number; readonly y: number } | null | undefined;
}

/** Markdown as it is typed: its signs stay, quietly, and what they say is seen at once. Escape and Ctrl+Enter leave it. */
export function MarkdownEditor(props: MarkdownEditorProps) {
  const parent = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView | null>(null);
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    if (parent.current === null) return;
    const first = latest.current;
    const view = new EditorView({
      parent: parent.current,
      state: EditorState.create({
        doc: first.value,
        extensions: [
          history(),
          keymap.of([
            { key: "Escape", run: leave },
            { key: "Mod-Enter", run: leave },
            ...defaultKeymap,
            ...historyKeymap,
          ]),
          EditorView.lineWrapping,
          signs,
          placeholder(first.placeholder),
          EditorState.changeFilter.of((change) => change.newDoc.length <= latest.current.maxLength),
          EditorView.contentAttributes.of({
            "aria-label": first.label,
            "aria-multiline": "true",
            role: "textbox",
            dir: "auto",
            spellcheck: "true",
          }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged && update.transactions.some((one) => one.isUserEvent("input") || isEdit(one)))
              latest.current.onChange(update.state.doc.toString());
            if (update.focusChanged && !update.view.hasFocus) latest.current.onLeave();
          }),
        ],
      }),
    });
    editor.current = view;
    if (first.focus === true) {
      const at = first.focusAt == null ? null : view.posAtCoords(first.focusAt);
      view.dispatch({ selection: { anchor: at ?? view.state.doc.length } });
      view.focus();
    }
    return () => {
      editor.current = null;
      view.destroy();
    };
  }, []);

  useEffect(() => {
    const view = editor.current;
    if (view === null || view.state.doc.toString() === props.value) return;
    view.dispatch({
      changes: { from: 0, to: view.state.doc.length, insert: props.value },
      selection: { anchor: Math.min(view.state.selection.main.head, props.value.length) },
    });
  }, [props.value]);

  return <div ref={parent} className={styles.editor} />;
}

function isEdit(transaction: { readonly isUserEvent: (event: string) => boolean }): boolean {
  return ["delete", "undo", "redo", "move"].some((event) => transaction.isUserEvent(event));
}

function leave(view: EditorView): boolean {
  view.contentDOM.blur();
  return true;
}

const SIGN = Decoration.mark({ class: styles["sign"] ?? "" });
const INLINE = [
  { pattern: /`([^`\n]+)`/g, sign: 1, mark: Decoration.mark({ class: styles["code"] ?? "" }) },
  { pattern: /\*\*([^*\n]+)\*\*/g, sign: 2, mark: Decoration.mark({ class: styles["strong"] ?? "" }) },
  {
    pattern: /(?<![*\w])\*([^*\s][^*\n]*)\*(?!\*)/g,
    sign: 1,
    mark: Decoration.mark({ class: styles["emphasis"] ?? "" }),
  },
] as const;
const LINE = /^(#{1,6} |>|\s*(?:[-*+]|\d+[.)]) )/;
const HEAD = Decoration.line({ class: styles["head"] ?? "" });

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly decoration: Decoration;
}

/** The stretches of a line that are drawn in another way, in order. */
function stretchesOf(text: string, start: number): Stretch[] {
  const found: Stretch[] = [];
  const taken: { from: number; to: number }[] = [];
  const first = LINE.exec(text)?.[0] ?? "";
  if (first.startsWith("#")) found.push({ from: start, to: start, decoration: HEAD });
  if (first !== "") found.push({ from: start, to: start + first.length, decoration: SIGN });
  for (const { pattern, sign, mark } of INLINE) {
    for (const match of text.matchAll(pattern)) {
      const from = match.index;
      const to = from + match[0].length;
      if (from < first.length || taken.some((other) => from < other.to && to > other.from)) continue;
      taken.push({ from, to });
      found.push({ from: start + from, to: start + from + sign, decoration: SIGN });
      found.push({ from: start + from + sign, to: start + to - sign, decoration: mark });
      found.push({ from: start + to - sign, to: start + to, decoration: SIGN });
    }
  }
  return found.sort((a, b) => a.from - b.from || a.to - b.to);
}

function decorate(view: EditorView): DecorationSet {
  const ranges = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to;) {
      const line = view.state.doc.lineAt(at);
      for (const stretch of stretchesOf(line.text, line.from)) ranges.add(stretch.from, stretch.to, stretch.decoration);
      at = line.to + 1;
    }
  }
  return ranges.finish();
}

const signs = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = decorate(view);
    }
    update(update: { readonly docChanged: boolean; readonly viewportChanged: boolean; readonly view: EditorView }) {
      if (update.docChanged || update.viewportChanged) this.decorations = decorate(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
