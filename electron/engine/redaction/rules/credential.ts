import { always, asItIs, type Find, placesOf, type RedactionRule } from "../rule.js";

const NAMES =
  "passwords?|passwd|passcode|passphrase|pwd|secret|client[_-]?secret|api[_-]?key|apikey|auth[_-]?key|access[_-]?key|secret[_-]?key|private[_-]?key|account[_-]?key|signing[_-]?key|encryption[_-]?key|access[_-]?token|refresh[_-]?token|auth[_-]?token|id[_-]?token|session[_-]?token|bearer[_-]?token";
/** The key of an attribute or a member whose value is a secret, whatever it looks like. */
const KEY = new RegExp(
  `(?:^|[^a-z])(?:${NAMES}|credentials?|authorization|proxy-authorization|cookie|set-cookie|x-api-key)$`,
  "i",
);
/** Keys that hold a secret now and then, and the words of an answer as often. */
const TOKEN_KEY = /(?:^|[^a-z])(?:token|auth|jwt|signature|sig)$/i;
/** A name, as the one of a variable too (`PGPASSWORD`, `SECRET_KEY_BASE`), and what assigns it a value: `os.environ["API_KEY"] = `. */
const ASSIGNS = `(?:(?<![a-z])(?:${NAMES}|secret_key_base)|(?<=[A-Z])PASSWORD|(?<=[a-z]_)pass(?==))["'\`]?\\]?\\s{0,4}(?:=>|:=|[:=])\\s{0,4}`;
/** `password=…`. */
const ASSIGNED = new RegExp(`${ASSIGNS}["'\`]?([^\\s"'\`,;&(){}[\\]<>\\\\$|]{4,400})`, "dgi");
/** `"api_key": "…"`: up to the quote, or to the end of what was cut off; a tag of HTML is no value. */
const QUOTED = new RegExp(`${ASSIGNS}(?:"(?!<)([^"\\r\\n\\\\]{4,400})|'(?!<)([^'\\r\\n\\\\]{4,400}))`, "dgi");
/** `--password …`, `<password>…</password>`, `login NAME password …`, `IDENTIFIED BY '…'`, `curl -u name:…`. */
const IN_PROGRAMS = [
  new RegExp(`(?<![\\w-])--?(?:[a-z]+-)?(?:${NAMES}|token|pass)[ =]["']?([^\\s"'\`<>$,;|(){}[\\]\\\\]{4,400})`, "dgi"),
  new RegExp(`<(?:\\w+:)?(?:${NAMES})(?: [^<>]{0,100})?>([^<>]{4,400})</`, "dgi"),
  /(?<![a-z])login\s+\S{1,100}\s+password\s+([^\s"',;<>(){}[\]\\]{4,200})/dgi,
  /(?<![a-z])(?:identified by|password)\s+'([^'\r\n]{4,200})'/dgi,
  /(?<![\w-])(?:-u|--user)[ =]["']?[^\s:"']{1,100}:([^\s"',;<>(){}[\]\\]{4,200})/dgi,
];
/** `Cookie: sid=…`, `Set-Cookie: …`. */
const COOKIE = /(?<![a-z])cookie["']?\s{0,4}:\s{0,4}["']?([\w.-]{1,100}=[^\r\n"'\\]{4,4000})/dgi;
/** In an address: `?key=…`, `&sig=…`, `&X-Amz-Signature=…`. */
const IN_ADDRESS =
  /[?&#](?:key|token|auth|jwt|sig|signature|x-amz-signature|x-amz-security-token|x-goog-signature|code)=([\w.~%+/=-]{16,2000})/dgi;
/** `token='…'`, which names the words of models too. */
const TOKEN = /(?<![a-z])token["']?\s{0,4}[:=]\s{0,4}["']?([\w.~+/=-]{12,2000})/dgi;
/** `Authorization: Bearer …`. */
const BEARER = /(?<![a-z])(?:bearer|basic|token)\s+([A-Za-z0-9._~+/=-]{12,2000})/dgi;
const AUTHORIZATION = /(?<![a-z])authorization["']?\s{0,4}:\s{0,4}["']?(?:[a-z]+ )?([A-Za-z0-9._~+/=-]{6,2000})/dgi;
/** One of these is in all that the patterns find. */
const HINT = /pass|secret|key|token|pwd|cookie|auth|bearer|basic|jwt|sig|code|identified|-u/i;
/** Nothing is told by these. */
const EMPTY = /^(?:null|none|true|false|undefined|string|redacted|required|optional|\*+|<.*>|x+|\.+|-+|%\w)$/i;
/** `settings.api_key` is where a secret comes from. */
const PROGRAM = /^[a-z_]\w*(?:\.[a-z_]\w*)+$/i;

export const credential: RedactionRule = {
  id: "credential",
  certainty: 65,
  same: asItIs,
  finder: () => (text, key) => {
    const name = key?.replaceAll(/([a-z])([A-Z])/g, "$1_$2") ?? "";
    const value = text.trim();
    if (KEY.test(name) || KEY.test(key ?? "")) {
      return value.length < 3 || EMPTY.test(value) ? [] : [{ start: 0, end: text.length }];
    }
    if (TOKEN_KEY.test(name) && /^[\w.~+/=-]{12,2000}$/.test(value) && isMixed(value)) {
      return [{ start: 0, end: text.length }];
    }
    if (!HINT.test(text)) return [];
    const isRight = (found: string, at: number): boolean => isSecret(text, found, at);
    return [
      ...placesOf(ASSIGNED, text, isRight),
      ...placesOf(QUOTED, text, isRight),
      ...IN_PROGRAMS.flatMap((pattern) =>
        placesOf(pattern, text, (found) => isWord(found) && /[^\p{L}.!?-]/u.test(found)),
      ),
      ...placesOf(COOKIE, text, always),
      ...placesOf(IN_ADDRESS, text, isMixed),
      ...placesOf(TOKEN, text, isMixed),
      ...placesOf(BEARER, text, (found) => /[0-9=]/.test(found)),
      ...placesOf(AUTHORIZATION, text, isWord),
    ] satisfies Find[];
  },
};

/** Letters and digits both: a word has none, and a time no letters. */
function isMixed(found: string): boolean {
  return /[a-z]/i.test(found) && /\d/.test(found);
}

/** Not a word that stands for any, and no place in a program. */
function isWord(found: string): boolean {
  return !EMPTY.test(found) && !PROGRAM.test(found) && !/^[A-Z_]+$/.test(found);
}

/** "The password: must be long" assigns nothing: after a colon, what is not quoted has a digit or another sign. */
function isSecret(text: string, found: string, at: number): boolean {
  if (EMPTY.test(found) || PROGRAM.test(found)) return false;
  const before = text.slice(Math.max(0, at - 6), at);
  return /["'`]$/.test(before) || /=\s*$/.test(before) || /[^\p{L}.!?-]/u.test(found);
}
