import { z } from "zod";
import { spanId, traceId } from "../model/ids.js";
import { REDACTION_RULES, redactionOptions, ruleCount } from "../model/redaction.js";
import { exportInput } from "./export.js";
import { query } from "./procedure.js";

/** How many replacements a preview shows; the counts are of all. */
export const MOST_PREVIEWED = 500;

/** The same of an export. */
export const MOST_EXPORT_PREVIEWED = 2000;
/** How much of an export a preview looks at. */
export const MOST_LOOKED_AT = { spans: 2000, characters: 2_000_000 } as const;

/** One place where something is taken out. */
const replacement = z.object({
  rule: z.enum(REDACTION_RULES),
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
      counts: z.array(ruleCount),
      replacements: z.array(replacement).max(MOST_PREVIEWED),
    }),
  ),
  /**
   * What an export would take out, from its beginning on, as far as `MOST_LOOKED_AT` goes: it says how much that is. The names are those
   * that the export gives. The same find in the same words is told once, with how often it is there. QUERY_SYNTAX; CANCELLED;
   * INVALID_INPUT.
   */
  "redaction.export": query(
    exportInput.omit({ redact: true, file: true }),
    z.object({
      counts: z.array(ruleCount),
      /** Attributes that are left out. */
      dropped: z.int(),
      replacements: z
        .array(
          replacement.extend({
            times: z.int(),
            /** Where it is first: the trace, and the span where the format tells them apart; null outside of traces. */
            at: z.object({ traceId, spanId: spanId.nullable() }).nullable(),
          }),
        )
        .max(MOST_EXPORT_PREVIEWED),
      /** What was looked at, of how much there is. */
      spans: z.int(),
      totalSpans: z.int(),
    }),
  ),
} as const;
