import type { Sign } from "./sign.js";

export const empty: Sign = {
  id: "empty",
  title: "Nothing found",
  rule: "The retrieval gave no document.",
  look: ({ documents }) => (documents === 0 ? { weight: 100, text: "It found nothing." } : null),
};
