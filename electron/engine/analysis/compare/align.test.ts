import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { type Alignment, alignSteps, EXACT_CELLS, type StepKeys } from "./align.js";
import { stepsOf } from "./steps.js";
import { mergeSteps } from "./merge.js";
import { SPAN_KINDS, type SpanKind } from "../../../../shared/model/kind.js";
import { STEP_CHANGE, STEP_VERDICTS } from "../../../../shared/contract/compare.js";

const numbers = new Map<string, number>();

/** Steps from words: the letter is the key, letter and digits the content. */
function keysOf(words: readonly string[]): StepKeys {
  const number = (text: string): number => {
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  };
  return {
    key: Int32Array.from(words, (word) => number(word.slice(0, 1))),
    content: Int32Array.from(words, (word) => number(word)),
  };
}

function align(left: readonly string[], right: readonly string[]): Alignment {
  const work = alignSteps(keysOf(left), keysOf(right));
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
  }
}

/** The length of the longest common subsequence of keys and, for that, the most equal contents: the textbook's table. */
function naive(left: readonly string[], right: readonly string[]): readonly [number, number] {
  const better = (a: readonly [number, number], b: readonly [number, number]) =>
    a[0] > b[0] || (a[0] === b[0] && a[1] > b[1]) ? a : b;
  let above: (readonly [number, number])[] = right.map(() => [0, 0] as const);
  for (const one of left) {
    const row: (readonly [number, number])[] = [];
    right.forEach((other, at) => {
      let best = better(above[at] ?? [0, 0], row[at - 1] ?? [0, 0]);
      if (one[0] === other[0]) {
        const [steps, equal] = above[at - 1] ?? [0, 0];
        best = better(best, [steps + 1, equal + (one === other ? 1 : 0)]);
      }
      row.push(best);
    });
    above = row;
  }
  return above.at(-1) ?? [0, 0];
}

function figuresOf(left: readonly string[], right: readonly string[], { rightOf }: Alignment) {
  const pairs = [...rightOf].flatMap((other, step) => (other < 0 ? [] : [[left[step], right[other]]]));
  return [pairs.length, pairs.filter(([one, other]) => one === other).length];
}

const word = fc.tuple(fc.constantFrom("a", "b", "c", "d"), fc.constantFrom("1", "2")).map((parts) => parts.join(""));
const run = fc.array(word, { maxLength: 24 });

describe("an alignment", () => {
  it("has as many steps in common as any and, among those, as many equal ones", () => {
    fc.assert(
      fc.property(run, run, (left, right) => {
        expect(figuresOf(left, right, align(left, right))).toEqual(naive(left, right));
      }),
    );
  });

  it("pairs steps of equal keys only, each once, in the order of both", () => {
    fc.assert(
      fc.property(run, run, (left, right) => {
        const { rightOf } = align(left, right);
        const taken = [...rightOf].filter((other) => other >= 0);
        expect(taken).toEqual([...new Set(taken)].toSorted((a, b) => a - b));
        rightOf.forEach((other, step) => {
          if (other >= 0) expect(right[other]?.[0]).toBe(left[step]?.[0]);
        });
      }),
    );
  });

  it("of a run with itself is the run", () => {
    fc.assert(
      fc.property(run, (left) => {
        expect([...align(left, left).rightOf]).toEqual([...left.keys()]);
      }),
    );
  });

  it("pairs of calls alike those that said the same", () => {
    expect([...align(["c1", "c2", "c3"], ["c2", "c3"]).rightOf]).toEqual([-1, 0, 1]);
  });
});

describe("runs that are too long for the best alignment", () => {
  const long = Math.ceil(Math.sqrt(EXACT_CELLS)) + 500;
  const letters = "abcdefgh";
  const made = (seed: number) =>
    Array.from({ length: long }, (_, at) => `${letters[(at * 7 + ((at * seed) % 13)) % 8]}${(at * seed) % 10}`);

  it("are aligned in order, and it is said that more may be in common", () => {
    const [left, right] = [made(3), made(5)];
    const { rightOf, exact } = align(left, right);
    expect(exact).toBe(false);
    const taken = [...rightOf].filter((other) => other >= 0);
    expect(taken).toEqual([...new Set(taken)].toSorted((a, b) => a - b));
    rightOf.forEach((other, step) => {
      if (other >= 0) expect(right[other]?.[0]).toBe(left[step]?.[0]);
    });
    expect(taken.length).toBeGreaterThan(0.8 * (naive(left, right)[0] ?? 0));
  });

  it("with contents of their own find each other again after a long detour", () => {
    const left = Array.from({ length: long }, (_, at) => `${letters[at % 8]}${at}`);
    const detour = Array.from({ length: 700 }, (_, at) => `${letters[at % 8]}x${at}`);
    const right = [...left.slice(0, 40), ...detour, ...left.slice(40)];
    right[0] = "z";
    right[right.length - 1] = "z";
    const { rightOf } = align(left, right);
    expect(rightOf[39]).toBe(39);
    expect(rightOf[40]).toBe(740);
    expect(rightOf[long - 2]).toBe(long + 698);
  });

  it("and have nothing in common are left apart", () => {
    const { rightOf, exact } = align(
      made(3).map(() => "a"),
      made(3).map(() => "b"),
    );
    expect(exact).toBe(true);
    expect([...rightOf].every((other) => other === -1)).toBe(true);
  });
});

test("steps are agents and what they call, not what a call does inside; an agent in a tool is a step again", () => {
  const spans: readonly [SpanKind, number][] = [
    ["workflow", -1],
    ["agent", 0],
    ["llm", 1],
    ["http", 2],
    ["tool", 1],
    ["agent", 4],
    ["llm", 5],
    ["chain", 1],
    ["http", 7],
  ];
  const steps = stepsOf({
    parent: Int32Array.from(spans, ([, parent]) => parent),
    kind: Uint8Array.from(spans, ([kind]) => SPAN_KINDS.indexOf(kind)),
  });
  expect([...steps.row]).toEqual([1, 2, 4, 5, 6, 8]);
  expect([...steps.depth]).toEqual([0, 1, 1, 2, 3, 1]);
});

test("the list of both runs tells what was removed, added and changed, and in which way", () => {
  const contents = (input: number[], output: number[], model: number[], status: number[]) => ({
    input: Int32Array.from(input),
    output: Int32Array.from(output),
    model: Int32Array.from(model),
    status: Uint8Array.from(status),
  });
  const merged = mergeSteps(
    contents([1, 2, 3], [1, 2, 3], [0, 0, 0], [0, 1, 0]),
    contents([1, 9, 8], [1, 9, 3], [0, 0, 1], [1, 0, 2]),
    Int32Array.from([0, -1, 2]),
  );
  expect([...merged.verdict].map((code) => STEP_VERDICTS[code])).toEqual(["same", "removed", "added", "changed"]);
  expect([...merged.leftStep]).toEqual([0, 1, -1, 2]);
  expect([...merged.rightStep]).toEqual([0, -1, 1, 2]);
  expect(merged.what[3]).toBe(STEP_CHANGE.input | STEP_CHANGE.model | STEP_CHANGE.status);
});
