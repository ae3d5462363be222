import { use, useCallback, useMemo, useRef, useState, type ReactNode } from "react";
import { formatCounted } from "../../lib/format.js";
import { showAlert } from "../../state/alerts.js";
import { Popover, type PopoverAnchor } from "../../ui/Popover.js";
import { ReadTextContext } from "../../ui/read-text.js";
import { type TextNotes, TextNotesContext } from "../../ui/text-places.js";
import { placeKey } from "../model.js";
import { failureOf } from "../../data/engine.js";
import { findWords } from "./find-words.js";
import { PassageNotes } from "./PassageNotes.js";
import styles from "./text-notes.module.css";
import { useChosenWords } from "./use-chosen-words.js";
import { useMarkedClicks } from "./use-marked-clicks.js";
import { usePassageMarks } from "./use-passage-marks.js";
import { type AboutWords, type NotedPassage, usePassages } from "./use-passages.js";
import { useWordKeys } from "./use-word-keys.js";
import { WordsToolbar } from "./WordsToolbar.js";

/** What is open: the passages of a text, and what is begun on one that was just selected. */
interface Opened {
  readonly anchor: PopoverAnchor | Element;
  readonly hash: string;
  /** Just these of the text; null for all. */
  readonly keys: readonly string[] | null;
  readonly begun: { readonly about: AboutWords; readonly what: "note" | "label" } | null;
}

/** Words in the texts of the page: selected ones can be annotated, annotated ones are marked, and a click on them tells what is said. */
export function TextNotesProvider({ children }: { readonly children: ReactNode }) {
  const root = useRef<HTMLDivElement>(null);
  const read = use(ReadTextContext);
  const passages = usePassages();
  const chosen = useChosenWords();
  const [opened, setOpened] = useState<Opened | null>(null);
  const notesOf = useCallback(
    (hash: string): TextNotes | null => {
      const list = passages.get(hash);
      if (list === undefined) return null;
      return {
        passages: list.map(({ about }) => about),
        words: `${formatCounted(list.length, "passage")} noted`,
        open: (beside) => setOpened({ anchor: beside, hash, keys: null, begun: null }),
      };
    },
    [passages],
  );
  usePassageMarks(
    root,
    useMemo(() => markedPassages(passages, opened), [passages, opened]),
  );

  useWordKeys(root);
  const say = (what: "note" | "label") => {
    if (chosen === null) return;
    const box = chosen.range.getBoundingClientRect();
    findWords(chosen, read).then(
      (about) => {
        if (typeof about === "string") {
          showAlert({ tone: "error", title: "The words can't be annotated", message: about });
          return;
        }
        document.getSelection()?.removeAllRanges();
        const anchor = { getBoundingClientRect: () => box };
        setOpened({ anchor, hash: about.hash, keys: [placeKey(about)], begun: { about, what } });
      },
      (error: unknown) => showAlert({ tone: "error", title: "The text could not be read", ...failureOf(error) }),
    );
  };
  useMarkedClicks(root, passages, ({ hits, range }) => {
    const box = range.getBoundingClientRect();
    setOpened({
      anchor: { getBoundingClientRect: () => box },
      hash: hits[0].about.hash,
      keys: hits.map(({ key }) => key),
      begun: null,
    });
  });
  return (
    <TextNotesContext value={notesOf}>
      <div ref={root} className={styles.root}>
        {children}
      </div>
      {chosen === null || opened !== null ? null : <WordsToolbar chosen={chosen} onSay={say} />}
      {opened === null ? null : (
        <Popover
          open
          wide
          label="What is said of these words"
          anchor={opened.anchor}
          onOpenChange={(open) => (open ? undefined : setOpened(null))}
        >
          <PassageNotes passages={shownPassages(passages, opened)} begun={opened.begun?.what ?? null} />
        </Popover>
      )}
    </TextNotesContext>
  );
}

/** The passages that are open; one that was just begun is there before anything is said of it. */
function shownPassages(
  passages: ReadonlyMap<string, readonly NotedPassage[]>,
  opened: Opened,
): readonly NotedPassage[] {
  const { hash, keys, begun } = opened;
  const list = (passages.get(hash) ?? []).filter(({ key }) => keys === null || keys.includes(key));
  if (begun === null || list.some(({ key }) => key === placeKey(begun.about))) return list;
  return [...list, { key: placeKey(begun.about), about: begun.about, annotations: [] }];
}

/** What is marked: what something is said of, and the words on which it is just being said. */
function markedPassages(passages: ReadonlyMap<string, readonly NotedPassage[]>, opened: Opened | null) {
  const marked = new Map([...passages].map(([hash, list]) => [hash, list.map(({ about }) => about)]));
  const begun = opened?.begun?.about;
  if (begun !== undefined) marked.set(begun.hash, [...(marked.get(begun.hash) ?? []), begun]);
  return marked;
}
