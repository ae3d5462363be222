import { type Find, type RedactionRule } from "../rule.js";

/** Lengths by country, of the IBAN registry (SWIFT, release 99). */
const LENGTHS: Readonly<Record<string, number>> = Object.fromEntries(
  `AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18
  FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20
  LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24
  SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30`
    .split(/\s+/)
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);
const START = /(?<![\p{L}\p{N}])[A-Z]{2} ?\d{2}(?=[\s+.-]?[A-Z0-9]{4})/giu;

/** ISO 13616: the number, its first four signs at the end and its letters as 10 to 35, leaves 1 when divided by 97. */
function isIban(signs: string): boolean {
  let rest = 0;
  for (const sign of signs.slice(4) + signs.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

export const iban: RedactionRule = {
  id: "iban",
  certainty: 85,
  readsPlain: true,
  same: (found) => found.replaceAll(/[\s+.-]/g, "").toUpperCase(),
  finder: () => (text) => {
    const finds: Find[] = [];
    for (const match of text.matchAll(START)) {
      const length = LENGTHS[match[0].slice(0, 2).toUpperCase()];
      if (length === undefined) continue;
      let signs = "";
      let end = match.index;
      for (; end < text.length && signs.length < length; end += 1) {
        const sign = text.charAt(end);
        if (/[a-z0-9]/i.test(sign)) signs += sign.toUpperCase();
        else if (!/[\s+.-]/.test(sign)) break;
      }
      if (signs.length === length && !/[\p{L}\p{N}]/u.test(text.charAt(end)) && isIban(signs)) {
        finds.push({ start: match.index, end });
      }
    }
    return finds;
  },
};
