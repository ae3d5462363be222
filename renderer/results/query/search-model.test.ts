import { expect, test } from "vitest";
import { isOnlyWords, isUnfinished, mended, queryError, shadePieces, withCompletion } from "./search-model.js";

test("the coloured pieces of a query join to the query again", () => {
  const query = 'agent:planner >> tool:search(status:error) "refund" -kind:llm ünïcode';
  const pieces = shadePieces(query, null);
  expect(pieces.map((piece) => piece.text).join("")).toBe(query);
  expect(pieces).toContainEqual({ text: "agent:", shade: "field" });
  expect(pieces).toContainEqual({ text: ">>", shade: "operator" });
  expect(pieces).toContainEqual({ text: "error", shade: "error" });
  expect(pieces).toContainEqual({ text: '"refund"', shade: "word" });
});

test("a mistake is marked where it is and can be mended", () => {
  const query = "status:eror refund";
  const error = queryError(query);
  expect(error).not.toBeNull();
  if (error === null) return;
  expect(shadePieces(query, error).find((piece) => piece.shade === "wrong")?.text).toContain("eror");
  expect(queryError(mended(query, error))).toBeNull();
});

test("the key of an attribute is not searched for while it is typed", () => {
  expect(["attr.", "refund attr.http.st", '-attr."my k'].map(isUnfinished)).toEqual([true, true, true]);
  expect(["attr.x=1", "attrition", "attr.x=1 refund"].map(isUnfinished)).toEqual([false, false, false]);
});

test("plain words are told from searches of the data", () => {
  expect(["", "search times out", '"no documents"'].map(isOnlyWords)).toEqual([true, true, true]);
  expect(["agent:planner", "a OR b", "/refund/", "-search", "a > b"].map(isOnlyWords)).toEqual(Array(5).fill(false));
});

test("a completion replaces what was typed of it", () => {
  expect(withCompletion("refund ag", 7, 9, "agent:")).toEqual({ text: "refund agent:", cursor: 13 });
  expect(withCompletion("agent:pl refund", 6, 8, "planner")).toEqual({ text: "agent:planner refund", cursor: 13 });
  expect(withCompletion("agent:pl", 6, 8, '"two words"').text).toBe('agent:"two words" ');
  expect(withCompletion("dur", 0, 3, "duration>=").text).toBe("duration>=");
  expect(withCompletion("agent:a >", 8, 9, ">>").text).toBe("agent:a >> ");
  expect(withCompletion("attr.http", 5, 9, "http.status_code:").text).toBe("attr.http.status_code:");
  expect(withCompletion("agent:planner", 6, 8, "planner").text).toBe("agent:planner ");
});
