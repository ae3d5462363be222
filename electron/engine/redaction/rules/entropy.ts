import { asItIs, placesOf, type RedactionRule } from "../rule.js";

/** Signs of base64 and base64url; longer runs are data, not keys. */
const RUN = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{24,512}={0,2}(?![A-Za-z0-9+/=_-])/g;
const LEAST_LENGTH = 24;
/** One part between separators is at least this long, with letters of both cases and a digit: paths seldom have one. */
const LEAST_PIECE = 12;
const LEAST_BITS = 3.7;
/**
 * The part of a run that may lie in four or more small letters: names in programs have more. With these figures about 1 of 40
 * random strings of 24 letters and digits is missed, 1 of 200 of 32, 1 of 1000 of 43.
 */
const MOST_WORDS = 0.5;
/** Ids that answers and calls refer to each other by, and sums of files. */
const IDS =
  /^(?:call|ses|toolu|msg|chatcmpl|resp|run|thread|asst|req|fc|rs|gen|step|file|item|batch|ws|ci|evt|cmpl|embd|lc_run|srvtoolu|sha\d{3})[_-]+/i;

/** Keys that no rule knows by name. Runs of hexadecimal digits are ids and hashes, and stay. */
export const entropy: RedactionRule = {
  id: "entropy",
  certainty: 20,
  same: asItIs,
  finder: () => (text) => (text.length < LEAST_LENGTH ? [] : placesOf(RUN, text, isRandom)),
};

function isRandom(found: string): boolean {
  const run = found.replace(/=+$/, "");
  if (run.length < LEAST_LENGTH || IDS.test(run)) return false;
  const hasPiece = run.split(/[-_/+]/).some((piece) => piece.length >= LEAST_PIECE && isMixed(piece));
  return hasPiece && wordShare(run) < MOST_WORDS && bitsPerSign(run) >= LEAST_BITS;
}

function isMixed(piece: string): boolean {
  return /[a-z]/.test(piece) && /[A-Z]/.test(piece) && /\d/.test(piece);
}

function wordShare(run: string): number {
  const inWords = [...run.matchAll(/[a-z]{4,}/g)].reduce((sum, match) => sum + match[0].length, 0);
  return inWords / run.length;
}

/** Shannon's entropy of the signs of a run, in bits a sign. */
function bitsPerSign(run: string): number {
  const counts = new Map<string, number>();
  for (const sign of run) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / run.length) * Math.log2(count / run.length);
  return bits;
}
