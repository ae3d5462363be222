import { asItIs, type Find, type RedactionRule } from "../rule.js";

const BEGIN = /-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----/g;
const END = /-----END (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----/g;
/** A key that was cut off: what may be a part of it. */
const BODY = /[A-Za-z0-9+/=\s\\:,.-]*/y;

export const privateKey: RedactionRule = {
  id: "privateKey",
  certainty: 100,
  same: asItIs,
  finder: () => (text) => {
    const finds: Find[] = [];
    let from = 0;
    for (const match of text.includes("PRIVATE KEY") ? text.matchAll(BEGIN) : []) {
      if (match.index < from) continue;
      const after = match.index + match[0].length;
      END.lastIndex = after;
      BODY.lastIndex = after;
      const end = END.exec(text);
      from = end === null ? after + (BODY.exec(text)?.[0].length ?? 0) : end.index + end[0].length;
      finds.push({ start: match.index, end: from });
    }
    return finds;
  },
};
