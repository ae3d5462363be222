import { type Find, type RedactionRule, withoutCase } from "../rule.js";

const LOCAL = /[\p{L}\p{N}.!#$&'*+/=?^_`{|}~-]/u;
const DOMAIN = /[\p{L}\p{N}.-]/u;
const END = /\.(?:\p{L}{2,24}|xn--[a-z0-9-]{2,59})$/u;
/** `icon@2x.png` is a file. */
const FILE = /\.(?:png|jpe?g|gif|svg|webp|ico|js|mjs|ts|tsx|css|json|html|txt|ya?ml)$|^\d.*\.(?:md|py)$/i;
const MOST_LOCAL = 64;
const MOST_DOMAIN = 253;

/** Addresses are found from their `@` on, so that the time is in proportion to the text. */
export const email: RedactionRule = {
  id: "email",
  certainty: 70,
  readsPlain: true,
  same: withoutCase,
  finder: () => (text) => {
    const finds: Find[] = [];
    for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
      const find = around(text, at);
      if (find !== null) finds.push(find);
    }
    return finds;
  },
};

function around(text: string, at: number): Find | null {
  let start = at;
  while (start > 0 && at - start < MOST_LOCAL && LOCAL.test(text.charAt(start - 1))) start -= 1;
  // A path, an assignment or a quotation may stand before the address.
  const before = text.slice(start, at);
  start += Math.max(before.lastIndexOf("/"), before.lastIndexOf("="), before.lastIndexOf("'"), -1) + 1;
  while (start < at && /[^\p{L}\p{N}_]/u.test(text.charAt(start))) start += 1;
  let end = at + 1;
  while (end < text.length && end - at < MOST_DOMAIN && DOMAIN.test(text.charAt(end))) end += 1;
  while (end > at + 1 && /[.-]/.test(text.charAt(end - 1))) end -= 1;
  const domain = text.slice(at + 1, end);
  if (start === at || text.slice(start, at) === "git") return null;
  const isAddress = /^[\p{L}\p{N}]/u.test(domain) && !domain.includes("..") && END.test(domain) && !FILE.test(domain);
  return isAddress ? { start, end } : null;
}
