import { expect, test } from "vitest";
import { arrived, failed, keptText, left, sent, typed, unsent, type KeptText } from "./kept-text.js";

const send = (text: KeptText): KeptText => sent(text, unsent(text, true) ?? "");

test("what was typed is sent once, without blanks at its ends", () => {
  const text = typed(keptText("Search"), "Search times out ");
  expect(unsent(text, true)).toBe("Search times out");
  expect(unsent(send(text), true)).toBeNull();
  expect(unsent(typed(keptText("Search"), "Search "), true)).toBeNull();
});

test("a title is never emptied", () => {
  const text = typed(keptText("Search"), "  ");
  expect(unsent(text, false)).toBeNull();
  expect(unsent(text, true)).toBe("");
  expect(left(text).draft).toBeNull();
});

test("a blank at the end stays in the field while one types on", () => {
  const text = arrived(send(typed(keptText(""), "Search ")), "Search");
  expect(text.draft).toBe("Search ");
  expect(unsent(typed(text, "Search t"), true)).toBe("Search t");
});

test("what is typed on survives the answer to what was sent before", () => {
  const text = arrived(typed(send(typed(keptText(""), "Se")), "Search"), "Se");
  expect(text.draft).toBe("Search");
  expect(unsent(text, true)).toBe("Search");
});

test("an undo takes the place of what was kept, not of what is being typed", () => {
  const after = arrived(send(typed(keptText("old"), "new")), "new");
  expect(arrived(after, "old")).toEqual(keptText("old"));
  expect(arrived(typed(after, "newer"), "old").draft).toBe("newer");
});

test("of two answers on their way the first does not bring back what was typed before", () => {
  const second = send(typed(send(typed(keptText(""), "A")), "AB"));
  expect(arrived(second, "A").draft).toBe("AB");
  expect(unsent(arrived(second, "A"), true)).toBeNull();
  expect(arrived(second, "AB")).toEqual({ kept: "AB", draft: "AB", sent: [] });
});

test("what was sent in vain is sent again", () => {
  const text = failed(send(typed(keptText("old"), "new")), "new");
  expect(unsent(text, true)).toBe("new");
});
