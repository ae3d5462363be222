/** Spaces, dashes, figures and full-width signs that people write where a program would write those of ASCII. */
const OTHER = /[\xA0\u2000-\u200A\u2010-\u2015\u202F\u2212\u3000\u0660-\u0669\u06F0-\u06F9\u0966-\u096F\uFF01-\uFF5E]/;
const OTHERS = new RegExp(OTHER.source, "g");
/** Of the figures 0 in scripts whose figures stand in a row. */
const ZEROS = [0x0660, 0x06f0, 0x0966];

/** A text of the same length with the spaces, dashes and figures of ASCII: a number with no-break spaces and full-width figures reads as any other. */
export function inPlainSigns(text: string): string {
  return OTHER.test(text) ? text.replace(OTHERS, plain) : text;
}

function plain(sign: string): string {
  const code = sign.charCodeAt(0);
  if (code >= 0xff01) return String.fromCharCode(code - 0xfee0);
  const zero = ZEROS.find((first) => code >= first && code <= first + 9);
  if (zero !== undefined) return String(code - zero);
  return (code >= 0x2010 && code <= 0x2015) || code === 0x2212 ? "-" : " ";
}
