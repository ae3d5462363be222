import { useId, useMemo, useRef, useState } from "react";
import { Dialog as Base } from "@base-ui/react/dialog";
import { classes } from "../lib/classes.js";
import { COMMANDS, handlerOf, runCommand, useCommand, useCommandHandlers, type CommandId } from "../state/commands.js";
import { navigate } from "../state/navigation.js";
import { Icon } from "../ui/Icon.js";
import type { IconName } from "../ui/icons/shapes.js";
import { Kbd } from "../ui/Kbd.js";
import { matchCommands, routeOfLink } from "./palette-model.js";
import styles from "./CommandPalette.module.css";

const ICONS: Readonly<Partial<Record<CommandId, IconName>>> = {
  search: "search",
  "open-files": "open",
  "open-sample": "file",
  undo: "undo",
  "go-traces": "nav-traces",
  "go-network": "nav-network",
  "go-retrieval": "nav-retrieval",
  "go-sources": "nav-sources",
  "go-settings": "nav-settings",
  "switch-theme": "theme",
  help: "help",
  fit: "fit",
  "zoom-in": "plus",
  "zoom-out": "minus",
  "save-svg": "download",
  "save-png": "download",
  "compare-search": "split",
  "next-error": "error",
  note: "note",
  "row-next": "chevron-down",
  "row-previous": "chevron-up",
  "document-next": "chevron-down",
  "document-previous": "chevron-up",
  "trace-next": "chevron-down",
  "trace-previous": "chevron-up",
  split: "split",
  find: "search",
  "find-next": "search",
  "find-previous": "search",
};

/** Every command by its name, and links of the form skein://WORKSPACE/PATH. */
export function CommandPalette() {
  const [open, setOpen] = useState(false);
  useCommand("palette", () => setOpen(true));
  return (
    <Base.Root open={open} onOpenChange={setOpen}>
      <Base.Portal>
        <Base.Backdrop className={styles.scrim} />
        <Base.Popup className={styles.palette} aria-label="Commands">
          <PaletteBody onDone={() => setOpen(false)} />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

function PaletteBody({ onDone }: { readonly onDone: () => void }) {
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const state = useCommandHandlers();
  const link = routeOfLink(text);
  const commands = useMemo(() => {
    const here = COMMANDS.filter((command) => command.id !== "palette" && handlerOf(state, command.id) !== undefined);
    const can = (command: (typeof here)[number]) => handlerOf(state, command.id)?.unavailable === null;
    const matching = matchCommands(text, here);
    return [...matching.filter(can), ...matching.filter((command) => !can(command))];
  }, [text, state]);
  const chosen = commands[Math.min(at, commands.length - 1)];

  const choose = (id: CommandId | undefined) => {
    if (link !== null) {
      navigate(link);
      return onDone();
    }
    if (id === undefined || handlerOf(state, id)?.unavailable !== null) return;
    onDone();
    // After the dialog gave the focus back, so that a command may move it.
    setTimeout(() => runCommand(id), 0);
  };

  return (
    <>
      <div className={styles.input}>
        <Icon name="search" size={14} />
        <input
          aria-label="Command"
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          {...(chosen === undefined ? {} : { "aria-activedescendant": `${listId}-${chosen.id}` })}
          placeholder="What to do, or a skein:// link"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={(event) => {
            if (event.key === "ArrowDown") setAt(Math.min(at + 1, commands.length - 1));
            else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
            else if (event.key === "Enter") choose(chosen?.id);
            else return;
            event.preventDefault();
            requestAnimationFrame(() =>
              list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" }),
            );
          }}
        />
      </div>
      <div role="listbox" id={listId} aria-label="Commands" className={styles.list} ref={list}>
        {commands.map((command) => {
          const unavailable = handlerOf(state, command.id)?.unavailable ?? null;
          const chord = command.chords[0];
          return (
            <button
              type="button"
              key={command.id}
              id={`${listId}-${command.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={command === chosen}
              aria-disabled={unavailable !== null}
              className={classes(styles.option, command === chosen && styles.on, unavailable !== null && styles.off)}
              onClick={() => choose(command.id)}
            >
              <Icon name={ICONS[command.id] ?? "arrow-right"} size={14} />
              <span className={styles.title}>{command.title}</span>
              {unavailable !== null ? (
                <span className={styles.reason}>{unavailable}</span>
              ) : chord === undefined ? null : (
                <Kbd chord={chord} />
              )}
            </button>
          );
        })}
      </div>
      {link === null && commands.length === 0 ? <div className={styles.none}>No command has this name.</div> : null}
      {link === null ? null : <div className={styles.none}>Press Enter to open the link.</div>}
    </>
  );
}
