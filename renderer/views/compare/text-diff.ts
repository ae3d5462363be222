import { type ChangeObject, diffChars, diffLines, diffWordsWithSpace } from "diff";

/** A piece of two texts: in both, or in the left or right one only. */
export interface TextPiece {
  readonly side: "both" | "left" | "right";
  readonly text: string;
}

/** Above it words are too many to compare while the reader waits; lines then are. UTF-16 units of both together. */
const BY_WORDS = 60_000;
const BY_LETTERS = 6_000;
/** The work is given up after so many insertions and deletions, or so long. */
const LIMITS = { maxEditLength: 6_000, timeout: 80 } as const;
/** Scripts that are written without spaces. */
const UNSPACED = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]/u;

/**
 * In which words two texts differ; in which letters where they are written without spaces, in which lines where they are
 * long. Null where they are too different to tell in time.
 */
export function diffTexts(left: string, right: string): readonly TextPiece[] | null {
  if (left === right) return left === "" ? [] : [{ side: "both", text: left }];
  const length = left.length + right.length;
  const byLetters = length <= BY_LETTERS && UNSPACED.test(left + right);
  const changes =
    (byLetters
      ? diffChars(left, right, LIMITS)
      : length <= BY_WORDS
        ? diffWordsWithSpace(left, right, LIMITS)
        : undefined) ?? diffLines(left, right, LIMITS);
  if (changes === undefined) return null;
  return piecesOf(readable(changes));
}

/** A change, and the equal text behind it. */
interface Stretch {
  left: string;
  right: string;
  equal: string;
}

/**
 * Changes with only a little in common between them are one: a text that was written anew reads better as such than as a
 * patchwork of the words that both happen to have. An equal piece stays where it is longer than the change on one side of it.
 */
function readable(changes: readonly ChangeObject<string>[]): readonly Stretch[] {
  const stretches: Stretch[] = [{ left: "", right: "", equal: "" }];
  for (const { value, added, removed } of changes) {
    let last = stretches.at(-1);
    if (last === undefined || ((added || removed) && last.equal !== "")) {
      last = { left: "", right: "", equal: "" };
      stretches.push(last);
    }
    if (added) last.right += value;
    else if (removed) last.left += value;
    else last.equal += value;
  }
  const merged: Stretch[] = [];
  for (const stretch of stretches) {
    const last = merged.at(-1);
    const sizeOf = ({ left, right }: Stretch): number => Math.max(left.length, right.length);
    if (last !== undefined && last.equal.length <= Math.min(sizeOf(last), sizeOf(stretch))) {
      last.left += last.equal + stretch.left;
      last.right += last.equal + stretch.right;
      last.equal = stretch.equal;
    } else merged.push({ ...stretch });
  }
  return merged;
}

function piecesOf(stretches: readonly Stretch[]): readonly TextPiece[] {
  return stretches.flatMap(({ left, right, equal }): TextPiece[] => [
    ...(left === "" ? [] : [{ side: "left" as const, text: left }]),
    ...(right === "" ? [] : [{ side: "right" as const, text: right }]),
    ...(equal === "" ? [] : [{ side: "both" as const, text: equal }]),
  ]);
}

/** A text as it is compared: JSON with one value a line, so that members are seen and not their layout. */
export function comparable(text: string, format: "text" | "json"): string {
  if (format === "text") return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
