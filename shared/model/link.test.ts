import { describe, expect, it } from "vitest";
import { formatLink, parseLink } from "./link.js";

const id = "0b8f7a52-9c1f-4c57-8d2f-3a1d7f6f2a11";

describe("a link into a workspace", () => {
  it("names the workspace and the place, query and fragment included", () => {
    const link = { workspaceId: id, path: "/trace/7f3a9c2e?span=01&view=graph#x" };
    expect(parseLink(formatLink(link))).toEqual(link);
  });
  it("points to the start without a path", () => {
    expect(parseLink(`skein://${id}`)).toEqual({ workspaceId: id, path: "/" });
  });
  it.each([
    "https://example.org/trace/1",
    "skein:/trace/1",
    "skein://",
    `skein://${id}//evil.example/`,
    `skein://${id}/a b`,
    `skein://${id}\\..\\x`,
    "skein://user@host/trace",
    "javascript:alert(1)",
  ])("refuses %s", (text) => {
    expect(parseLink(text)).toBeNull();
  });
  it("does not climb out of the app", () => {
    expect(parseLink(`skein://${id}/../../etc/passwd`)?.path).toBe("/etc/passwd");
  });
});
