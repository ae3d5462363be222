import { always, placesOf, type RedactionRule } from "../rule.js";

const escaped = (text: string): string =>
  text
    .trim()
    .split(/\s+/)
    .map((part) => part.replaceAll(/[$()*+./?[\\\]^{|}]/g, "\\$&"))
    .join("\\s+");
const same = (found: string): string => found.replaceAll(/\s+/g, " ").toLowerCase();

/** One of these literals; the longest first, so that a full name is not taken for its first part. */
function oneOf(literals: readonly string[]): string | null {
  const parts = [...new Set(literals.filter((literal) => literal.trim() !== ""))].toSorted(
    (a, b) => b.length - a.length,
  );
  return parts.length === 0 ? null : parts.map(escaped).join("|");
}

/** The names of the user's list, as whole words. */
export const personName: RedactionRule = {
  id: "name",
  certainty: 75,
  same,
  finder: ({ names }) => {
    const source = oneOf(names);
    if (source === null) return null;
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, "giu");
    return (text) => placesOf(pattern, text, always);
  },
};

/** The words of the user's list, wherever they stand. */
export const ownWord: RedactionRule = {
  id: "word",
  certainty: 95,
  same,
  finder: ({ words }) => {
    const source = oneOf(words);
    if (source === null) return null;
    const pattern = new RegExp(source, "giu");
    return (text) => placesOf(pattern, text, always);
  },
};
