import { type Find, placesOf, type RedactionRule } from "../rule.js";

/** `+49 30 1234567`, `+1 (415) 555-0132`, `0049 30 1234567`. */
const INTERNATIONAL =
  /(?<![\w+)-])(?:\+|00(?=[1-9]\d?[ ./-])|011(?= [1-9]))(?: (?=[1-9]))?[1-9](?:[ ./-]{0,2}\(?\d\)?){6,17}(?!\w)/g;
/** `(415) 555-0132`, `415-555-0132`, `415.555.0132`: the North American plan. */
const NORTH_AMERICAN =
  /(?<![\w+/-]|\d\.)(?:1[-. ])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[-.])[2-9]\d{2}[-. ]\d{4}(?!\w|-\w|\.\d)/g;
/** `030 12345678`, `0171/1234567`, `020 7946 0958`: an area code with its zero, and a sign between the groups. */
const NATIONAL = /(?<![\w+/-]|\d[.,:])\(?0[1-9]\d{0,4}\)?(?:[ /-]\d{2,8}){1,4}(?!\w|[:/.,-]\d)/g;
/** `8 (495) 123-45-67`, `138-1234-5678`, `(11) 91234-5678`, `98765-43210`: Russia, China, Brazil, India. */
const MOBILE =
  /(?<![\w+/-]|\d[.,:])(?:8[ -]?\(?[3489]\d{2}\)?[ -]\d{3}-\d{2}-\d{2}|1[3-9]\d([ -])\d{4}\1\d{4}|\([1-9]\d\) ?9?\d{4}-\d{4}|[6-9]\d{4}-\d{5})(?!\w|[:/.,-]\d)/g;
/** After a word that says what it is: `call me at 415 555 2671`, `Tel.: 07700900123`, `wa.me/4915112345678`. */
const SAID =
  /(?<![a-z])(?:tel(?:e(?:phone|fon))?|phone|mobile?|cell ?phone|fax|whats ?app|wa\.me|(?:call|text|reach|ring) (?:me|us|him|her|them)(?: back)?)(?: (?:number|no|nr|at|on|is)){0,3}[\s.:#=/*"'`\\>-]{1,6}(\(?\+?\d(?:[ ./-]{0,2}\(?\d\)?){6,14})(?!\w|[:.,-]\d)/dgi;
/** `06.12.34.56.78`, `06 12 34 56 78`. */
const FRENCH = /(?<![\w+/-]|\d[.,:])0[1-9](?:([ .-])\d{2})(?:\1\d{2}){3}(?!\w|[:/.,-]\d)/g;
const KEY = /(?:^|[._-])(?:phone|telephone|tel|mobile|cell|fax|msisdn|whatsapp)(?:[._-]?(?:numbers?|no|nr))?s?$/i;

/** The bracket that ends what the number stands in is not the number's. */
function withoutLooseBracket(text: string, { start, end }: Find): Find {
  const found = text.slice(start, end);
  const isLoose = found.endsWith(")") && found.split(")").length > found.split("(").length;
  return { start, end: isLoose ? end - 1 : end };
}

const digitsOf = (text: string): string => text.replaceAll(/\D/g, "");
/** `01/02/2024 10` is a time. */
const isDate = (text: string): boolean => /^\d{1,2}([-/. ])\d{1,2}\1\d{4}/.test(text) || /^0\d{3}-\d\d-\d\d/.test(text);

/** Numbers without a sign between their groups and without a `+` look like ids, and are left alone unless a key says better. */
export const phone: RedactionRule = {
  id: "phone",
  certainty: 40,
  readsPlain: true,
  same: (found) => digitsOf(found).replace(/^(?:00|011)/, ""),
  finder: () => (text, key) => {
    const count = digitsOf(text).length;
    if (count < 7) return [];
    if (
      key !== null &&
      KEY.test(key.replaceAll(/([a-z])([A-Z])/g, "$1_$2")) &&
      count <= 15 &&
      /^[\d\s+()./-]+$/.test(text)
    ) {
      return [{ start: 0, end: text.length }];
    }
    const has = (least: number, most: number) => (found: string) => {
      const digits = digitsOf(found).length;
      return digits >= least && digits <= most && !isDate(found);
    };
    return [
      ...placesOf(INTERNATIONAL, text, has(8, 17)).map((find) => withoutLooseBracket(text, find)),
      ...placesOf(NORTH_AMERICAN, text, has(10, 11)),
      ...placesOf(NATIONAL, text, has(9, 13)),
      ...placesOf(FRENCH, text, has(10, 10)),
      ...placesOf(MOBILE, text, has(10, 11)),
      ...placesOf(SAID, text, has(8, 15)).map((find) => withoutLooseBracket(text, find)),
    ];
  },
};
