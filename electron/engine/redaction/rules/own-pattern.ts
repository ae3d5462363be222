import { patternFinder } from "../../../../shared/query/pattern/pattern-finder.js";
import { asItIs, type Find, type RedactionRule } from "../rule.js";

/** A text is searched in windows: what one pattern finds is at most as long as their overlap. */
const WINDOW = 16_384;
const OVERLAP = 1024;

/** The user's patterns, by the finder of the search language: in time proportional to the text, whatever the pattern. */
export const ownPattern: RedactionRule = {
  id: "pattern",
  certainty: 94,
  same: asItIs,
  finder: ({ patterns }) => {
    const finders = patterns.map((source) => patternFinder(source, Infinity)).filter((finder) => finder !== null);
    if (finders.length === 0) return null;
    return (text) => {
      const finds: Find[] = [];
      for (let from = 0; from === 0 || from + OVERLAP < text.length; from += WINDOW - OVERLAP) {
        const window = text.slice(from, from + WINDOW);
        for (const finder of finders) {
          for (const { start, end } of finder(window, WINDOW)) finds.push({ start: from + start, end: from + end });
        }
      }
      return finds;
    };
  },
};
