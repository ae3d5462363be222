import { describe, expect, it } from "vitest";
import { redactionOptions } from "../../../shared/model/redaction.js";
import { createRedactor } from "./redactor.js";

/** Texts that a careless pattern takes for ever over, by what they are made of. */
const NASTY: Readonly<Record<string, (size: number) => string>> = {
  "one letter": (size) => "a".repeat(size),
  "digits and spaces": (size) => "0 1 ".repeat(size / 4),
  digits: (size) => "4".repeat(size),
  "signs of addresses": (size) => "a@".repeat(size / 2),
  dots: (size) => "a.".repeat(size / 2),
  colons: (size) => "a:".repeat(size / 2),
  slashes: (size) => "/home".repeat(size / 5),
  backslashes: (size) => "\\".repeat(size),
  "beginnings of keys": (size) => "-----BEGIN PRIVATE KEY-----".repeat(size / 27),
  "beginnings of tokens": (size) => "eyJ".repeat(size / 3),
  "beginnings of Slack's": (size) => "xoxb-1-".repeat(size / 7),
  passwords: (size) => "password ".repeat(size / 9),
  brackets: (size) => "[".repeat(size),
  quotes: (size) => '"'.repeat(size),
  addresses: (size) => "http://a".repeat(size / 8),
};

describe("a text that was made to take for ever", () => {
  it.each(Object.keys(NASTY))("takes no time to speak of: %s", (name) => {
    const options = redactionOptions.parse({ patterns: ["(a+)+$", "(a|aa)*b"], names: ["a a"], words: ["zz"] });
    const text = NASTY[name]?.(128_000) ?? "";
    expect(createRedactor(options).text(text).length).toBeGreaterThan(0);
  });
});
