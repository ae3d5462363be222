import { useEffect, useRef, type RefObject } from "react";
import { useCommand } from "../../state/commands.js";
import { firstPiece, TEXT_ATTRIBUTE } from "../../ui/text-places.js";

/**
 * Selecting words without a pointer: the command selects the first word of a text in sight, ← and → go to the word before and the
 * next, with Shift they take it in or leave it out. Escape ends it.
 */
export function useWordKeys(root: RefObject<HTMLElement | null>): void {
  const on = useRef(false);
  useCommand("select-words", () => {
    const selection = document.getSelection();
    const text = root.current === null ? null : textInSight(root.current);
    if (selection === null || text === null) return;
    on.current = true;
    selection.collapse(text, text.data.length - text.data.trimStart().length);
    selection.modify("extend", "forward", "word");
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const selection = document.getSelection();
      if (!on.current || selection === null || selection.isCollapsed || isField(event.target)) return;
      const direction = { ArrowRight: "forward", ArrowLeft: "backward" }[event.key];
      if (direction === undefined) {
        if (event.key === "Escape") on.current = false;
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      if (event.shiftKey) {
        selection.modify("extend", direction, "word");
        return;
      }
      if (direction === "forward") selection.collapseToEnd();
      else {
        selection.collapseToStart();
        selection.modify("move", "backward", "word");
      }
      selection.modify("extend", "forward", "word");
    };
    // Before the lists, whose arrows go from entry to entry.
    document.addEventListener("keydown", onKeyDown, true);
    return () => document.removeEventListener("keydown", onKeyDown, true);
  }, []);
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest("input, textarea, select, [contenteditable=true], [role=toolbar]") !== null
  );
}

/** The first text of what is selected on the page, else of what is in sight. */
function textInSight(root: HTMLElement): Text | null {
  const selected = `[aria-current=true] [${TEXT_ATTRIBUTE}], [role=tabpanel] [${TEXT_ATTRIBUTE}]`;
  const inSight = (element: Element) => {
    const { top, bottom, width } = element.getBoundingClientRect();
    return width > 0 && bottom > 0 && top < innerHeight;
  };
  const text =
    [...root.querySelectorAll(selected)].find(inSight) ??
    [...root.querySelectorAll(`[${TEXT_ATTRIBUTE}]`)].find(inSight);
  return text === undefined ? null : firstPiece(text);
}
