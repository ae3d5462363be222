import { z } from "zod";
import { patternFinder } from "../query/pattern/pattern-finder.js";
import { regexProblem } from "../query/regex.js";

/** What is looked for before anything leaves: the name of each rule, and what takes the place of what it finds. */
export const REDACTION_MARKS = {
  email: "EMAIL",
  phone: "PHONE",
  card: "CARD",
  iban: "IBAN",
  ip: "IP",
  provider: "KEY",
  credential: "SECRET",
  jwt: "JWT",
  privateKey: "PRIVATE_KEY",
  entropy: "TOKEN",
  home: "USER",
  encoded: "ENCODED",
  name: "PERSON",
  word: "WORD",
  pattern: "MATCH",
} as const;
export type RedactionRuleId = keyof typeof REDACTION_MARKS;
export const REDACTION_RULES = Object.keys(REDACTION_MARKS) as readonly RedactionRuleId[];

/** A regular expression as the search language has it: it takes time in proportion to the text, whatever it is. */
const linearPattern = z
  .string()
  .min(1)
  .max(200)
  .superRefine((source, context) => {
    const problem = regexProblem(source)?.message ?? (patternFinder(source) === null ? "This is no pattern" : null);
    if (problem !== null) context.addIssue({ code: "custom", message: problem });
  });

/** What is taken out, and what stays. All rules are on where nothing else is said. */
export const redactionOptions = z.object({
  /** Rules that are off. */
  off: z.array(z.enum(REDACTION_RULES)).max(REDACTION_RULES.length).default([]),
  /** Names of people, found as whole words, without regard to case. */
  names: z.array(z.string().trim().min(2).max(200)).max(1000).default([]),
  /** Words that must not leave, found anywhere, without regard to case. */
  words: z.array(z.string().trim().min(2).max(200)).max(1000).default([]),
  patterns: z.array(linearPattern).max(50).default([]),
  /** What stays although a rule finds it: the whole find, without regard to case; `*` stands for any characters. */
  allow: z.array(z.string().trim().min(1).max(200)).max(1000).default([]),
  /** Attributes that are left out whole, by key; `*` stands for any characters. */
  dropKeys: z.array(z.string().trim().min(1).max(200)).max(200).default([]),
});
export type RedactionOptions = z.output<typeof redactionOptions>;

/** What a rule found: places, and different things. */
export const ruleCount = z.object({ rule: z.enum(REDACTION_RULES), places: z.int(), things: z.int() });
export const ruleCounts = z.array(ruleCount);
export type RuleCount = z.output<typeof ruleCount>;

/** What became of something that was written with redaction. */
export const redacted = z.object({
  places: z.int(),
  /** By rule; rules that found nothing are not there. */
  counts: ruleCounts,
  /** Attributes that were left out whole. */
  dropped: z.int(),
  /** Finds in what was written, looked through again. */
  leftovers: z.int(),
});
export type Redacted = z.output<typeof redacted>;

/** Everything on, nothing of the user's. */
export const DEFAULT_REDACTION: RedactionOptions = redactionOptions.parse({});
