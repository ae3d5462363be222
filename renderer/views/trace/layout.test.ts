import { expect, test } from "vitest";
import { pickView, toggleSplit } from "./layout.js";

test("a view that is not shown takes the place of the main one", () => {
  expect(pickView({ view: "timeline", split: undefined }, "graph")).toEqual({ view: "graph", split: undefined });
  expect(pickView({ view: "timeline", split: "graph" }, "transcript")).toEqual({ view: "transcript", split: "graph" });
});

test("one of two that are shown stays alone", () => {
  expect(pickView({ view: "timeline", split: "graph" }, "graph")).toEqual({ view: "graph", split: undefined });
  expect(pickView({ view: "timeline", split: "graph" }, "timeline")).toEqual({ view: "timeline", split: undefined });
});

test("splitting puts a fitting partner beside the view, and takes it away again", () => {
  expect(toggleSplit({ view: "timeline", split: undefined })).toEqual({ view: "timeline", split: "graph" });
  expect(toggleSplit({ view: "transcript", split: undefined })).toEqual({ view: "timeline", split: "transcript" });
  expect(toggleSplit({ view: "timeline", split: "graph" })).toEqual({ view: "timeline", split: undefined });
});
