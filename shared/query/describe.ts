import type { CompareNode, Comparison, ConditionNode, MatchNode, QueryNode, StructureNode } from "./ast.js";
import { conjuncts } from "./ast.js";
import { formatQuery } from "./format.js";
import type { QueryView } from "./fields.js";
import { attributeOf } from "./fields.js";
import { formatDuration } from "./units.js";

/**
 * Says a query in words, to stand behind a count: "traces where planner led to a failed search, and “refund” was said".
 * `count` decides between one and many.
 */
export function describeQuery(query: QueryNode, view: QueryView, count: number): string {
  const things = count === 1 ? view.slice(0, -1) : view;
  const terms = conjuncts(query);
  const clauses = terms.filter((term) => !isInAll(term)).map((term) => clause(term, view));
  const history = terms.some(isInAll) ? ", repeated history included" : "";
  return clauses.length === 0 ? things + history : `${things} where ${listed(clauses)}${history}`;
}

function listed(clauses: readonly string[]): string {
  if (clauses.length < 2) return clauses.join("");
  return `${clauses.slice(0, -1).join(", ")}, and ${clauses.at(-1) ?? ""}`;
}

function isInAll(node: QueryNode): boolean {
  return node.type === "match" && node.field === "in";
}

function clause(node: QueryNode, view: QueryView): string {
  switch (node.type) {
    case "everything":
      return "anything holds";
    case "text":
      return `${said(node.value)} was said`;
    case "regex":
      return `/${node.source}/ was said`;
    case "match":
      return view === "spans" ? spanMatch(node, false) : traceMatch(node, false);
    case "compare":
      return compared(node, node.operator);
    case "not":
      return negated(node.term, view);
    case "and":
      return node.terms.map((term) => clause(term, view)).join(" and ");
    case "or":
      return node.terms.map((term) => clause(term, view)).join(" or ");
    case "span":
      return `one span holds that ${clause(node.term, "spans")}`;
    case "condition":
      return condition(node);
    case "structure":
      return structure(node);
  }
}

function negated(node: QueryNode, view: QueryView): string {
  if (node.type === "text") return `${said(node.value)} was not said`;
  if (node.type === "match") return view === "spans" ? spanMatch(node, true) : traceMatch(node, true);
  if (node.type === "compare") return compared(node, OPPOSITE[node.operator]);
  if (node.type === "span" && view !== "spans") return `no span holds that ${clause(node.term, "spans")}`;
  return `it is not so that ${clause(node, view)}`;
}

function traceMatch(node: MatchNode, no: boolean): string {
  const value = shownValue(node);
  switch (node.field) {
    case "agent":
      return no ? `${value} took no part` : `${value} took part`;
    case "tool":
      return no ? `${value} was not called` : `${value} was called`;
    case "model":
      return no ? `${value} did not answer` : `${value} answered`;
    case "kind":
      return no ? `there is no ${value} span` : `there is a span of kind ${value}`;
    case "knowledge":
      return no ? `${value} was not asked` : `${value} was asked`;
    case "name":
      return no ? `no span is named ${value}` : `a span is named ${value}`;
    case "role":
      return no ? `${value} said nothing` : `${value} spoke`;
    case "status":
      if (node.value === "error") return no ? "nothing failed" : "something failed";
      return no ? `no span has status ${value}` : `a span has status ${value}`;
    case "label":
      return no ? `nothing is labelled ${value}` : `something is labelled ${value}`;
    case "verdict":
      return no ? `nothing has a verdict on ${value}` : `something has a verdict on ${value}`;
    case "note":
      return no ? `no note says ${value}` : `a note says ${value}`;
    case "by":
      return no ? `${value} said nothing of it` : `${value} said something of it`;
    case "set":
      return no ? `nothing is in the list ${value}` : `something is in the list ${value}`;
    case "has":
      return no ? `there is no ${value}` : `there is ${/^[aeiou]/.test(value) ? "an" : "a"} ${value}`;
    default:
      return spanMatch(node, no);
  }
}

