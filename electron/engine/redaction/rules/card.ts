import { placesOf, type RedactionRule } from "../rule.js";

/** In one run, or in the groups that are printed on cards; not part of a word, an id or a decimal number. */
const ONE_RUN = /(?<!\w|[\da-f]-|\d\.)\d{14,16}(?!\w|-\w|\.\d)/g;
const GROUPED =
  /(?<!\w|[\da-f]-|\d\.)\d{4}(?:([ .-] ?)\d{4}\1\d{4}\1\d{4}(?:\1\d{3})?|([ .-] ?)\d{6}\2\d{4,5})(?!\w|-\w|\.\d)/g;

/** First digits and lengths of the issuers, after ISO/IEC 7812: Visa, Mastercard, Amex, Discover, JCB, Diners, UnionPay, Mir, Maestro. */
const ISSUERS: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^4/, [16]],
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]],
  [/^3[47]/, [15]],
  [/^(?:6011|64[4-9]|65)/, [16]],
  [/^35(?:2[89]|[3-8])/, [16]],
  [/^3(?:0[0-5]|[689])/, [14]],
  [/^62/, [16]],
  [/^220[0-4]/, [16]],
  [/^(?:5018|5020|5038|5893|6304|6759|676[1-3])/, [16]],
];

/** The check digit of Luhn (ISO/IEC 7812-1, annex B). */
function isLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits.charAt(digits.length - 1 - place));
    sum += place % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
}

function isCard(found: string): boolean {
  const digits = found.replaceAll(/\D/g, "");
  if (digits.length === 19) return /^[46]/.test(digits) && isLuhn(digits);
  return ISSUERS.some(([first, lengths]) => first.test(digits) && lengths.includes(digits.length)) && isLuhn(digits);
}

export const card: RedactionRule = {
  id: "card",
  certainty: 80,
  readsPlain: true,
  same: (found) => found.replaceAll(/\D/g, ""),
  finder: () => (text) => [...placesOf(ONE_RUN, text, isCard), ...placesOf(GROUPED, text, isCard)],
};
