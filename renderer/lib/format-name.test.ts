import { expect, test } from "vitest";
import { formatName } from "./format-name.js";

test("a format is named as people write it, with its packings", () => {
  expect(formatName("otlp-json", ["one document"])).toBe("OTLP JSON");
  expect(formatName("otlp-json", ["gzip", "documents"])).toBe("OTLP JSON, gzip, documents");
  expect(formatName("phoenix")).toBe("Phoenix");
  expect(formatName("otel-sdk-json")).toBe("OTel SDK JSON");
  expect(formatName(null)).toBe("");
});
