import { fold, isAscii } from "../../../../shared/base/fold.js";
import type { RegexNode, TextNode } from "../../../../shared/query/ast.js";
import { FOLDED_TEXT, FOLDED_TEXT_WITHOUT_HOLES, TEXT_WITHOUT_HOLES } from "./columns.js";
import { literalExpression } from "./value-match.js";

/** What is looked for in texts: a word or phrase without case and accents, a pattern without case. */
export type Finding = TextNode | RegexNode;

/** By what the scope knows the texts that hold a finding. */
export function findingKey(finding: Finding): string {
  return finding.type === "regex" ? `/${finding.source}/` : fold(finding.value);
}

/** The texts that hold anything that a query looks for: `text`, `length`, and for each finding whether it is in it. */
export const FOUND_TEXTS = "q_texts";
/** Where those texts are used: `trace`, `preorder`, `text`, `is_new`, the columns of the findings, and `score`. */
export const FOUND_USES = "q_uses";

/** One finding in the one scan over the texts. */
export interface ScannedWord {
  /** The column that tells whether a text holds it. */
  readonly column: string;
  /** SQL for a row of `text` holding it. */
  readonly holds: string;
  /**
   * SQL for how often it stands in a text that holds it, twice, and one more where it stands as a whole word. What is too
   * long to repeat, and patterns, count once.
   */
  readonly count: string;
}

/** Words that could be found in the marker of a hole. */
const LIKE_A_MARKER = /^[raspq]?[0-9]+$/;
/** Longer ones are compared and not made an expression of. */
const MOST_COUNTED = 100;
const STARTS_IN_A_WORD = /^[\p{L}\p{M}\p{N}_]/u;
const ENDS_IN_A_WORD = /[\p{L}\p{M}\p{N}_]$/u;
const NOT_OF_A_WORD = String.raw`[^\p{L}\p{M}\p{N}_]`;

/** Each is bound by `bind`, patterns of the user by `bindPattern`. */
interface Binding {
  bind(value: string): string;
  bindPattern(source: string): string;
}

/** SQL of a finding. */
export function scannedWord(scope: Binding, finding: Finding, column: string): ScannedWord {
  if (finding.type === "regex") {
    const holds = `regexp_matches(${TEXT_WITHOUT_HOLES}, ${scope.bindPattern(finding.source)}, 'i')`;
    return { column, holds, count: "2" };
  }
  const folded = fold(finding.value);
  const isMarker = LIKE_A_MARKER.test(folded);
  const isLong = folded.length > MOST_COUNTED;
  // An expression without case over the text as it stands takes half the time of lowering it first. A text without a folded form
  // differs from that by the case of ASCII letters alone.
  const isDirect = isAscii(folded) && !isMarker && !isLong;
  const literal = literalExpression(folded);
  const text = isDirect ? "coalesce(folded, body)" : isMarker ? FOLDED_TEXT_WITHOUT_HOLES : FOLDED_TEXT;
  const holds = isDirect
    ? `regexp_matches(${text}, ${scope.bind(literal)}, 'i')`
    : `contains(${text}, ${scope.bind(folded)})`;
  if (isLong) return { column, holds, count: "3" };
  const starts = STARTS_IN_A_WORD.test(folded) ? `(?:^|${NOT_OF_A_WORD})` : "";
  const ends = ENDS_IN_A_WORD.test(folded) ? `(?:${NOT_OF_A_WORD}|$)` : "";
  const whole = `regexp_matches(${text}, ${scope.bind(`${starts}${literal}${ends}`)}, 'i')`;
  return {
    column,
    holds,
    count: `2 * len(regexp_extract_all(${text}, ${scope.bind(literal)}, 0, 'i'))::INTEGER + ${whole}::INTEGER`,
  };
}
