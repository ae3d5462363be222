import { describe, expect, it } from "vitest";
import { DEFAULT_REDACTION, redactionOptions } from "../../../shared/model/redaction.js";
import { TestEngine } from "../testing/test-engine.js";

const calm = { signal: new AbortController().signal };

describe("what the user wants redacted", () => {
  it("is everything that the rules know until something is said, and can be undone", async () => {
    await using engine = await TestEngine.open();
    const options = () => engine.handlers["redaction.options"]({}, calm);
    expect(await options()).toEqual(DEFAULT_REDACTION);
    const mine = redactionOptions.parse({ off: ["ip"], names: ["Ada Quimby"], patterns: ["CUST-\\d+"] });
    await engine.handlers["change.apply"]({ change: { command: "redaction.set", options: mine } }, calm);
    expect(await options()).toEqual(mine);
    await engine.handlers["change.undo"]({}, calm);
    expect(await options()).toEqual(DEFAULT_REDACTION);
    await engine.handlers["change.redo"]({}, calm);
    expect(await options()).toEqual(mine);
  });

  it("is shown in a text before it leaves", async () => {
    await using engine = await TestEngine.open();
    const options = redactionOptions.parse({ names: ["Ada Quimby"] });
    await engine.handlers["change.apply"]({ change: { command: "redaction.set", options } }, calm);
    const text = "Ada Quimby and ada@example.com; ada quimby again";
    expect(await engine.handlers["redaction.preview"]({ text }, calm)).toMatchObject({
      text: "PERSON_1 and EMAIL_1; PERSON_1 again",
      counts: [
        { rule: "email", places: 1, things: 1 },
        { rule: "name", places: 2, things: 1 },
      ],
      replacements: [{ found: "Ada Quimby", after: " and ada@example.com; ada quimby again" }, {}, {}],
    });
    expect(await engine.handlers["redaction.preview"]({ text, options: DEFAULT_REDACTION }, calm)).toMatchObject({
      text: "Ada Quimby and EMAIL_1; ada quimby again",
    });
  });

  it("knows no pattern that could take for ever, or that is none", () => {
    for (const pattern of ["(?=a)", "(a)\\1", "(", "a".repeat(300)]) {
      expect(redactionOptions.safeParse({ patterns: [pattern] }).success, pattern).toBe(false);
    }
    expect(redactionOptions.safeParse({ patterns: ["(a+)+$"] }).success).toBe(true);
  });
});