function spanMatch(node: MatchNode, no: boolean): string {
  const value = shownValue(node);
  const is = no ? "is not" : "is";
  switch (node.field) {
    case "status":
      if (node.value === "error") return no ? "it did not fail" : "it failed";
      return `the status ${is} ${value}`;
    case "has":
      return no ? `it has no ${value}` : `it has ${value}`;
    case "is":
      return `it ${is} ${value === "unfinished" ? value : `a ${value}`}`;
    case "trace":
    case "span":
      return `the ${node.field} id ${no ? "does not start" : "starts"} with ${value}`;
    case "role":
      return no ? `${value} said nothing` : `${value} spoke`;
    case "label":
      return no ? `it is not labelled ${value}` : `it is labelled ${value}`;
    case "verdict":
      return no ? `it has no verdict on ${value}` : `it has a verdict on ${value}`;
    case "note":
      return no ? `no note of it says ${value}` : `a note of it says ${value}`;
    case "by":
      return no ? `${value} said nothing of it` : `${value} said something of it`;
    case "set":
      return `it ${is} in the list ${value}`;
    default:
      return `${attributeOf(node.field) ?? `the ${node.field}`} ${is} ${value}`;
  }
}

const OPPOSITE: Readonly<Record<Comparison, Comparison>> = {
  ">": "<=",
  "<=": ">",
  "<": ">=",
  ">=": "<",
  "=": "!=",
  "!=": "=",
};
const MORE_OR_LESS: Readonly<Record<Comparison, string>> = {
  ">": "more than",
  ">=": "at least",
  "<": "less than",
  "<=": "at most",
  "=": "exactly",
  "!=": "not exactly",
};
const WHEN: Readonly<Record<Comparison, string>> = {
  ">": "after",
  ">=": "at or after",
  "<": "before",
  "<=": "at or before",
  "=": "at",
  "!=": "not at",
};

function compared(node: CompareNode, operator: Comparison): string {
  const amount = typeof node.value === "number" ? node.value : 0;
  const how = MORE_OR_LESS[operator];
  switch (node.field) {
    case "duration":
      return `it took ${how} ${formatDuration(amount)}`;
    case "cost":
      return `it cost ${how} $${amount}`;
    case "tokens":
      return `it used ${how} ${amount.toLocaleString("en")} tokens`;
    case "start":
      return `it began ${WHEN[operator]} ${String(node.value).replace("T", " ")}`;
    case "end":
      return `it ended ${WHEN[operator]} ${String(node.value).replace("T", " ")}`;
    case "score":
      return `the best document scored ${how} ${node.value}`;
    case "used":
      if (operator === "=" && amount === 0) return "none of the documents found was used";
      return `${how} ${node.value} of the documents found were used`;
    default:
      return `${attributeOf(node.field) ?? node.field} is ${how} ${node.value}`;
  }
}

function condition(node: ConditionNode): string {
  const failed =
    node.condition.type === "match" && node.condition.field === "status" && node.condition.value === "error";
  const subject = noun(node.head);
  if (subject !== null && failed) return `${subject} failed`;
  return `one span holds that ${clause(node.head, "spans")} and ${clause(node.condition, "spans")}`;
}

const LEADS: Readonly<Record<StructureNode["operator"], string>> = {
  ">": "led directly to",
  ">>": "led to",
  "<": "came directly from",
  "<<": "came from",
  "~": "stood beside",
};

function structure(node: StructureNode): string {
  const right = side(node.right);
  if (node.left.type !== "structure") return `${side(node.left)} ${LEADS[node.operator]} ${right}`;
  return `${structure(node.left)}, which ${LEADS[node.operator]} ${right}`;
}

function side(node: QueryNode): string {
  if (node.type === "condition") {
    const head = noun(node.head);
    if (head !== null && formatQuery(node.condition) === "status:error") return `a failed ${head}`;
    if (head !== null) return `${head} (${clause(node.condition, "spans")})`;
  }
  return noun(node) ?? `a span where ${clause(node.type === "span" ? node.term : node, "spans")}`;
}

function noun(node: QueryNode): string | null {
  if (node.type === "text") return said(node.value);
  if (node.type !== "match") return null;
  if (["agent", "tool", "model", "name"].includes(node.field)) return shownValue(node);
  if (node.field === "kind") return `a span of kind ${node.value}`;
  return node.field === "status" && node.value === "error" ? "a failure" : null;
}

function said(text: string): string {
  return `“${short(text)}”`;
}

function shownValue(node: MatchNode): string {
  return short(node.value);
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
