import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import {
  Compartment,
  EditorState,
  Prec,
  RangeSetBuilder,
  StateEffect,
  StateField,
  type Extension,
} from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, keymap, placeholder } from "@codemirror/view";
import { useEffect, useLayoutEffect, useRef, type RefObject } from "react";
import type { QueryError } from "../../../shared/query/query-error.js";
import { shadePieces, type Shade } from "./search-model.js";
import styles from "./QueryEditor.module.css";

/** What the box around the editor may do with it. */
export interface QueryEditorHandle {
  readonly focus: () => void;
  readonly blur: () => void;
  readonly selectAll: () => void;
  /** Puts a text in the place of all, with the cursor in it. */
  readonly replace: (text: string, cursor: number) => void;
}

interface QueryEditorProps {
  readonly value: string;
  /** What is underlined. */
  readonly error: QueryError | null;
  readonly placeholder: string;
  /** Further attributes of the field, as for a combination of a field and a list of choices. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly handle: RefObject<QueryEditorHandle | null>;
  readonly onChange: (text: string, cursor: number, typed: boolean) => void;
  /** Returns true where the key is done with. */
  readonly onKey: (event: KeyboardEvent, text: string) => boolean;
  readonly onFocus: (focused: boolean) => void;
}

const setError = StateEffect.define<QueryError | null>();
const errorField = StateField.define<QueryError | null>({
  create: () => null,
  update: (error, transaction) => {
    const effect = transaction.effects.find((one) => one.is(setError));
    // A mistake that was found in another text says nothing about this one.
    return effect?.is(setError) ? effect.value : transaction.docChanged ? null : error;
  },
});

/** One line of the search language, coloured. */
export function QueryEditor(props: QueryEditorProps) {
  const parent = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView | null>(null);
  const latest = useRef(props);
  const parts = useRef({ attributes: new Compartment(), placeholder: new Compartment() });
  useLayoutEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    if (parent.current === null) return;
    const view = new EditorView({
      parent: parent.current,
      state: EditorState.create({ doc: latest.current.value, extensions: extensionsOf(latest, parts.current) }),
    });
    const { handle } = latest.current;
    editor.current = view;
    handle.current = {
      focus: () => view.focus(),
      blur: () => view.contentDOM.blur(),
      selectAll: () => view.dispatch({ selection: { anchor: 0, head: view.state.doc.length } }),
      replace: (text, cursor) =>
        view.dispatch({
          changes: { from: 0, to: view.state.doc.length, insert: text },
          selection: { anchor: cursor },
          scrollIntoView: true,
        }),
    };
    return () => {
      handle.current = null;
      editor.current = null;
      view.destroy();
    };
  }, []);

  useEffect(() => {
    const view = editor.current;
    if (view === null || view.state.doc.toString() === props.value) return;
    view.dispatch({
      changes: { from: 0, to: view.state.doc.length, insert: props.value },
      selection: { anchor: props.value.length },
    });
  }, [props.value]);
  useEffect(() => {
    editor.current?.dispatch({ effects: setError.of(props.error) });
  }, [props.error, props.value]);
  const attributes = JSON.stringify(props.attributes);
  useEffect(() => {
    const { attributes: part, placeholder: words } = parts.current;
    editor.current?.dispatch({
      effects: [
        part.reconfigure(EditorView.contentAttributes.of(JSON.parse(attributes) as Record<string, string>)),
        words.reconfigure(placeholder(props.placeholder)),
      ],
    });
  }, [attributes, props.placeholder]);

  return <div ref={parent} className={styles.editor} />;
}

function extensionsOf(
  latest: RefObject<QueryEditorProps>,
  parts: { readonly attributes: Compartment; readonly placeholder: Compartment },
): Extension {
  return [
    history(),
    Prec.highest(
      EditorView.domEventHandlers({ keydown: (event, view) => latest.current.onKey(event, view.state.doc.toString()) }),
    ),
    keymap.of([...defaultKeymap, ...historyKeymap]),
    oneLine,
    errorField,
    shading,
    EditorView.contentAttributes.of({
      role: "searchbox",
      "aria-multiline": "false",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
    }),
    parts.attributes.of([]),
    parts.placeholder.of(placeholder(latest.current.placeholder)),
    EditorView.updateListener.of((update) => {
      if (update.docChanged || update.selectionSet) {
        const typed = update.transactions.some((one) => one.isUserEvent("input") || one.isUserEvent("delete"));
        latest.current.onChange(update.state.doc.toString(), update.state.selection.main.head, typed);
      }
      if (update.focusChanged) latest.current.onFocus(update.view.hasFocus);
    }),
  ];
}

/** Lines that are pasted become one. */
const oneLine = EditorState.transactionFilter.of((transaction) => {
  if (transaction.newDoc.lines < 2) return transaction;
  const text = transaction.newDoc.toString().replace(/\s*\n\s*/g, " ");
  const whole = { from: 0, to: transaction.startState.doc.length, insert: text };
  return { changes: whole, selection: { anchor: text.length }, userEvent: "input.paste" };
});

const shading = EditorView.decorations.compute(["doc", errorField], (state): DecorationSet => {
  const ranges = new RangeSetBuilder<Decoration>();
  let at = 0;
  for (const piece of shadePieces(state.doc.toString(), state.field(errorField))) {
    const mark = MARKS[piece.shade];
    if (mark !== undefined && piece.text !== "") ranges.add(at, at + piece.text.length, mark);
    at += piece.text.length;
  }
  return ranges.finish();
});

const SHADES: readonly Shade[] = ["field", "operator", "value", "word", "regex", "error", "wrong"];
const MARKS: Readonly<Partial<Record<Shade, Decoration>>> = Object.fromEntries(
  SHADES.map((shade) => [shade, Decoration.mark({ class: styles[shade] ?? "" })]),
);
