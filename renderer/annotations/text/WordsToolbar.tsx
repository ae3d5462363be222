import { useEffect, useRef, type KeyboardEvent } from "react";
import { createPortal } from "react-dom";
import { copyText } from "../../lib/clipboard.js";
import { addToIncident, useEvidence } from "../../state/add-to-incident.js";
import { useCommand } from "../../state/commands.js";
import { Button } from "../../ui/Button.js";
import type { ChosenWords } from "../../ui/text-places.js";
import { useReadOnly } from "../author.js";
import { spanAround } from "./find-words.js";
import styles from "./text-notes.module.css";

export interface WordsToolbarProps {
  readonly chosen: ChosenWords;
  /** Begins a note or a label on the words. */
  readonly onSay: (what: "note" | "label") => void;
}

const HEIGHT_PX = 36;
const WIDTH_PX = 376;
const GAP_PX = 6;

/** What can be done with the words that are selected in a text, over them. Tab reaches it from the selection. */
export function WordsToolbar({ chosen, onSay }: WordsToolbarProps) {
  const bar = useRef<HTMLDivElement>(null);
  const { words, element, range } = chosen;
  const span = spanAround(element);
  const readOnly = useReadOnly();
  const evidence = span === null || readOnly ? null : ({ type: "text", ...span, quote: words } as const);
  useEvidence(() =>
    evidence === null ? [] : [{ id: "words", label: "Quote", detail: words, what: evidence, rank: 0 }],
  );
  useCommand("note", () => onSay("note"), { active: evidence !== null });
  const leave = () => document.getSelection()?.removeAllRanges();
  useCommand("close", leave);
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      const buttons = bar.current?.querySelector("button");
      if (event.key !== "Tab" || event.shiftKey || buttons == null || bar.current?.contains(document.activeElement))
        return;
      event.preventDefault();
      buttons.focus();
    };
    document.addEventListener("keydown", onKeyDown, true);
    return () => document.removeEventListener("keydown", onKeyDown, true);
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = [...(bar.current?.querySelectorAll("button") ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step !== undefined) buttons[(at + step + buttons.length) % buttons.length]?.focus();
    else if (event.key === "Escape") leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const place = placeOver(range.getBoundingClientRect());
  if (place === null) return null;
  return createPortal(
    <div
      ref={bar}
      role="toolbar"
      tabIndex={-1}
      aria-label="Selected words"
      className={styles.toolbar}
      style={place}
      onKeyDown={onKeyDown}
      // The selection must stay while a button is pressed.
      onMouseDown={(event) => event.preventDefault()}
    >
      {evidence === null ? null : (
        <>
          <Button look="quiet" icon="note" chord="n" onClick={() => onSay("note")}>
            Note
          </Button>
          <Button look="quiet" icon="tag" onClick={() => onSay("label")}>
            Label
          </Button>
          <Button look="quiet" icon="nav-incidents" onClick={() => addToIncident(evidence)}>
            Add to incident
          </Button>
        </>
      )}
      <Button look="quiet" icon="copy" onClick={() => void copyText(words).then(leave)}>
        Copy
      </Button>
    </div>,
    document.body,
  );
}

/** Over the words, else under them; null where they are out of sight. */
function placeOver({ top, bottom, left }: DOMRect): { readonly left: number; readonly top: number } | null {
  if (bottom < 0 || top > innerHeight) return null;
  const over = top - HEIGHT_PX - GAP_PX;
  return {
    left: Math.max(8, Math.min(left, innerWidth - WIDTH_PX - 8)),
    top: over >= 8 ? over : Math.min(bottom + GAP_PX, innerHeight - HEIGHT_PX - 8),
  };
}
