import { scoreText, type Sign } from "./sign.js";

export const lowScore: Sign = {
  id: "low-score",
  title: "Low best score",
  rule: "Its best score is worse than that of 19 in 20 retrievals from the same knowledge base with the same kind of score. Below 20 retrievals nothing is said.",
  look({ best, usual }) {
    if (best === null || usual === null) return null;
    const isWorse = usual.lessIsBetter ? best > usual.worst5 : best < usual.worst5;
    if (!isWorse) return null;
    const away = usual.lessIsBetter ? "above" : "below";
    return {
      weight: 45,
      text: `Its best score, ${scoreText(best)}, is ${away} ${scoreText(usual.worst5)}: worse than 19 in 20 of ${usual.retrievals} retrievals of its kind.`,
    };
  },
};
