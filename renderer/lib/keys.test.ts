import { expect, test } from "vitest";
import { chordOf, isSingleKey, keyCaps } from "./keys.js";

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

test("plain characters are chords by themselves, however they are typed", () => {
  expect(chordOf({ ...plain, key: "j" }, false)).toBe("j");
  expect(chordOf({ ...plain, key: "?", shiftKey: true }, false)).toBe("?");
});

test("Mod is Ctrl elsewhere and Cmd on a Mac", () => {
  expect(chordOf({ ...plain, key: "k", ctrlKey: true }, false)).toBe("Mod+K");
  expect(chordOf({ ...plain, key: "k", metaKey: true }, true)).toBe("Mod+K");
  expect(chordOf({ ...plain, key: "k", ctrlKey: true }, true)).toBe("Other+k");
  expect(chordOf({ ...plain, key: "Z", ctrlKey: true, shiftKey: true }, false)).toBe("Shift+Mod+Z");
});

test("caps are what is printed on the keyboard", () => {
  expect(keyCaps("Mod+K", false)).toEqual(["Ctrl", "K"]);
  expect(keyCaps("Mod+K", true)).toEqual(["⌘", "K"]);
  expect(keyCaps("Enter", false)).toEqual(["↵"]);
  expect(keyCaps("+", false)).toEqual(["+"]);
  expect(keyCaps("Mod++", false)).toEqual(["Ctrl", "+"]);
});

test("single keys are those without a modifier and a name", () => {
  expect(isSingleKey("j")).toBe(true);
  expect(isSingleKey("Enter")).toBe(false);
  expect(isSingleKey("Mod+K")).toBe(false);
});
