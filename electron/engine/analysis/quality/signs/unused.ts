import { counted, type Sign } from "./sign.js";

export const unused: Sign = {
  id: "unused",
  title: "Nothing used",
  rule: "None of its documents stands in a later prompt, or the answer shares no wording with those that do.",
  look({ documents, kept, cited }) {
    if (documents === 0 || kept === null) return null;
    if (kept === 0) {
      const whose = documents === 1 ? "Its only document stands" : `None of its ${documents} documents stands`;
      return { weight: 60, text: `${whose} in ${documents === 1 ? "no" : "a"} later prompt.` };
    }
    if (cited !== 0) return null;
    return { weight: 35, text: `The answer shares no wording with the ${counted(kept, "document")} in its prompt.` };
  },
};
