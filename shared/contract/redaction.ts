import { z } from "zod";
import { REDACTION_RULES, redactionOptions } from "../model/redaction.js";
import { query } from "./procedure.js";

/** How many replacements a preview shows; the counts are of all. */
export const MOST_PREVIEWED = 500;

const rule = z.enum(REDACTION_RULES);

/** One place where something is taken out. */
const replacement = z.object({
  rule,
  found: z.string(),
  pseudonym: z.string(),
  /** What stands before and after it, up to 40 signs each. */
  before: z.string(),
  after: z.string(),
  /** The attribute or member that holds it, null for a text of its own. */
  key: z.string().nullable(),
});

export const redactionContract = {
  /** What the user wants taken out of what leaves the workspace. Set by the change `redaction.set`. */
  "redaction.options": query(z.object({}), redactionOptions),
  /** A text as it would leave. Without options, with those of the workspace. Nothing is written. */
  "redaction.preview": query(
    z.object({ text: z.string().max(1_000_000), options: redactionOptions.optional() }),
    z.object({
      text: z.string(),
      /** Rules that found something: places, and different things. */
      counts: z.array(z.object({ rule, places: z.int(), things: z.int() })),
      replacements: z.array(replacement).max(MOST_PREVIEWED),
    }),
  ),
} as const;
