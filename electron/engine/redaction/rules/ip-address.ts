import { isIPv4, isIPv6 } from "node:net";
import { placesOf, type RedactionRule, withoutCase } from "../rule.js";

const V4 = /(?<![\w.]|[\w.]-(?<!(?:\.\d{1,3}){3}-))\d{1,3}(?:\.\d{1,3}){3}(?!\w|\.\d|-\d(?!\d{0,2}(?:\.\d{1,3}){3}))/g;
/** As the names of hosts have it: `ip-10-1-2-3.ec2.internal`. */
const IN_HOST = /(?<![\w.-])ip-(\d{1,3}(?:-\d{1,3}){3})(?![\w-])/dgi;
/** What may be one: signs of one, from the first colon on. */
const V6 = /(?<![\w:.])(?:[0-9a-f]{1,4}:|::)[0-9a-f:]{1,37}(?:\.\d{1,3}){0,3}(?![\w:]|\.\w)/gi;
/** They are nobody's. */
const NOBODY = /^(?:0\.0\.0\.0|127\.|255\.255\.|::1?$)/;
/** `Chrome/120.0.0.0`, `version 1.2.3.4`: it looks like an address, and is none. */
const VERSION = /(?:[a-z]\/|\bv(?:er(?:sion)?)?\.?[ =:]{0,3}|[=~^<>@])$/i;

export const ipAddress: RedactionRule = {
  id: "ip",
  certainty: 50,
  same: (found) => (/^\d+(?:-\d+){3}$/.test(found) ? found.replaceAll("-", ".") : withoutCase(found)),
  finder: () => (text) => [
    ...placesOf(V4, text, (found, at) => isIPv4(found) && !NOBODY.test(found) && !isVersion(text, at)),
    ...placesOf(IN_HOST, text, (found) => isIPv4(found.replaceAll("-", "."))),
    ...placesOf(V6, text, (found) => isAddress(found)),
  ],
};

function isVersion(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 12), at);
  return VERSION.test(before) && !/(?:\/\/|[a-z]=|@)$/i.test(before);
}

/** `a::b` is a name in a program: a shortened address has a digit, and two groups at least. */
function isAddress(found: string): boolean {
  return isIPv6(found) && !NOBODY.test(found) && /\d/.test(found) && found.split(":").filter(Boolean).length > 1;
}
