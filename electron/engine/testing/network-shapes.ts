import { calm, TestEngine } from "./test-engine.js";

type Attributes = Readonly<Record<string, string | readonly string[]>>;

/** A span as instrumentations write it. `path` is the names from the root to it, parted by slashes, unique in the run. */
export interface Shape {
  readonly path: string;
  readonly name?: string;
  readonly from?: number;
  readonly to?: number;
  readonly scope?: string;
  readonly service?: string;
  readonly failed?: boolean;
  /** Paths in the same run; `RUN#PLACE` is the span at a place, from 1, of another run. */
  readonly links?: readonly string[];
  readonly attributes?: Attributes;
}

/** What the engine answers. */
export type Graph = Awaited<ReturnType<TestEngine["handlers"]["network.get"]>>;

const ORIGIN_MS = Date.UTC(2026, 10, 20, 14);

export function traceIdOf(id: string): string {
  return Buffer.from(id.padEnd(16, "-").slice(0, 16)).toString("hex");
}

/** One run as OTLP JSON. Spans without times follow one another, a millisecond each. */
export function runOf(id: string, shapes: readonly Shape[]): string {
  const traceId = traceIdOf(id);
  const numbers = new Map(shapes.map((shape, place) => [shape.path, idOf(place + 1)]));
  const time = (ms: number): string => `${ORIGIN_MS + ms}000000`;
  return JSON.stringify({
    resourceSpans: shapes.map((shape, place) => {
      const parent = shape.path.includes("/")
        ? numbers.get(shape.path.slice(0, shape.path.lastIndexOf("/")))
        : undefined;
      const from = shape.from ?? place * 2;
      return {
        resource: { attributes: attributesOf({ "service.name": shape.service ?? "shop" }) },
        scopeSpans: [
          {
            scope: { name: shape.scope ?? "test" },
            spans: [
              {
                traceId,
                spanId: numbers.get(shape.path),
                ...(parent === undefined ? {} : { parentSpanId: parent }),
                name: shape.name ?? shape.path.slice(shape.path.lastIndexOf("/") + 1),
                kind: 1,
                startTimeUnixNano: time(from),
                endTimeUnixNano: time(shape.to ?? Math.max(from + 1, shapes.length * 2 - place)),
                attributes: attributesOf(shape.attributes ?? {}),
                links: (shape.links ?? []).map((path) => {
                  const [run = "", place] = path.split("#");
                  if (place === undefined) return { traceId, spanId: numbers.get(path) };
                  return { traceId: traceIdOf(run), spanId: idOf(Number(place)) };
                }),
                status: shape.failed === true ? { code: 2 } : {},
              },
            ],
          },
        ],
      };
    }),
  });
}

function idOf(place: number): string {
  return place.toString(16).padStart(16, "0");
}

function attributesOf(attributes: Attributes): unknown[] {
  return Object.entries(attributes).map(([key, value]) => ({
    key,
    value:
      typeof value === "string"
        ? { stringValue: value }
        : { arrayValue: { values: value.map((one) => ({ stringValue: one })) } },
  }));
}

/** A workspace with some runs, each of which is asked for by its name. */
export class ShapedRuns implements AsyncDisposable {
  readonly engine: TestEngine;

  private constructor(engine: TestEngine) {
    this.engine = engine;
  }

  static async open(runs: Readonly<Record<string, readonly Shape[]>>): Promise<ShapedRuns> {
    const engine = await TestEngine.open();
    await engine.add(
      "runs.jsonl",
      Object.entries(runs).map(([id, shapes]) => runOf(id, shapes)),
    );
    return new ShapedRuns(engine);
  }

  graph(...ids: readonly string[]): Promise<Graph> {
    return getNetwork(this.engine, ids.map((id) => `trace:${traceIdOf(id)}`).join(" OR "));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.engine[Symbol.asyncDispose]();
  }
}

export function getNetwork(engine: TestEngine, query = "", showHidden = false): Promise<Graph> {
  const input = { query, zoneOffsetMinutes: 0, showHidden, open: [], limit: 300 };
  return engine.handlers["network.get"](input, calm);
}

/** The edges as people say them, without answers: `planner calls search x2 (1 failed)`; a guess ends in `?`. */
export function edgesOf({ nodes, edges }: Graph): string[] {
  const names = new Map(nodes.map((node) => [node.key, node.name]));
  return edges
    .filter((edge) => edge.type !== "replies")
    .map((edge) => {
      const failed = edge.errors === 0 ? "" : ` (${edge.errors} failed)`;
      const times = edge.count === 1 ? "" : ` x${edge.count}`;
      return `${names.get(edge.from) ?? "?"} ${edge.type.replace("_", " ")} ${names.get(edge.to) ?? "?"}${times}${failed}`;
    })
    .sort();
}

/** What the rules say of an edge: `rule: evidence`. */
export function whyOf({ nodes, edges }: Graph, from: string, to: string): string[] {
  const names = new Map(nodes.map((node) => [node.key, node.name]));
  const edge = edges.find((one) => names.get(one.from) === from && names.get(one.to) === to);
  return (edge?.why ?? []).map(({ rule, evidence }) => `${rule}: ${evidence}`);
}
