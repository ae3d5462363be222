import { askedAgain } from "./asked-again.js";
import { empty } from "./empty.js";
import { flatScores } from "./flat-scores.js";
import { lowScore } from "./low-score.js";
import { nearDuplicates } from "./near-duplicates.js";
import { otherLanguage } from "./other-language.js";
import type { RetrievalProfile, Sign, SignFound } from "./sign.js";
import { unused } from "./unused.js";

/** Every sign of trouble, one file each. */
export const SIGNS: readonly Sign[] = [empty, unused, lowScore, flatScores, nearDuplicates, askedAgain, otherLanguage];

export interface Trouble {
  readonly weight: number;
  /** The weightiest first. */
  readonly reasons: readonly (SignFound & { readonly sign: Sign["id"] })[];
}

/** All signs of a retrieval; null where there is none. */
export function troubleOf(retrieval: RetrievalProfile): Trouble | null {
  const reasons = SIGNS.flatMap((sign) => {
    const found = sign.look(retrieval);
    return found === null ? [] : [{ ...found, sign: sign.id }];
  }).toSorted((a, b) => b.weight - a.weight);
  return reasons.length === 0 ? null : { weight: reasons.reduce((sum, { weight }) => sum + weight, 0), reasons };
}
