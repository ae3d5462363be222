import { describe, expect, it } from "vitest";
import { interpret } from "./meaning-builder.js";
import { eventOf, spanOf } from "./span-fixture.js";

const thrown = (type: string, message: string) =>
  eventOf("exception", { "exception.type": type, "exception.message": message });

describe("what any span of OpenTelemetry says", () => {
  it("takes the last exception for the error, and the span for failed where its status is silent", () => {
    const meaning = interpret(spanOf({}, { events: [thrown("Retry", "again"), thrown("TimeoutError", "too slow")] }));
    expect(meaning.scalars).toMatchObject({ errorType: "TimeoutError", errorMessage: "too slow", failed: true });
    expect(meaning.sources.get("errorType")).toEqual({
      convention: "otel",
      attribute: "event exception: exception.type",
    });
  });

  it("believes a status of ok", () => {
    expect(interpret(spanOf({}, { statusCode: 1, events: [thrown("A", "b")] })).scalars.failed).toBeUndefined();
  });

  it("prefers error.type and the status message", () => {
    const meaning = interpret(
      spanOf({ "error.type": "500" }, { statusCode: 2, statusMessage: "broken", events: [thrown("A", "b")] }),
    );
    expect(meaning.scalars).toMatchObject({ errorType: "500", errorMessage: "broken" });
    expect(meaning.sources.get("errorMessage")?.attribute).toBe("status.message");
  });

  it("reads sessions and users", () => {
    expect(interpret(spanOf({ "session.id": "s", "enduser.id": "u" })).scalars).toEqual({
      conversation: "s",
      user: "u",
    });
  });

  it("does not make the service an agent", () => {
    expect(interpret(spanOf({}, { resourceOf: { "service.name": "shop" } })).scalars.agent).toBeUndefined();
  });

  it("reads the hits of a vector store's query", () => {
    const hits = '[{"document.id":"a","document.score":0.25,"document.content":"text"}]';
    const meaning = interpret(
      spanOf({
        "db.system.name": "chroma",
        "db.operation": "query",
        "db.n_results": 3,
        "db.query.retrieved_documents": hits,
      }),
    );
    expect(meaning.scalars).toMatchObject({ kind: "retriever", topK: 3, knowledgeBase: "chroma" });
    expect(meaning.lists.documents?.[0]).toMatchObject({ id: "a", score: 0.25, content: "text" });
  });
});
