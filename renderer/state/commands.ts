import { useLayoutEffect, useRef } from "react";
import { create } from "zustand";
import { chordOf, isSingleKey, type Chord } from "../lib/keys.js";
import { usePreferences } from "./preferences.js";

export interface Command {
  readonly id: string;
  readonly title: string;
  readonly chords: readonly Chord[];
  readonly group: "Everywhere" | "Lists" | "Graphs" | "Trace" | "Retrieval" | "Compare" | "Incidents";
  /** Words that find it in the palette besides its title. */
  readonly also?: string;
}

/** Everything that can be done by a key or from the palette. The help dialog, the palette and the keys read this one list. */
export const COMMANDS = [
  { id: "search", title: "Search", chords: ["/"], group: "Everywhere", also: "find query" },
  { id: "palette", title: "All commands", chords: ["Mod+K"], group: "Everywhere", also: "palette" },
  { id: "open-files", title: "Open files", chords: ["Mod+O"], group: "Everywhere", also: "import" },
  { id: "open-sample", title: "Open the sample", chords: [], group: "Everywhere", also: "import example" },
  { id: "undo", title: "Undo the last change", chords: ["Mod+Z"], group: "Everywhere" },
  { id: "redo", title: "Redo the next change", chords: ["Shift+Mod+Z", "Mod+Y"], group: "Everywhere" },
  { id: "go-traces", title: "Go to Traces", chords: [], group: "Everywhere" },
  { id: "go-spans", title: "Go to Spans", chords: [], group: "Everywhere", also: "steps calls" },
  {
    id: "go-conversations",
    title: "Go to Conversations",
    chords: [],
    group: "Everywhere",
    also: "talks sessions threads",
  },
  {
    id: "compare",
    title: "Compare this run with another",
    chords: ["d"],
    group: "Everywhere",
    also: "diff two runs traces difference",
  },
  { id: "go-network", title: "Go to Network", chords: [], group: "Everywhere", also: "graph agents tools who" },
  {
    id: "go-retrieval",
    title: "Go to Retrieval",
    chords: [],
    group: "Everywhere",
    also: "rag documents memory embeddings vectors map queries",
  },
  { id: "go-incidents", title: "Go to Incidents", chords: [], group: "Everywhere", also: "report evidence flag" },
  {
    id: "add-to-incident",
    title: "Add to an incident",
    chords: ["i"],
    group: "Everywhere",
    also: "evidence pin picture report",
  },
  { id: "new-incident", title: "New incident", chords: [], group: "Incidents", also: "create report" },
  { id: "item-up", title: "Move the evidence up", chords: ["Alt+ArrowUp"], group: "Incidents", also: "order" },
  { id: "item-down", title: "Move the evidence down", chords: ["Alt+ArrowDown"], group: "Incidents", also: "order" },
  { id: "item-remove", title: "Remove the evidence", chords: ["Delete"], group: "Incidents", also: "delete" },
  {
    id: "incident-draft",
    title: "Draft the incident from a search",
    chords: [],
    group: "Incidents",
    also: "figures timeline events",
  },
  { id: "go-sql", title: "Go to SQL", chords: [], group: "Everywhere", also: "query console database" },
  { id: "go-sources", title: "Go to Sources", chords: [], group: "Everywhere" },
  { id: "go-settings", title: "Go to Settings", chords: [], group: "Everywhere", also: "preferences" },
  { id: "switch-theme", title: "Switch between light and dark", chords: [], group: "Everywhere", also: "theme" },
  { id: "help", title: "All keys", chords: ["?"], group: "Everywhere", also: "help shortcuts keyboard" },
  { id: "row-next", title: "Next row", chords: ["j"], group: "Lists" },
  { id: "row-previous", title: "Previous row", chords: ["k"], group: "Lists" },
  { id: "row-open", title: "Open the selected row", chords: ["Enter"], group: "Lists" },
  {
    id: "row-choose",
    title: "Choose the row, among others",
    chords: ["x"],
    group: "Lists",
    also: "check mark select several",
  },
  { id: "rows-all", title: "Choose all rows", chords: [], group: "Lists", also: "select everything bulk label" },
  {
    id: "open-span",
    title: "Open the entry's span in its trace",
    chords: ["o"],
    group: "Lists",
    also: "jump conversation",
  },
  { id: "close", title: "Close the inspector", chords: ["Escape"], group: "Lists" },
  {
    id: "select-words",
    title: "Select words of a text (then ← → and Shift)",
    chords: ["v"],
    group: "Everywhere",
    also: "mark quote passage annotate highlight",
  },
  { id: "show-sql", title: "Show the SQL of this view", chords: [], group: "Lists", also: "query statement" },
  { id: "fit", title: "Show the whole picture", chords: ["f"], group: "Graphs", also: "fit zoom graph network" },
  { id: "zoom-in", title: "Zoom in", chords: ["+"], group: "Graphs" },
  { id: "zoom-out", title: "Zoom out", chords: ["-"], group: "Graphs" },
  { id: "lasso", title: "Draw a lasso on the map", chords: ["l"], group: "Graphs", also: "select points" },
  {
    id: "save-svg",
    title: "Save the picture as SVG",
    chords: [],
    group: "Graphs",
    also: "export download image vector",
  },
  { id: "save-png", title: "Save the picture as PNG", chords: [], group: "Graphs", also: "export download image" },
  {
    id: "compare-search",
    title: "Compare with another search",
    chords: [],
    group: "Graphs",
    also: "difference good bad runs",
  },
  { id: "trace-next", title: "Next trace", chords: ["]"], group: "Trace" },
  { id: "trace-previous", title: "Previous trace", chords: ["["], group: "Trace" },
  { id: "next-error", title: "Go to the next error", chords: ["e"], group: "Trace" },
  { id: "note", title: "Write a note", chords: ["n"], group: "Trace" },
  {
    id: "open-conversation",
    title: "Read the conversation of this trace",
    chords: ["c"],
    group: "Trace",
    also: "talk session",
  },
  { id: "document-next", title: "Next document of the retrieval", chords: ["]"], group: "Retrieval" },
  { id: "document-previous", title: "Previous document of the retrieval", chords: ["["], group: "Retrieval" },
  { id: "difference-next", title: "Next difference", chords: [".", "F7"], group: "Compare" },
  { id: "difference-previous", title: "Previous difference", chords: [",", "Shift+F7"], group: "Compare" },
  { id: "difference-first", title: "First difference", chords: [], group: "Compare", also: "divergence" },
  { id: "compare-swap", title: "Swap the two runs", chords: ["x"], group: "Compare", also: "sides" },
  { id: "view-timeline", title: "Timeline", chords: ["1"], group: "Trace", also: "view tree" },
  { id: "view-graph", title: "Graph", chords: ["2"], group: "Trace", also: "view" },
  { id: "view-swimlanes", title: "Swimlanes", chords: ["3"], group: "Trace", also: "view lanes agents" },
  { id: "view-transcript", title: "Transcript", chords: ["4"], group: "Trace", also: "view" },
  { id: "split", title: "Split the view in two", chords: ["\\"], group: "Trace" },
  { id: "find", title: "Find in the whole run", chords: ["Mod+F"], group: "Trace" },
  { id: "find-next", title: "Next hit", chords: ["F3"], group: "Trace" },
  { id: "find-previous", title: "Previous hit", chords: ["Shift+F3"], group: "Trace" },
] as const satisfies readonly Command[];
export type CommandId = (typeof COMMANDS)[number]["id"];

