import type { AttributeValue, SpanFacts } from "../../../shared/model/facts.js";
import type { MeaningDocument, MeaningEmbedding } from "../../../shared/model/meaning.js";
import type { MeaningWriter } from "./convention.js";
import { readVector } from "./openinference-lists.js";
import { asName, asNumber, asStructure, asText, isObject } from "./values.js";

/** The text in what a vector store keeps beside a vector. */
function textIn(value: AttributeValue | undefined): string | null {
  const entity = asStructure(value);
  if (!isObject(entity)) return null;
  return asText(entity["text"] ?? entity["content"] ?? entity["page_content"] ?? entity["document"]);
}

/** Reads the events of vector stores: one per hit, in the order of their rank; and the vectors that were asked with. */
export function readVectorEvents(span: SpanFacts, out: MeaningWriter): void {
  const documents: MeaningDocument[] = [];
  const embeddings: MeaningEmbedding[] = [];
  let source = "";
  let asked = "";
  for (const { name, attributes } of span.events) {
    if (name === "db.query.embeddings" || name === "db.search.embeddings") {
      const vector = readVector(attributes.get(`${name}.vector`));
      if (vector !== null) embeddings.push({ text: null, vector });
      asked ||= name;
    }
    if (name !== "db.query.result" && name !== "db.search.result") continue;
    source ||= name;
    const score = asNumber(attributes.get(`${name}.score`));
    const distance = asNumber(attributes.get(`${name}.distance`));
    const metadata = attributes.get(`${name}.metadata`) ?? attributes.get(`${name}.entity`);
    documents.push({
      rank: documents.length,
      id: asName(attributes.get(`${name}.id`)),
      score: score ?? distance,
      scoreKind: score !== null ? "similarity" : distance !== null ? "distance" : "unknown",
      content: asText(attributes.get(`${name}.document`)) ?? textIn(metadata),
      metadata: asText(metadata),
      role: "retrieved",
    });
  }
  if (documents.length > 0) out.setList("documents", documents, `event ${source}`, 30);
  if (embeddings.length > 0) out.setList("embeddings", embeddings, `event ${asked}`, 30);
}
