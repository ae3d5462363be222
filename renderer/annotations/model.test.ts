import { expect, test } from "vitest";
import type { Annotation } from "../../shared/contract/annotations.js";
import type { SpanId, TextHash, TraceId } from "../../shared/model/ids.js";
import {
  aboutOf,
  countWords,
  isAbout,
  judgementWord,
  placeKey,
  recentLabels,
  saidElsewhere,
  shortWords,
  suggestLabels,
} from "./model.js";
import { passagesByHash } from "./text/use-passages.js";

const TRACE = "7f3a" as TraceId;
const SPAN = "c1" as SpanId;
const HASH = "aa" as TextHash;

const said = (change: Partial<Annotation>): Annotation => ({
  id: "1",
  source: null,
  kind: "note",
  target: "span",
  traceId: TRACE,
  spanId: SPAN,
  position: null,
  passage: null,
  name: null,
  label: null,
  score: null,
  text: null,
  by: "ana",
  annotatorKind: null,
  createdAtMs: 1,
  changedAtMs: 1,
  metadata: [],
  ...change,
});
const words = (offset: number, quote: string, change: Partial<Annotation> = {}) =>
  said({ target: "text", passage: { hash: HASH, offset, quote }, ...change });

test("what is said of a span is told from what is said of its documents, its words and its trace", () => {
  const about = { target: "span", traceId: TRACE, spanId: SPAN } as const;
  const others = [
    said({ target: "document", position: 2 }),
    words(4, "days"),
    said({ target: "trace", spanId: null }),
    said({ spanId: "c2" as SpanId }),
  ];
  expect(isAbout(said({}), about)).toBe(true);
  expect(others.map((one) => isAbout(one, about))).toEqual([false, false, false, false]);
  const groups = saidElsewhere([said({}), ...others, said({ target: "document", position: 2, id: "2" })], about);
  expect(groups.map((group) => [group.about.target, group.annotations.length])).toEqual([
    ["document", 2],
    ["text", 1],
    ["trace", 1],
    ["span", 1],
  ]);
});

test("any trace of a conversation names it, and a passage is the same wherever its text is read", () => {
  const conversation = { target: "conversation", traceId: "other" as TraceId } as const;
  expect(isAbout(said({ target: "conversation", spanId: null }), conversation)).toBe(true);
  const about = aboutOf(words(4, "days"));
  expect(about).toEqual({ target: "text", traceId: TRACE, spanId: SPAN, hash: HASH, offset: 4, quote: "days" });
  expect(aboutOf(said({ target: "document" }))).toBeNull();
});

test("a place has one key, in whatever order its parts come", () => {
  expect(placeKey({ target: "span", traceId: TRACE, spanId: SPAN })).toBe(
    placeKey({ spanId: SPAN, target: "span", traceId: TRACE }),
  );
});

test("passages of a text come in the order of its words, each once", () => {
  const byHash = passagesByHash([
    words(9, "late"),
    words(2, "days", { id: "2" }),
    words(9, "late", { id: "3" }),
    said({ id: "4" }),
  ]);
  expect([...byHash.keys()]).toEqual([HASH]);
  expect(byHash.get(HASH)?.map(({ about, annotations }) => [about.quote, annotations.length])).toEqual([
    ["days", 1],
    ["late", 2],
  ]);
});

test("labels are offered by their beginning first, without those that are there", () => {
  const known = ["too late", "late", "refund late", "bad"].map((label) => ({ label, own: 1, lastMs: 1 }));
  expect(suggestLabels(known, "La", new Set(), 8)).toEqual(["late", "too late", "refund late"]);
  expect(suggestLabels(known, "", new Set(["late"]), 2)).toEqual(["too late", "refund late"]);
});

test("the labels that the reader gave last are offered again, not those of files", () => {
  const known = [
    { label: "old", own: 2, lastMs: 1 },
    { label: "grounded", own: 0, lastMs: 9 },
    { label: "new", own: 1, lastMs: 5 },
  ];
  expect(recentLabels(known, new Set(), 4)).toEqual(["new", "old"]);
  expect(recentLabels(known, new Set(["new"]), 4)).toEqual(["old"]);
});

test("what is said is told in a few words", () => {
  expect(countWords({ notes: 2, labels: 0 })).toBe("2\u00a0notes");
  expect(countWords({ notes: 1, labels: 1 })).toBe("1\u00a0note, 1\u00a0label or score");
  expect(countWords({ notes: 0, labels: 3 })).toBe("3\u00a0labels and scores");
  expect(judgementWord("correctness", 0)).toBe("wrong");
  expect(judgementWord("relevance", 1)).toBe("relevant");
  expect(judgementWord("tone", 1)).toBe("tone 1");
  expect(shortWords(said({ kind: "score", name: "quality", score: 0.123456 }))).toBe("quality 0.1235");
  expect(shortWords(said({ kind: "label", label: "late" }))).toBe("late");
});
