import { describe, expect, test } from "vitest";
import { networkRoute } from "./network-route.js";
import { conversationRoute, formatRoute, parseRoute, spansRoute, traceRoute, tracesRoute } from "./route.js";

describe("an address", () => {
  test.each([
    "/",
    "/traces",
    "/traces?q=agent%3Aplanner+%22refund%22&sort=cost&desc=0&selected=7f3a",
    "/trace/7f3a9c2e?q=refund&span=0001&view=graph&split=transcript",
    "/trace/urn%3Aa%2Fb%20c",
    "/spans",
    "/spans?q=kind%3Atool&sort=duration&desc=0&cols=tool&selected=urn%3Aa%2Fb%2F0001",
    "/conversations?q=refund&sort=turns&desc=0&cols=user&selected=7f3a",
    "/conversations/7f3a?q=refund&at=4321&entry=4325&find=parcel",
    "/network",
    "/network?q=refund&with=-status%3Aerror&level=tools&as=table&width=p95&colour=cost&least=20&open=a%0Ab&hidden=1",
    "/network?from=agent%3Aplanner&to=tool%3Asearch&via=calls",
    "/retrieval",
    "/retrieval?tab=documents&q=refund&sort=retrieved&desc=0&cols=rank&selected=text%3A7f3a",
    "/retrieval?q=kind%3Aretriever&span=7f3a%2F0001&doc=2&as=table&below=map",
    "/trace/7f3a?view=transcript&talk=between",
    "/compare",
    "/compare/7f3a",
    "/compare?right=7f3a&q=refund",
    "/compare/urn%3Aa%2Fb/7f3a?all=1&span=0001",
    "/incidents",
    "/incidents/7f3a?q=search+times&item=51b2",
    "/sources?source=3",
    "/settings",
  ])("%s is written as it was read", (address) => {
    expect(formatRoute(parseRoute(address))).toBe(address);
  });

  test("with parameters that do not fit falls back to the defaults", () => {
    expect(parseRoute("/traces?sort=colour&desc=maybe")).toEqual(tracesRoute());
    expect(parseRoute("/spans?sort=agents&desc=no")).toEqual(spansRoute());
    expect(parseRoute("/trace/a?view=lasso&split=&source=x")).toMatchObject({ view: "timeline", split: undefined });
    expect(parseRoute("/conversations/7f3a?at=-1&entry=x&sort=colour")).toEqual(conversationRoute("7f3a"));
    expect(parseRoute("/network?width=mood&least=-3&via=likes&level=")).toEqual(networkRoute());
    expect(parseRoute("/sources?source=-4")).toEqual({ page: "sources", source: undefined });
  });

  test("that means nothing is kept as it is", () => {
    expect(parseRoute("/nowhere/at/all")).toEqual({ page: "unknown", path: "/nowhere/at/all" });
    expect(parseRoute("/trace/%E0%A4%A")).toMatchObject({ page: "trace", traceId: "%E0%A4%A" });
  });
});

test("a trace keeps the list that it was opened from", () => {
  const from = tracesRoute({ q: "refund", sort: "cost", desc: false });
  expect(formatRoute(traceRoute("7f3a", from))).toBe("/trace/7f3a?q=refund&sort=cost&desc=0");
});
