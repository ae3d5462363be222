import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldName, isMadeUpId } from "./names.js";

describe("names", () => {
  it("are the same in the spellings of people and of tools", () => {
    const folded = ["Billing Agent", "billing_agent", "billing-agent", " BILLING  agent ", "Bílling.Agent"].map(
      foldName,
    );
    expect(new Set(folded)).toEqual(new Set(["billing_agent"]));
    expect(foldName("注文 エージェント")).toBe("注文_エージェント");
    expect(foldName("???")).toBe("???");
  });

  it("fold to what folds to itself", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (name) => foldName(foldName(name)) === foldName(name)));
  });

  it("that a program made up are told from those of people", () => {
    const ids = ["99981f6a-abd1-4d09-9fba-00e2ab172193", "9f86d081884c7d65", "1234567", "asst_abc123DEF456ghi"];
    expect(ids.filter(isMadeUpId)).toEqual(ids);
    const names = ["planner", "gpt-4o", "agent_researcher", "Decade", "Step 1", "run_everything_nicely"];
    expect(names.filter(isMadeUpId)).toEqual([]);
  });
});
