import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differ, tongueName, tongueOf } from "./language.js";

const SENTENCES: Readonly<Record<string, string>> = {
  en: "How do I send the parcel back, and when will the money be on my account?",
  de: "Wie kann ich das Paket zurückschicken und wann ist das Geld auf meinem Konto?",
  fr: "Comment puis-je renvoyer le colis et quand est-ce que la somme sera sur mon compte ?",
  es: "¿Cómo puedo devolver el paquete y cuándo me llega el dinero a la cuenta?",
  pt: "Como posso devolver a encomenda e quando é que o dinheiro está na minha conta?",
  it: "Come posso restituire il pacco e quando sono accreditati i soldi sul mio conto?",
  nl: "Hoe kan ik het pakket terugsturen en wanneer is het geld op mijn rekening?",
  pl: "Jak mogę odesłać paczkę i kiedy pieniądze są na moim koncie, czy to jest możliwe?",
  ru: "Как мне отправить посылку назад и когда деньги будут на счёте?",
  uk: "Як мені відправити посилку назад і коли гроші будуть на рахунку, та чи це можна?",
};

describe("the language of a text", () => {
  it.each(Object.entries(SENTENCES))("is told of a question in %s", (language, sentence) => {
    expect(tongueOf(sentence)?.language).toBe(language);
  });

  it.each([
    ["返品の期限はいつまでですか", "Japanese", "ja"],
    ["退货期限是多久", "Han", null],
    ["반품 기한은 언제까지인가요", "Korean", null],
    ["متى يمكنني إرجاع الطلب", "Arabic", null],
    ["Πότε μπορώ να επιστρέψω", "Greek", null],
  ])("is the script of %s", (text, script, language) => {
    expect(tongueOf(text)).toEqual({ script, language });
  });

  it("is not guessed where there is too little of it", () => {
    for (const text of ["", "GPT-4", "1234 5678", "???", "A-17"]) expect(tongueOf(text)).toBeNull();
    expect(tongueOf("refund policy electronics")).toEqual({ script: "Latin", language: null });
  });

  it("differs only where both are sure", () => {
    const of = (text: string) => tongueOf(text) ?? { script: "", language: null };
    const { de = "", en = "" } = SENTENCES;
    expect(differ(of(de), of(en))).toBe(true);
    expect(differ(of("refund policy electronics"), of(de))).toBe(false);
    expect(differ(of("返品の期限はいつまでですか"), of(en))).toBe(true);
    expect(differ(of("返品の期限はいつまでですか"), of("退货期限是多久"))).toBe(false);
    expect([tongueName(of(de)), tongueName(of("متى يمكنني إرجاع"))]).toEqual(["German", "Arabic script"]);
  });

  it("is found for any text without failing", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => tongueOf(text) === null || true));
  });
});
