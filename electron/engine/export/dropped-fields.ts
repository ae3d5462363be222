import type { RedactionOptions } from "../../../shared/model/redaction.js";
import { parseSources } from "../db/meaning-sources.js";
import { readRedaction } from "../db/redaction-setting.js";
import type { Session } from "../db/session.js";
import { isLike } from "../redaction/glob.js";
import type { Replacement } from "../redaction/redactor.js";
import { RedactedRows } from "./redacted-rows.js";

/** What the short words of a span may be made of. */
const DETAIL_OF = [
  "model",
  "requestModel",
  "knowledgeBase",
  "toolArguments",
  "input",
  "handoffTo",
  "memoryOperation",
  "memoryStore",
  "verdict",
];

/**
 * What Skein read out of attributes that are left out: `user` where `user.id` is. Names are those of `MeaningScalars`, and
 * `service`, `detail`. They are left out with the attributes, of every span, for a span inherits some from others.
 */
export async function fieldsWithout(session: Session, options: RedactionOptions): Promise<ReadonlySet<string>> {
  const fields = new Set<string>();
  if (options.dropKeys.length === 0) return fields;
  const drops = (key: string): boolean => options.dropKeys.some((pattern) => isLike(pattern, key));
  for (const { sources } of await session.rows<{ sources: string }>("SELECT DISTINCT sources FROM meaning")) {
    for (const [field, { attribute }] of parseSources(sources)) {
      // What was read out of attributes with numbers (`llm.input_messages.0.…`) is signed with what they begin with.
      if (drops(attribute) || drops(`${attribute}.`)) fields.add(field);
    }
  }
  if (drops("service.name")) fields.add("service");
  if (DETAIL_OF.some((field) => fields.has(field))) fields.add("detail");
  return fields;
}

/** Columns of the table of spans that are called otherwise than the field that they hold. */
const COLUMN_OF: Readonly<Record<string, string>> = {
  toolCallId: "tool_call_id",
  finishReason: "finish_reason",
  errorType: "error_type",
  errorMessage: "error",
  knowledgeBase: "knowledge_base",
  topK: "top_k",
  memoryOperation: "operation",
};

/** What takes out of the table of spans what must not leave. */
export async function redactedSpanRows(
  session: Session,
  record?: (replacement: Replacement) => void,
): Promise<RedactedRows> {
  const options = await readRedaction(session);
  const fields = await fieldsWithout(session, options);
  return new RedactedRows(options, new Set([...fields].map((field) => COLUMN_OF[field] ?? field)), record);
}
