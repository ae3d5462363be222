import type { Sign } from "./sign.js";

export const nearDuplicates: Sign = {
  id: "near-duplicates",
  title: "Near-duplicates",
  rule: "Documents of one result have 80 % or more of their runs of three words in common with an earlier one.",
  look({ nearDuplicates: count, documents }) {
    if (count === 0) return null;
    const verb = count === 1 ? "nearly repeats an earlier one" : "nearly repeat earlier ones";
    return { weight: 15 + (25 * count) / documents, text: `${count} of its ${documents} documents ${verb}.` };
  },
};
