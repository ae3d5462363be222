import { describe, expect, it } from "vitest";
import { linkOf, placeIn } from "./open.js";
import { splitFiles } from "./serve-command.js";

const URL_OF_RUN = "http://127.0.0.1:4000/#t=secret";

describe("what `skein open` is given", () => {
  it("is a link where it is one of Skein's", () => {
    expect(linkOf("skein://abc-1/trace/7f?span=1")).toEqual({ workspaceId: "abc-1", path: "/trace/7f?span=1" });
    expect(linkOf("skein://abc-1")).toEqual({ workspaceId: "abc-1", path: "/" });
  });

  it("is a file where it has no scheme", () => {
    expect(linkOf("traces.jsonl")).toBeNull();
    expect(linkOf("C:\\traces.jsonl")).toBeNull();
  });

  it.each([
    "skein://",
    "skein:abc",
    "skein://abc//elsewhere.example",
    "skein://abc/\\elsewhere",
    "http://x/y",
    "file:///x",
  ])("is refused where it is any other link: %s", (link) => {
    expect(() => linkOf(link)).toThrow("is no link of Skein's");
  });
});

describe("the address of a link", () => {
  it("is on the run's own origin, with its token", () => {
    expect(placeIn(URL_OF_RUN, "/trace/7f?span=1")).toBe("http://127.0.0.1:4000/trace/7f?span=1#t=secret");
    expect(placeIn(URL_OF_RUN, "/a#b")).toBe("http://127.0.0.1:4000/a#t=secret");
    expect(new URL(placeIn(URL_OF_RUN, "//elsewhere.example/x")).origin).toBe("http://127.0.0.1:4000");
  });
});

describe("files to serve", () => {
  it("are imported, but for a workspace, which is opened", () => {
    expect(splitFiles(["/a.jsonl", "/w.skein"], undefined)).toEqual({ files: ["/a.jsonl"], workspace: "/w.skein" });
    expect(splitFiles(["/a.jsonl"], "/w")).toEqual({ files: ["/a.jsonl"], workspace: "/w" });
    expect(splitFiles([], undefined)).toEqual({ files: [] });
  });

  it("hold one workspace at most", () => {
    expect(() => splitFiles(["/v.skein"], "/w.skein")).toThrow("Only one workspace");
  });
});
