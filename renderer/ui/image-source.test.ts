import { expect, test } from "vitest";
import { imageSource } from "./image-source.js";

const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

test("pictures come from data URIs and from base64 of a picture", () => {
  expect(imageSource(`data:image/png;base64,${PNG}`)).toBe(`data:image/png;base64,${PNG}`);
  expect(imageSource(`{"image_url":{"url":"data:image/jpeg;base64,/9j/4AAQ"}}`)).toBe(
    "data:image/jpeg;base64,/9j/4AAQ",
  );
  expect(imageSource(PNG)).toBe(`data:image/png;base64,${PNG}`);
});

test("nothing else is a picture: no address, no SVG, no other bytes", () => {
  for (const text of [
    "https://example.org/a.png",
    "//example.org/a.png",
    "file:///etc/passwd",
    "data:image/svg+xml;base64,PHN2Zz4=",
    "data:text/html;base64,PHN2Zz4=",
    "javascript:alert(1)",
    "SGVsbG8=",
    `${PNG}" onerror="alert(1)`,
  ]) {
    expect(imageSource(text)).toBeNull();
  }
});
