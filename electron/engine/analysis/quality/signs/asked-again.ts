import type { Sign } from "./sign.js";

export const askedAgain: Sign = {
  id: "asked-again",
  title: "Asked again",
  rule: "The same query went to the same knowledge base before, in the same conversation or, without one, in the same trace. Case and spaces do not count.",
  look({ askedBefore }) {
    if (askedBefore === 0) return null;
    const times = askedBefore === 1 ? "once" : askedBefore === 2 ? "twice" : `${askedBefore} times`;
    return { weight: 25 + Math.min(15, 5 * askedBefore), text: `The same was asked ${times} before.` };
  },
};
