import { asItIs, type Find, placesOf, type RedactionRule } from "../rule.js";

const NAMES =
  "passwords?|passwd|pwd|passphrase|secret|client[_-]?secret|api[_-]?key|apikey|access[_-]?key|secret[_-]?key|private[_-]?key|account[_-]?key|access[_-]?token|refresh[_-]?token|auth[_-]?token|id[_-]?token|session[_-]?token|bearer[_-]?token";
/** The key of an attribute or a member whose value is a secret, whatever it looks like. */
const KEY = new RegExp(
  `(?:^|[^a-z])(?:${NAMES}|credentials?|authorization|proxy-authorization|cookie|set-cookie|x-api-key)$`,
  "i",
);
/** `password=…`, `"api_key": "…"`. */
const ASSIGNED = new RegExp(
  `(?<![a-z])(?:${NAMES})["'\`]?\\s{0,4}(?:=>|:=|[:=])\\s{0,4}["'\`]?([^\\s"'\`,;&(){}[\\]<>\\\\$|]{4,400})`,
  "dgi",
);
/** `Authorization: Bearer …`. */
const BEARER = /(?<![a-z])(?:bearer|basic|token)\s+([A-Za-z0-9._~+/=-]{12,2000})/dgi;
/** Nothing is told by these. */
const EMPTY = /^(?:null|none|true|false|undefined|string|redacted|required|optional|\*+|x+|\.+|-+|%\w)$/i;
/** `settings.api_key` is where a secret comes from. */
const PROGRAM = /^[a-z_]\w*(?:\.[a-z_]\w*)+$/i;

export const credential: RedactionRule = {
  id: "credential",
  certainty: 65,
  same: asItIs,
  finder: () => (text, key) => {
    if (key !== null && KEY.test(key.replaceAll(/([a-z])([A-Z])/g, "$1_$2"))) {
      return text.trim().length < 4 || EMPTY.test(text.trim()) ? [] : [{ start: 0, end: text.length }];
    }
    return [
      ...placesOf(ASSIGNED, text, (found, at) => isSecret(text, found, at)),
      ...placesOf(BEARER, text, (found) => /[0-9=]/.test(found)),
    ] satisfies Find[];
  },
};

/** "The password: must be long" assigns nothing: after a colon, what is not quoted has a digit or another sign. */
function isSecret(text: string, found: string, at: number): boolean {
  if (EMPTY.test(found) || PROGRAM.test(found)) return false;
  const before = text.slice(Math.max(0, at - 6), at);
  return /["'`]$/.test(before) || /=\s*$/.test(before) || /[^\p{L}.!?-]/u.test(found);
}
