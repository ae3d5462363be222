import type { SpanFacts } from "../../../shared/model/facts.js";
import type { MeaningWriter } from "./convention.js";
import { conventionOf } from "./dialect.js";
import { type Rule, rule } from "./rules.js";
import { asText } from "./values.js";

/** Every attribute of smolagents that gives one scalar field by itself, with its rank. */
export const SMOLAGENTS_RULES: readonly Rule[] = [
  rule("smolagents.task", "input", 240, asText),
  rule("smolagents.tools_names", "toolDefinitions", 110, asText),
];

/** How its task begins that a manager gives to an agent of its own. */
const MANAGED = /^\{"task": "You're a helpful agent named '([^'\\]{1,100})'/;

/** A span names the class of its agent only; the task of a managed one says what it is called. */
function readManaged(span: SpanFacts, out: MeaningWriter): void {
  if (!span.name.endsWith(".run")) return;
  const input = asText(span.attributes.get("input.value"));
  out.set("agent", MANAGED.exec(input ?? "")?.[1], "input.value", 95);
}

/** smolagents, which OpenInference instruments; its own names stand beside. */
export const smolagents = conventionOf({
  id: "smolagents",
  label: "smolagents",
  version: 1,
  rules: SMOLAGENTS_RULES,
  prefixes: ["smolagents."],
  read: readManaged,
});
