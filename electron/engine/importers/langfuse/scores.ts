import type { Attributes, AttributeValue } from "../../../../shared/model/facts.js";
import { isObject, type JsonObject } from "../common/fields.js";

const MEMBERS: readonly (readonly [string, string])[] = [
  ["name", "name"],
  ["score", "score"],
  ["label", "label"],
  ["explanation", "explanation"],
  ["by", "annotator_kind"],
];

/** Scores of an observation on its span; those of the whole trace on its root, in OpenInference's trace scope. */
export function addScores(
  observation: JsonObject,
  resource: Attributes,
  isRoot: boolean,
  attributes: Map<string, AttributeValue>,
): void {
  const scores = resource.get("langfuse.trace.scores");
  if (!Array.isArray(scores)) return;
  const counts = { span: 0, trace: 0 };
  for (const score of scores) {
    if (!isObject(score)) continue;
    const about = score["observationId"];
    if (about === null ? !isRoot : about !== observation["id"]) continue;
    const prefix = about === null ? `trace.annotations.${counts.trace++}` : `annotations.${counts.span++}`;
    for (const [member, name] of MEMBERS) {
      const value = score[member];
      if (value !== null && value !== undefined) {
        attributes.set(`${prefix}.annotation.${name}`, value as AttributeValue);
      }
    }
  }
}
