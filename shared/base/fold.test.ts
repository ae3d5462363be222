import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold, foldedForm, foldWithOffsets } from "./fold.js";

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc.string({
    unit: fc.constantFrom(...Array.from("aÉé\u0301\u0308İıſßΣςσｶﾞがﬁ한\u1112\u1161\u11abﾡकी\u093fไทย😀\u200d ")),
  }),
);

describe("fold", () => {
  it("forgets case and accents", () => {
    expect(fold("Crème BRÛLÉE")).toBe("creme brulee");
    expect(fold("e\u0301")).toBe(fold("É"));
    expect(fold("ΟΔΟΣ")).toBe(fold("οδός"));
    expect(fold("ЙОД")).toBe("иод");
    expect(fold("İstanbul")).toBe("istanbul");
    expect(fold("שָׁלוֹם")).toBe("שלום");
  });

  it("makes compatible characters equal", () => {
    expect(fold("Ｒｅｆｕｎｄ ﬁle ½")).toBe("refund file 1⁄2");
    expect(fold("ｶﾞ")).toBe("ガ");
  });

  it("keeps the marks that tell words apart", () => {
    expect(fold("की")).not.toBe(fold("क"));
    expect(fold("が")).not.toBe(fold("か"));
    expect(fold("ไม้")).not.toBe(fold("ไม"));
    expect(fold("한국")).toBe("한국");
  });

  it("changes nothing the second time", () => {
    fc.assert(fc.property(anyText, (text) => fold(fold(text)) === fold(text)));
  });

  it("stores a folded form only where lower-casing A to Z is not enough", () => {
    expect(foldedForm("Refund")).toBeNull();
    expect(foldedForm("返金 Policy")).toBeNull();
    expect(foldedForm("Café")).toBe("cafe");
    const asciiLower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
    fc.assert(fc.property(anyText, (text) => (foldedForm(text) ?? asciiLower(text)) === fold(text)));
  });
});

describe("foldWithOffsets", () => {
  it("folds as fold does", () => {
    fc.assert(fc.property(anyText, (text) => foldWithOffsets(text).folded === fold(text)));
  });

  it("finds the way back to the original", () => {
    const text = "Die Größe: e\u0301te\u0301 ﬁn";
    const mapped = foldWithOffsets(text);
    const at = mapped.folded.indexOf("ete");
    expect(text.slice(mapped.originalStart(at), mapped.originalEnd(at + 3))).toBe("e\u0301te\u0301");
    const ligature = mapped.folded.indexOf("fi");
    expect(text.slice(mapped.originalStart(ligature), mapped.originalEnd(ligature + 1))).toBe("ﬁ");
  });

  it("gives offsets in order that cover the whole text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const mapped = foldWithOffsets(text);
        for (let at = 0; at < mapped.folded.length; at += 1) {
          expect(mapped.originalStart(at)).toBeLessThan(mapped.originalEnd(at + 1));
          if (at > 0) expect(mapped.originalStart(at)).toBeGreaterThanOrEqual(mapped.originalStart(at - 1));
        }
      }),
    );
  });
});
