import { describe, expect, it } from "vitest";
import { DEFAULT_REDACTION } from "../../shared/model/redaction.js";
import { allowEntryOf, entryProblem, withEntry, withoutEntry, withRule } from "./options.js";

describe("lists of the reader's own", () => {
  it("say as one types what is wrong with a pattern, and nothing about none", () => {
    expect(entryProblem("patterns", "")).toBeNull();
    expect(entryProblem("patterns", "HV-\\d{6}")).toBeNull();
    expect(entryProblem("patterns", "HV-(\\d")).toMatch(/\w/);
    expect(entryProblem("patterns", "(?=a)")).toMatch(/\w/);
    expect(entryProblem("names", "A")).toBe("At least 2 characters");
    expect(entryProblem("words", "x".repeat(201))).toBe("At most 200 characters");
  });

  it("take an entry once, trimmed, and give it up again", () => {
    const one = withEntry(DEFAULT_REDACTION, "names", "  Ada Quimby ");
    expect(one.names).toEqual(["Ada Quimby"]);
    expect(withEntry(one, "names", "ada quimby")).toBe(one);
    expect(withEntry(one, "names", "A")).toBe(one);
    expect(withoutEntry(one, "names", "Ada Quimby")).toEqual(DEFAULT_REDACTION);
  });

  it("switch a rule off once and on again", () => {
    const off = withRule(withRule(DEFAULT_REDACTION, "ip", false), "ip", false);
    expect(off.off).toEqual(["ip"]);
    expect(withRule(off, "ip", true)).toEqual(DEFAULT_REDACTION);
  });

  it("let stay what is short enough to be kept", () => {
    expect(allowEntryOf(" 10.0.0.1 ")).toBe("10.0.0.1");
    expect(allowEntryOf("x".repeat(300))).toBeNull();
  });
});
