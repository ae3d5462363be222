import type { WebContents } from "electron";
import { expect, it } from "vitest";
import { PageEvents } from "./page-events.js";

/** The one thing that the events need of a page. */
function pageThatHears(): { heard: unknown[]; contents: WebContents } {
  const heard: unknown[] = [];
  const send = (channel: string, payload: unknown): void => void heard.push([channel, payload]);
  return { heard, contents: { send } as unknown as WebContents };
}

it("keeps what comes before the page listens, for each channel apart", () => {
  const { heard, contents } = pageThatHears();
  const events = new PageEvents(() => contents);
  events.send("files", 1);
  events.send("path", "/traces");
  events.send("files", 2);
  expect(heard).toEqual([]);
  events.listen("files");
  events.send("files", 3);
  expect(heard).toEqual([
    ["files", 1],
    ["files", 2],
    ["files", 3],
  ]);
});

it("waits again while another page loads", () => {
  const { heard, contents } = pageThatHears();
  const events = new PageEvents(() => contents);
  events.listen("files");
  events.forget();
  events.send("files", 1);
  expect(heard).toEqual([]);
  events.listen("files");
  expect(heard).toEqual([["files", 1]]);
});
