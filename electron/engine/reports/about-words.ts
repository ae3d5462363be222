import { REDACTION_MARKS, type Redacted, type RedactionRuleId } from "../../../shared/model/redaction.js";
import type { ReportHead } from "./report.js";
import { type Clock, count, counted } from "./words.js";

/** What was found, in words. */
const RULE_WORDS: Readonly<Record<RedactionRuleId, string>> = {
  email: "E-mail addresses",
  phone: "Phone numbers",
  card: "Card numbers",
  iban: "IBANs",
  ip: "IP addresses",
  provider: "Keys and tokens of providers",
  credential: "Passwords and credentials",
  jwt: "Web tokens",
  privateKey: "Private keys",
  entropy: "Random strings",
  home: "Home directories",
  encoded: "Encoded texts with any of these",
  name: "Names of the list",
  word: "Words of the list",
  pattern: "Own patterns",
};

/** One row a rule that found something: what, places, different things, and the name that took its place. */
export function ruleRows(redacted: Redacted): { what: string; places: string; things: string; mark: string }[] {
  return redacted.counts.map(({ rule, places, things }) => ({
    what: RULE_WORDS[rule],
    places: count(places),
    things: count(things),
    mark: `${REDACTION_MARKS[rule]}_1${things > 1 ? ` to ${REDACTION_MARKS[rule]}_${things}` : ""}`,
  }));
}

/** Whether private data was taken out, and what became of it, in sentences. */
export function redactionWords(redacted: Redacted | null): string[] {
  if (redacted === null) return ["Private data was not taken out: texts stand here as they were traced."];
  const { places, counts, dropped, leftovers } = redacted;
  const first = counts[0] === undefined ? null : `${REDACTION_MARKS[counts[0].rule]}_1`;
  const found =
    first === null
      ? ["Private data was looked for, and none was found."]
      : [
          `Private data was taken out: ${counted(places, "place")} of ${counted(counts.length, "kind")}.`,
          `The same value has the same name everywhere, so ${first} is always the same one.`,
        ];
  return [
    ...found,
    ...(dropped === 0 ? [] : [`${counted(dropped, "attribute was", "attributes were")} left out whole.`]),
    leftovers === 0
      ? "What was written was looked through again: nothing more was found."
      : `What was written was looked through again: ${counted(leftovers, "more place was", "more places were")} found. Look at it before it is handed on.`,
    "No rule finds everything.",
  ];
}

/** `Written by Skein 0.1.0 from support.skein on 20 November 2026, 15:11 (UTC+1).` */
export function writtenWords({ version, workspace, writtenAtMs }: ReportHead, clock: Clock): string {
  return `Written by Skein ${version} from ${workspace.name} on ${clock.dayAndMinute(writtenAtMs)}. Times are ${clock.zone()}.`;
}

/** `9c1f04be…a7d2`. */
export function shortHash(sha256: string): string {
  return sha256.length > 16 ? `${sha256.slice(0, 8)}…${sha256.slice(-4)}` : sha256;
}

/** `S2, high`. */
export function severityWords(code: string, severity: string): string {
  return `${code}, ${severity}`;
}
