import { scoreText, type Sign } from "./sign.js";

/** Fewer scores are flat by chance. */
const FEWEST = 3;
/** Less than this share of the usual spread. */
const SMALL = 0.2;

export const flatScores: Sign = {
  id: "flat-scores",
  title: "Flat scores",
  rule: "Its scores (3 or more) lie within a fifth of the spread that is usual for the knowledge base and the kind of score, or are all the same.",
  look({ scored, spread, usual }) {
    if (spread === null || scored < FEWEST) return null;
    if (spread === 0) return { weight: 30, text: `All ${scored} documents have the same score: none stands out.` };
    if (usual === null || spread >= usual.medianSpread * SMALL) return null;
    return {
      weight: 20,
      text: `The scores of its ${scored} documents lie ${scoreText(spread)} apart, usually ${scoreText(usual.medianSpread)}: none stands out.`,
    };
  },
};