/** The first chord of a command, for tooltips. */
export function chordFor(id: CommandId): Chord | undefined {
  return COMMANDS.find((command) => command.id === id)?.chords[0];
}

interface Handler {
  readonly run: () => void;
  /** Why it cannot be done now; null when it can. */
  readonly unavailable: string | null;
}

interface CommandState {
  /** The handlers of mounted parts; the last one counts. */
  readonly handlers: Readonly<Partial<Record<CommandId, readonly Handler[]>>>;
}
export const useCommandHandlers = create<CommandState>(() => ({ handlers: {} }));

/** Puts a handler behind a command while the component is mounted. Pass `unavailable` to show it switched off, with a reason. */
export function useCommand(
  id: CommandId,
  run: () => void,
  options: { readonly unavailable?: string | null; readonly active?: boolean } = {},
): void {
  const { unavailable = null, active = true } = options;
  const latest = useRef(run);
  // Before the picture is there: a key that follows at once means what is on the screen.
  useLayoutEffect(() => {
    latest.current = run;
  });
  useLayoutEffect(() => {
    if (!active) return;
    const handler: Handler = { run: () => latest.current(), unavailable };
    useCommandHandlers.setState((state) => ({
      handlers: { ...state.handlers, [id]: [...(state.handlers[id] ?? []), handler] },
    }));
    return () =>
      useCommandHandlers.setState((state) => ({
        handlers: { ...state.handlers, [id]: (state.handlers[id] ?? []).filter((other) => other !== handler) },
      }));
  }, [id, unavailable, active]);
}

/** The handler that counts for a command; undefined where no mounted part has one. */
export function handlerOf(state: CommandState, id: CommandId): Handler | undefined {
  return state.handlers[id]?.at(-1);
}

/** Runs a command if a mounted part handles it. True if it did. */
export function runCommand(id: CommandId): boolean {
  const handler = handlerOf(useCommandHandlers.getState(), id);
  if (handler === undefined || handler.unavailable !== null) return false;
  handler.run();
  return true;
}

/** The command that a key press means, or null: in fields only chords with Mod or a function key count. */
export function commandOfKey(event: KeyboardEvent): CommandId | null {
  if (event.defaultPrevented || event.isComposing) return null;
  const chord = chordOf(event);
  // Some keys mean one thing in a trace and another in a list: what is on the screen has the say.
  const meant = COMMANDS.filter((candidate) => (candidate.chords as readonly Chord[]).includes(chord));
  const state = useCommandHandlers.getState();
  const command = meant.find(({ id }) => handlerOf(state, id) !== undefined) ?? meant[0];
  if (command === undefined) return null;
  const inField = isField(event.target);
  if (inField && (!/Mod\+|^F\d|Shift\+F\d/.test(chord) || command.id === "undo" || command.id === "redo")) return null;
  if (isSingleKey(chord) && !usePreferences.getState().singleKeys) return null;
  // Enter and Escape belong to the control that has the focus, or to an open dialog.
  if (chord === "Enter" && isControl(event.target)) return null;
  if (!inField && document.querySelector("[role=dialog]:not([hidden])") !== null && command.id !== "palette")
    return null;
  return command.id;
}

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

function isControl(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest("button, a, input, select, textarea, [role=tab], [role=menuitem], [role=treegrid]") !== null
  );
}
