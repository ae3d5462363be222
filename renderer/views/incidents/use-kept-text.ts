import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { arrived, failed, keptText, left, sent, typed, unsent } from "./kept-text.js";
import { addTyped } from "./saving.js";

/** Long enough not to make a change of every word, short enough to lose nothing that matters. */
const PAUSE_MS = 700;

export interface KeptField {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** The field is left. */
  readonly onLeave: () => void;
}

/** A field whose text is kept by itself: at pauses, when it is left, and when the page goes. */
export function useKeptText(
  kept: string,
  keep: (text: string) => Promise<boolean>,
  { mayBeEmpty = true }: { readonly mayBeEmpty?: boolean } = {},
): KeptField {
  const [state, setState] = useState(() => keptText(kept));
  if (state.kept !== kept) setState(arrived(state, kept));
  const waiting = unsent(state, mayBeEmpty);

  // What could not be kept is not sent again and again: with the next letter, or when the field is left.
  const vain = useRef<string | null>(null);
  const latest = useRef({ waiting, keep });
  useLayoutEffect(() => {
    latest.current = { waiting, keep };
  });
  const flush = useRef(() => {
    const { waiting: text, keep: send } = latest.current;
    if (text === null) return;
    latest.current = { waiting: null, keep: send };
    setState((before) => sent(before, text));
    void send(text).then((done) => {
      vain.current = done ? null : text;
      if (!done) setState((before) => failed(before, text));
    });
  });

  useEffect(() => {
    if (waiting === null || waiting === vain.current) return;
    addTyped(1);
    const timer = setTimeout(flush.current, PAUSE_MS);
    return () => {
      addTyped(-1);
      clearTimeout(timer);
    };
  }, [waiting]);
  useEffect(() => {
    const send = flush.current;
    window.addEventListener("pagehide", send);
    return () => {
      window.removeEventListener("pagehide", send);
      send();
    };
  }, []);

  return {
    value: state.draft ?? state.kept,
    onChange: (value) => setState((before) => typed(before, value)),
    onLeave: () => {
      flush.current();
      setState(left);
    },
  };
}
