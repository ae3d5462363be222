import { expect, test } from "vitest";
import { formatQuery } from "../../../../shared/query/format.js";
import { parseQuery } from "../../../../shared/query/parse.js";
import { withoutScores, withScores } from "./score-range.js";

function parsed(text: string) {
  const result = parseQuery(text);
  if (!result.ok) throw new Error(result.error.message);
  return result.query;
}

test("a bar of the histogram takes the place of the scores that the query asked for", () => {
  const query = withScores(parsed("agent:planner score<0.4"), { from: 0.5, to: 0.75, last: false });
  expect(formatQuery(query)).toBe("agent:planner score>=0.5 score<0.75");
  expect(formatQuery(withScores(query, { from: 0.75, to: 1, last: true }))).toBe("agent:planner score>=0.75 score<=1");
});

test("without its scores a query is the rest of it, and null where it had none", () => {
  const rest = withoutScores(parsed("refund score>=0.5 score<0.75"));
  expect(rest === null ? null : formatQuery(rest)).toBe("refund");
  expect(withoutScores(parsed("refund"))).toBeNull();
});
