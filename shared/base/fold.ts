/**
 * Folding makes texts comparable without regard to case and accents. The store keeps the folded form of a text, the
 * query folds its words, the highlighter folds what it shows: all with this one function, so that they always agree.
 *
 * A fold is: compatibility decomposition (NFKD), accents removed, canonical composition (NFC), lower case, and one sigma.
 * Only accents go, not every combining mark: vowel signs of Indic scripts, Thai vowels and the Japanese voicing marks
 * tell words apart. Points of Hebrew and Arabic, which people leave out when they type, go too.
 */
const NOT_ASCII = /[^\x00-\x7f]/;
const CAPITAL = /^[A-Z]/;
const NEXT_BEYOND_ASCII = /[^\x00-\x7f]/g;
const ACCENTS =
  /(?![\u3099\u309a])(?=\p{M})[\p{Script=Inherited}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}]/gu;
const KNOWN_RUNS_LIMIT = 4096;
const knownRuns = new Map<string, string>();

/** True when every character is below U+0080. */
export function isAscii(text: string): boolean {
  return !NOT_ASCII.test(text);
}

/** The form in which texts are compared: without case, without accents, in every script. Folding twice changes nothing. */
export function fold(text: string): string {
  return isAscii(text) ? text.toLowerCase() : foldBeyondAscii(text);
}

/**
 * What the store keeps beside a text: its folded form, or null where lowering A to Z alone gives the same, so that
 * `coalesce(folded, lower(body))` is the folded form of every text.
 */
export function foldedForm(text: string): string | null {
  const runs = runsBeyondAscii(text);
  for (let at = 0; at < runs.length; at += 2) {
    const run = text.slice(runs[at], runs[at + 1]);
    // Dashes and curly quotes stay as they are, and of most texts there is nothing else.
    if (foldRun(run) !== run.replace(CAPITAL, (capital) => capital.toLowerCase())) return foldRuns(text, runs);
  }
  return null;
}

/** A folded text that knows where each of its characters came from. */
export interface FoldedText {
  readonly folded: string;
  /** Offset in the original of a folded offset, both in UTF-16 units, `folded.length` included. */
  originalStart(foldedOffset: number): number;
  /** Offset in the original behind the character that ends at a folded offset. */
  originalEnd(foldedOffset: number): number;
}

/** Folds a text and keeps the way back to the original offsets, for highlighting. */
export function foldWithOffsets(text: string): FoldedText {
  if (isAscii(text)) {
    return { folded: text.toLowerCase(), originalStart: (offset) => offset, originalEnd: (offset) => offset };
  }
  let folded = "";
  const starts: number[] = [];
  const ends: number[] = [];
  const add = (from: number, to: number, form: string): void => {
    for (let unit = 0; unit < form.length; unit += 1) {
      starts.push(from);
      ends.push(to);
    }
    folded += form;
  };
  // A run of characters beyond ASCII takes the ASCII character before it along, which may carry its first accent.
  for (const run of text.matchAll(/[\x00-\x7f]?[^\x00-\x7f]+|[\x00-\x7f]/gu)) {
    const clusters = [...run[0].matchAll(/\P{M}?\p{M}*/gu)].filter((cluster) => cluster[0] !== "");
    const forms = clusters.map((cluster) => fold(cluster[0]));
    const whole = fold(run[0]);
    if (forms.join("") === whole) {
      for (const [place, cluster] of clusters.entries()) {
        const from = run.index + cluster.index;
        add(from, from + cluster[0].length, forms[place] ?? "");
      }
    } else {
      add(run.index, run.index + run[0].length, whole);
    }
  }
  starts.push(text.length);
  return {
    folded,
    originalStart: (offset) => starts[offset] ?? text.length,
    originalEnd: (offset) => (offset <= 0 ? 0 : (ends[offset - 1] ?? text.length)),
  };
}

function foldBeyondAscii(text: string): string {
  return foldRuns(text, runsBeyondAscii(text));
}

function foldRuns(text: string, runs: readonly number[]): string {
  let folded = "";
  let from = 0;
  for (let at = 0; at < runs.length; at += 2) {
    const start = runs[at] ?? 0;
    const end = runs[at + 1] ?? 0;
    folded += text.slice(from, start) + foldRun(text.slice(start, end));
    from = end;
  }
  return (folded + text.slice(from)).toLowerCase();
}

/** Start and end of every run beyond ASCII with the ASCII character before it, which may carry the run's first accent. */
function runsBeyondAscii(text: string): number[] {
  const runs: number[] = [];
  NEXT_BEYOND_ASCII.lastIndex = 0;
  while (NEXT_BEYOND_ASCII.test(text)) {
    const first = NEXT_BEYOND_ASCII.lastIndex - 1;
    let end = first + 1;
    while (text.charCodeAt(end) > 127) end++;
    runs.push(Math.max(0, first - 1), end);
    NEXT_BEYOND_ASCII.lastIndex = end;
  }
  return runs;
}

/** Short runs ("e with acute", a curly quote) come again and again; folding one costs far more than finding it. */
function foldRun(run: string): string {
  if (run.length > 8) return foldWhole(run);
  let folded = knownRuns.get(run);
  if (folded === undefined) {
    folded = foldWhole(run);
    if (knownRuns.size >= KNOWN_RUNS_LIMIT) knownRuns.clear();
    knownRuns.set(run, folded);
  }
  return folded;
}

function foldWhole(text: string): string {
  const lowered = text.normalize("NFKD").replace(ACCENTS, "").normalize("NFC").toLowerCase();
  // Lower case can bring new accents (the dotted capital I) and knows a second sigma for the ends of words.
  return lowered.replace(ACCENTS, "").replaceAll("ς", "σ");
}
