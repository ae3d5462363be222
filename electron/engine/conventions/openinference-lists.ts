import type { AttributeValue } from "../../../shared/model/facts.js";
import type { MeaningEmbedding, MeaningEvaluation } from "../../../shared/model/meaning.js";
import type { FlatElement } from "./flattened.js";
import { asName, asNumber, asStructure, asText, isArray, looksStructured } from "./values.js";

/** What stands for no number among numbers: Python writes it so, JavaScript writes null. */
const NOT_FINITE = /-?\b(NaN|Infinity)\b/g;

/** A vector from an array of numbers or JSON of one, NaN and infinities in their places; null when any member is no number. */
export function readVector(value: AttributeValue | undefined): Float64Array | null {
  const isPythons = typeof value === "string" && value.startsWith("[") && value.search(NOT_FINITE) >= 0;
  const structure = asStructure(isPythons ? value.replace(NOT_FINITE, "null") : value);
  if (!isArray(structure)) return null;
  const vector = new Float64Array(structure.length);
  for (let at = 0; at < structure.length; at++) {
    const member = vectorNumber(structure[at]);
    if (member === null) return null;
    vector[at] = member;
  }
  return vector.length > 0 ? vector : null;
}

function vectorNumber(member: AttributeValue | undefined): number | null {
  if (typeof member === "number") return member;
  if (member === null || member === "NaN") return Number.NaN;
  if (member === "Infinity" || member === "-Infinity") return Number(member);
  return asNumber(member);
}

/** Embeddings of the flattened list: text and vector, each where it is there. */
export function readEmbeddings(elements: readonly FlatElement[]): MeaningEmbedding[] {
  return elements
    .map((element) => ({
      text: asText(element.get("embedding.text")),
      vector: readVector(element.get("embedding.vector")),
    }))
    .filter((embedding) => embedding.text !== null || embedding.vector !== null);
}

/** Annotations and evaluations of one scope: `annotation.name`, `evaluation.score`, ... */
export function readEvaluations(
  elements: readonly FlatElement[],
  member: "annotation" | "evaluation",
): MeaningEvaluation[] {
  const evaluations: MeaningEvaluation[] = [];
  for (const element of elements) {
    const name = asName(element.get(`${member}.name`));
    if (name === null) continue;
    evaluations.push({
      name,
      score: asNumber(element.get(`${member}.score`)),
      label: asName(element.get(`${member}.label`)),
      explanation: asText(element.get(`${member}.explanation`)),
      by: asName(element.get(`${member}.annotator_kind`)) ?? asName(element.get(`${member}.identifier`)),
    });
  }
  return evaluations;
}

/** Tool definitions as one JSON array; each schema keeps the text that it came as. */
export function joinTools(elements: readonly FlatElement[]): string | null {
  const schemas: string[] = [];
  for (const element of elements) {
    const schema = element.get("tool.json_schema");
    if (typeof schema === "string") {
      const whole = looksStructured(schema) && schema.trimEnd().endsWith("}");
      schemas.push(whole ? schema : JSON.stringify(schema));
    } else if (schema !== undefined && schema !== null) schemas.push(JSON.stringify(schema));
    else schemas.push(JSON.stringify(Object.fromEntries(element)));
  }
  return schemas.length > 0 ? `[${schemas.join(",")}]` : null;
}
