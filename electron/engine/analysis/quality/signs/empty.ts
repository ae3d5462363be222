import type { Sign } from "./sign.js";

export const empty: Sign = {
  id: "empty",
  title: "Nothing found",
  rule: "The retrieval gave no document. Where its span failed, that is said.",
  look({ documents, failed }) {
    if (documents > 0) return null;
    return failed ? { weight: 110, text: "It failed, and found nothing." } : { weight: 100, text: "It found nothing." };
  },
};
