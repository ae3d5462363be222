import { differ, tongueName } from "../language.js";
import type { Sign } from "./sign.js";

export const otherLanguage: Sign = {
  id: "other-language",
  title: "Other language",
  rule: "Query and documents are in different scripts, or surely in different languages: each is told by its frequent words, and where they are too few nothing is said.",
  look({ queryTongue, documentTongues }) {
    const [first] = documentTongues;
    if (queryTongue === null || first === undefined) return null;
    if (!documentTongues.every((tongue) => differ(queryTongue, tongue))) return null;
    return {
      weight: 40,
      text: `The query is in ${tongueName(queryTongue)}, its documents are in ${tongueName(first)}.`,
    };
  },
};
