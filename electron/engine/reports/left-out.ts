import type { Excerpt, ItemBody, RunFigures } from "../../../shared/model/incident.js";
import type { RedactionOptions } from "../../../shared/model/redaction.js";
import type { Session } from "../db/session.js";
import { fieldsWithout } from "../export/dropped-fields.js";
import { isLike } from "../redaction/glob.js";
import type { ReportItem } from "./report.js";

/** Fields that hold what was said, in a call or in its answer. */
const SAID = /input|output|toolArguments|toolResult|retrievalQuery|message|document|prompt|completion|content/i;
const LEFT_OUT = "(left out)";
/** Keys under which conventions keep messages and documents, where no field is told of. */
const SAID_KEYS = [
  "llm.input_messages",
  "llm.output_messages",
  "gen_ai.prompt",
  "gen_ai.completion",
  "gen_ai.input.messages",
];

/** The fields that are left out of a report, as `withoutFields` takes them. */
export async function fieldsLeftOut(session: Session, options: RedactionOptions): Promise<ReadonlySet<string>> {
  const fields = new Set(await fieldsWithout(session, options));
  const isSaid = options.dropKeys.some((key) => SAID.test(key) || SAID_KEYS.some((known) => isLike(key, known)));
  return isSaid ? fields.add("input") : fields;
}

/**
 * An item without what Skein read out of attributes that are to be left out whole, whatever they hold: `agent` where its attribute is.
 * Where one of those that hold what was said is, none of it stays: an excerpt does not say which attribute it came from. Headings,
 * captions and pictures are the user's own and stay.
 */
export function withoutFields(item: ReportItem, fields: ReadonlySet<string>): ReportItem {
  return fields.size === 0 ? item : { ...item, body: bodyWithout(item.body, fields) };
}

function bodyWithout(body: ItemBody, fields: ReadonlySet<string>): ItemBody {
  const isSaid = [...fields].some((field) => SAID.test(field));
  const has = (field: string): boolean => fields.has(field);
  const excerpts = (list: readonly Excerpt[]): Excerpt[] =>
    isSaid ? [] : list.map((excerpt) => (has("agent") || has("tool") ? { ...excerpt, speaker: null } : excerpt));
  const run = <Run extends RunFigures>(figures: Run): Run => (isSaid ? { ...figures, title: LEFT_OUT } : figures);
  switch (body.type) {
    case "span":
      return {
        ...body,
        agent: has("agent") ? null : body.agent,
        model: has("model") || has("requestModel") ? null : body.model,
        error: has("errorMessage") || isSaid ? null : body.error,
        excerpts: excerpts(body.excerpts),
      };
    case "trace":
      return { ...run(body), agents: has("agent") ? [] : body.agents, excerpts: excerpts(body.excerpts) };
    case "comparison":
      return { ...body, left: run(body.left), right: run(body.right) };
    case "retrieval":
      return {
        ...body,
        knowledge: has("knowledgeBase") ? null : body.knowledge,
        query: isSaid ? LEFT_OUT : body.query,
        documents: isSaid ? [] : body.documents,
      };
    case "search":
      return isSaid ? { ...body, hits: [] } : body;
    case "picture":
    case "note":
      return body;
  }
}
