import type { AttributeValue } from "../../../shared/model/facts.js";
import type { MeaningDocument, ScoreKind } from "../../../shared/model/meaning.js";
import type { FlatElement } from "./flattened.js";
import type { JsonObject } from "./values.js";
import { asName, asNumber, asStructure, asText, isArray, isObject } from "./values.js";

type Role = MeaningDocument["role"];

const CONTENT_KEYS = ["content", "text", "page_content", "pageContent", "document", "body", "snippet"] as const;
const ID_KEYS = ["id", "document_id", "documentId", "doc_id", "chunk_id", "id_", "node_id"] as const;
const SCORE_KEYS: readonly (readonly [string, ScoreKind | null])[] = [
  ["score", null],
  ["relevance_score", "relevance"],
  ["relevanceScore", "relevance"],
  ["similarity", "similarity"],
  ["distance", "distance"],
];

function firstOf(object: JsonObject, keys: readonly string[]): readonly [string, AttributeValue] | null {
  for (const key of keys) {
    const value = object[key];
    if (value !== undefined && value !== null) return [key, value];
  }
  return null;
}

/** A document from an object of any shape in use; what is neither id, score nor content becomes its metadata. */
function readDocument(raw: AttributeValue, rank: number, role: Role, scores: ScoreKind): MeaningDocument {
  const value = asStructure(raw) ?? raw;
  if (!isObject(value)) {
    return { rank, id: null, score: null, scoreKind: "unknown", content: asText(value), metadata: null, role };
  }
  const node = isObject(value["node"]) ? value["node"] : value; // LlamaIndex's NodeWithScore
  const id = firstOf(node, ID_KEYS);
  const content = firstOf(node, CONTENT_KEYS);
  let score: number | null = null;
  let scoreKind: ScoreKind = "unknown";
  let scoreKey: string | null = null;
  for (const [key, kind] of SCORE_KEYS) {
    score = asNumber(value[key]);
    if (score === null) continue;
    scoreKind = kind ?? scores;
    scoreKey = key;
    break;
  }
  const used = new Set([id?.[0], content?.[0], scoreKey, "type"]);
  const rest = Object.entries(node).filter(([key]) => !used.has(key));
  const [first] = rest;
  const alone = rest.length === 1 && (first?.[0] === "metadata" || first?.[0] === "meta") ? first[1] : null;
  const metadata = alone ?? (first === undefined ? null : Object.fromEntries(rest));
  return {
    rank,
    id: asName(id?.[1]),
    score,
    scoreKind,
    content: asText(content?.[1]),
    metadata: metadata === null ? null : asText(metadata),
    role,
  };
}

/** Documents from an array, an object with `documents` (or its like), or JSON of either; null when there are none. */
export function readDocuments(value: AttributeValue, role: Role, scores: ScoreKind): MeaningDocument[] | null {
  const structure = asStructure(value);
  if (structure === null) return null;
  const list = isArray(structure)
    ? structure
    : (structure["documents"] ??
      structure["results"] ??
      structure["matches"] ??
      structure["nodes"] ??
      structure["output"] ??
      structure["outputs"]);
  if (!isArray(list) || list.length === 0) return null;
  return list.map((one, rank) => readDocument(one, rank, role, scores));
}

/** Documents of a flattened list: members `document.id`, `.content`, `.score`, `.metadata`. */
export function flatDocuments(elements: readonly FlatElement[], role: Role, scores: ScoreKind): MeaningDocument[] {
  return elements.map((element, rank) => {
    const metadata = element.get("document.metadata");
    const score = asNumber(element.get("document.score"));
    return {
      rank,
      id: asName(element.get("document.id")),
      score,
      scoreKind: score === null ? "unknown" : scores,
      content: asText(element.get("document.content")),
      metadata: metadata === undefined ? membersBelow(element, "document.metadata.") : asText(metadata),
      role,
    };
  });
}

function membersBelow(element: FlatElement, prefix: string): string | null {
  const members: [string, AttributeValue][] = [];
  for (const [key, value] of element) if (key.startsWith(prefix)) members.push([key.slice(prefix.length), value]);
  return members.length > 0 ? JSON.stringify(Object.fromEntries(members)) : null;
}
