import { randomUUID } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { ChangeCommand } from "../../../shared/contract/changes.js";
import type { IncidentItem } from "../../../shared/model/incident.js";
import {
  madeFields,
  madeItem,
  noteBody,
  pictureBody,
  PLAIN_SVG,
  searchBody,
  spanBody,
} from "../testing/made-incidents.js";
import { calm, failure, TestEngine } from "../testing/test-engine.js";

const A = "aaaaaaaa-1111-4111-8111-111111111111";
const B = "bbbbbbbb-2222-4222-8222-222222222222";

const apply = (engine: TestEngine, change: ChangeCommand): Promise<{ seq: number }> =>
  engine.handlers["change.apply"]({ change }, calm);
const undo = async (engine: TestEngine): Promise<string | null> =>
  (await engine.handlers["change.undo"]({}, calm)).label;
const redo = async (engine: TestEngine): Promise<string | null> =>
  (await engine.handlers["change.redo"]({}, calm)).label;
const begin = (engine: TestEngine, items: readonly IncidentItem[] = [], id = A): Promise<{ seq: number }> =>
  apply(engine, { command: "incident.add", id, ...madeFields(), items: [...items] });

/** All that incidents hold, whole. When they were last changed is no part of it: undo is a change, too. */
async function stateOf(engine: TestEngine): Promise<unknown> {
  const all = await engine.handlers["incident.list"]({}, calm);
  const state = [];
  for (const { id } of all.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const { incident, items } = await engine.handlers["incident.get"]({ id }, calm);
    const bodies = await Promise.all(items.map((item) => engine.handlers["incident.item"]({ id: item.id }, calm)));
    state.push([{ ...incident, changedAtMs: 0 }, items, bodies]);
  }
  return state;
}
const headings = async (engine: TestEngine, id = A): Promise<string> =>
  (await engine.handlers["incident.get"]({ id }, calm)).items.map((item) => item.heading).join(" ");
const named = (...names: string[]): IncidentItem[] => names.map((name) => madeItem(noteBody(name), { heading: name }));
const idsOf = (items: readonly IncidentItem[], ...names: string[]): string[] =>
  names.map((name) => items.find((item) => item.heading === name)?.id ?? "");

afterEach(() => vi.useRealTimers());

describe("an incident", () => {
  it("is begun, edited and removed, and comes back with all its items", async () => {
    await using engine = await TestEngine.open();
    const items = [madeItem(spanBody()), madeItem(searchBody("status:error")), madeItem(pictureBody())];
    await begin(engine, items);
    await apply(engine, { command: "incident.edit", id: A, fields: { status: "resolved", endMs: 12.5 } });
    const { incident, items: heads } = await engine.handlers["incident.get"]({ id: A }, calm);
    expect(incident).toMatchObject({ ...madeFields(), status: "resolved", endMs: 12.5, items: 3 });
    expect(heads.map(({ id, type }) => [id, type])).toEqual(items.map(({ id, body }) => [id, body.type]));
    for (const { id, body } of items) expect(await engine.handlers["incident.item"]({ id }, calm)).toEqual(body);
    const before = await stateOf(engine);
    await apply(engine, { command: "incident.remove", id: A });
    expect(await failure(engine.handlers["incident.get"]({ id: A }, calm))).toBe("NOT_FOUND");
    expect(await engine.value("SELECT count(*) FROM incident_item")).toBe(0);
    expect(await undo(engine)).toBe("removal of an incident");
    expect(await stateOf(engine)).toEqual(before);
  });

  it("is listed by what is to be done, the gravest and latest first", async () => {
    await using engine = await TestEngine.open();
    const ids = ["1", "2", "3", "4"].map((digit) => A.replaceAll("1", digit));
    for (const [at, fields] of [
      madeFields({ title: "done", severity: "critical", status: "resolved" }),
      madeFields({ title: "low", severity: "low" }),
      madeFields({ title: "high, earlier" }),
      madeFields({ title: "high, later" }),
    ].entries()) {
      vi.setSystemTime(1_700_000_000_000 + at * 1000);
      await apply(engine, { command: "incident.add", id: ids[at] ?? "", ...fields, items: [] });
    }
    const titles = async (): Promise<string[]> =>
      (await engine.handlers["incident.list"]({}, calm)).map(({ title }) => title);
    expect(await titles()).toEqual(["high, later", "high, earlier", "low", "done"]);
    vi.setSystemTime(1_700_000_010_000);
    const [item] = named("a");
    if (item !== undefined) {
      await apply(engine, { command: "item.add", incidentId: ids[2] ?? "", items: [item], before: null });
    }
    expect(await titles()).toEqual(["high, earlier", "high, later", "low", "done"]);
  });

  it("refuses what is not there, what is there already, and another type of evidence; nothing of it is written down", async () => {
    await using engine = await TestEngine.open();
    const items = named("a", "b");
    await begin(engine, items);
    await begin(engine, [], B);
    const [a, b] = idsOf(items, "a", "b");
    const before = [await stateOf(engine), readFileSync(`${engine.workspacePath}.changes.jsonl`, "utf8")];
    const refused: [ChangeCommand, string][] = [
      [{ command: "incident.add", id: A, ...madeFields(), items: [] }, "INVALID_INPUT"],
      [{ command: "incident.edit", id: B.replace("b", "c"), fields: { title: "x" } }, "NOT_FOUND"],
      [{ command: "incident.remove", id: B.replace("b", "c") }, "NOT_FOUND"],
      [{ command: "item.add", incidentId: B.replace("b", "c"), items: named("c"), before: null }, "NOT_FOUND"],
      [{ command: "item.add", incidentId: B, items: named("c"), before: a ?? "" }, "NOT_FOUND"],
      [{ command: "item.add", incidentId: B, items: items.slice(0, 1), before: null }, "INVALID_INPUT"],
      [{ command: "item.edit", id: B, heading: "x" }, "NOT_FOUND"],
      [{ command: "item.edit", id: a ?? "", body: spanBody() }, "INVALID_INPUT"],
      [{ command: "item.remove", ids: [a ?? "", B] }, "NOT_FOUND"],
      [{ command: "item.move", id: B, before: null }, "NOT_FOUND"],
      [{ command: "item.move", id: b ?? "", before: B }, "NOT_FOUND"],
      [
        { command: "item.add", incidentId: A, items: [madeItem(pictureBody("<html/>"))], before: null },
        "INVALID_INPUT",
      ],
    ];
    for (const [change, code] of refused)
      expect([change, await failure(apply(engine, change))]).toEqual([change, code]);
    expect([await stateOf(engine), readFileSync(`${engine.workspacePath}.changes.jsonl`, "utf8")]).toEqual(before);
  });

  it("keeps of a picture what can do no harm", async () => {
    await using engine = await TestEngine.open();
    const hostile = PLAIN_SVG.replace("<rect", '<script>alert(1)</script><rect onclick="alert(2)"');
    const item = madeItem(pictureBody(hostile));
    await begin(engine, [item]);
    expect(await engine.handlers["incident.item"]({ id: item.id }, calm)).toMatchObject({ svg: PLAIN_SVG });
  });
});

describe("the order of evidence", () => {
  it("is changed by adding before an item, by moving, and by removing several", async () => {
    await using engine = await TestEngine.open();
    const items = named("a", "b", "c", "d", "e");
    await begin(engine, items);
    const [a, b, d] = idsOf(items, "a", "b", "d");
    await apply(engine, { command: "item.move", id: a ?? "", before: d ?? "" });
    expect(await headings(engine)).toBe("b c a d e");
    await apply(engine, { command: "item.move", id: b ?? "", before: null });
    expect(await headings(engine)).toBe("c a d e b");
    await apply(engine, { command: "item.add", incidentId: A, items: named("x", "y"), before: a ?? "" });
    expect(await headings(engine)).toBe("c x y a d e b");
    await apply(engine, { command: "item.remove", ids: [b ?? "", a ?? ""] });
    expect(await headings(engine)).toBe("c x y d e");
    for (const order of ["c x y a d e b", "c a d e b", "b c a d e", "a b c d e"]) {
      await undo(engine);
      expect(await headings(engine)).toBe(order);
    }
  });

  it("stays exact over many moves between the same two", async () => {
    await using engine = await TestEngine.open();
    const items = named("a", "b", "c");
    await begin(engine, items);
    const [b, c] = idsOf(items, "b", "c");
    for (let turn = 0; turn < 24; turn++) {
      await apply(engine, {
        command: "item.move",
        id: (turn % 2 === 0 ? c : b) ?? "",
        before: (turn % 2 === 0 ? b : c) ?? "",
      });
    }
    expect(await headings(engine)).toBe("a b c");
    expect(await engine.sql("SELECT place FROM incident_item ORDER BY place")).toEqual([[0], [1], [2]]);
  });
});

describe("typing", () => {
  const summary = (text: string): ChangeCommand => ({ command: "incident.edit", id: A, fields: { summary: text } });
  const summaryOf = async (engine: TestEngine): Promise<string> =>
    (await engine.handlers["incident.get"]({ id: A }, calm)).incident.summary;
  const atSecond = (second: number): void => {
    vi.setSystemTime(1_700_000_000_000 + second * 1000);
  };

  it("that is saved at each pause is undone as one, until a longer pause, also after a restart", async () => {
    await using engine = await TestEngine.open();
    atSecond(0);
    await begin(engine);
    for (const [second, text] of [
      [1, "It"],
      [3, "It began"],
      [7, "It began at noon"],
      [20, "It began at one"],
    ] as const) {
      atSecond(second);
      await apply(engine, summary(text));
    }
    await engine.close();
    await using again = await TestEngine.open(engine.workspacePath);
    const undone = [];
    for (let times = 0; times < 2; times++) {
      await undo(again);
      undone.push(await summaryOf(again));
    }
    expect(undone).toEqual(["It began at noon", ""]);
    await redo(again);
    expect(await summaryOf(again)).toBe("It began at noon");
    await redo(again);
    expect(await summaryOf(again)).toBe("It began at one");
  });

  it("in another field, and typing that goes on for long, is undone by itself", async () => {
    await using engine = await TestEngine.open();
    atSecond(0);
    await begin(engine);
    for (let second = 0; second <= 64; second += 4) {
      atSecond(second);
      await apply(engine, summary(`second ${second}`));
    }
    await apply(engine, { command: "incident.edit", id: A, fields: { owner: "Mara" } });
    await undo(engine);
    expect(await summaryOf(engine)).toBe("second 64");
    await undo(engine);
    expect(await summaryOf(engine)).toBe("second 60");
    await undo(engine);
    expect(await summaryOf(engine)).toBe("");
  });

  it("after an undo begins anew, so that redo is not lost unseen", async () => {
    await using engine = await TestEngine.open();
    atSecond(0);
    await begin(engine);
    await apply(engine, summary("one"));
    await apply(engine, { command: "incident.edit", id: A, fields: { title: "Two" } });
    await undo(engine);
    await apply(engine, summary("three"));
    expect(await redo(engine)).toBeNull();
    await undo(engine);
    expect(await summaryOf(engine)).toBe("one");
  });
});

describe("any work on incidents", () => {
  const WORK = ["add", "edit", "remove", "item", "items", "editItem", "removeItems", "move", "undo", "redo"] as const;
  interface Step {
    readonly what: (typeof WORK)[number];
    readonly which: number;
    readonly other: number;
    readonly pauseMs: number;
  }
  const step: fc.Arbitrary<Step> = fc.record({
    what: fc.constantFrom(...WORK),
    which: fc.nat(20),
    other: fc.nat(20),
    pauseMs: fc.constantFrom(10, 2_000, 9_000),
  });

  /** A change that fits what is there; null where nothing does. */
  async function changeOf(engine: TestEngine, { what, which, other }: Step): Promise<ChangeCommand | null> {
    const incidents = await engine.handlers["incident.list"]({}, calm);
    const id = incidents.toSorted((a, b) => (a.id < b.id ? -1 : 1))[which % Math.max(1, incidents.length)]?.id;
    if (what === "add" || id === undefined) {
      const fields = madeFields({ startMs: which === 0 ? null : which / 8 });
      return { command: "incident.add", id: randomUUID(), ...fields, items: named("p", "q") };
    }
    if (what === "remove") return { command: "incident.remove", id };
    if (what === "edit") {
      const fields = other % 2 === 0 ? { summary: `${which} é "x"` } : { endMs: which, owner: "Mara" };
      return { command: "incident.edit", id, fields };
    }
    const { items } = await engine.handlers["incident.get"]({ id }, calm);
    const before = items[other % (items.length + 1)]?.id ?? null;
    if (what === "item" || what === "items") {
      const one = madeItem(other % 2 === 0 ? spanBody() : pictureBody());
      return { command: "item.add", incidentId: id, items: what === "item" ? [one] : named("x", "y", "z"), before };
    }
    const item = items[which % Math.max(1, items.length)]?.id;
    return item === undefined ? null : itemChange(what, item, before, other);
  }

  function itemChange(what: Step["what"], id: string, before: string | null, other: number): ChangeCommand | null {
    if (what === "move") return { command: "item.move", id, before };
    if (what === "removeItems") {
      return { command: "item.remove", ids: before === null || before === id ? [id] : [before, id] };
    }
    if (what !== "editItem") return null;
    const caption = other % 3 === 0 ? { caption: "*why*" } : {};
    return { command: "item.edit", id, heading: `heading ${other}`, ...caption };
  }

  it("can be taken back to the start and done again to the end, and is the same from the mirror alone", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        await using engine = await TestEngine.open();
        vi.setSystemTime(1_700_000_000_000);
        for (const one of steps) {
          vi.setSystemTime(Date.now() + one.pauseMs);
          if (one.what === "undo") await undo(engine);
          else if (one.what === "redo") await redo(engine);
          else {
            const change = await changeOf(engine, one);
            if (change !== null) await apply(engine, change);
          }
        }
        while ((await redo(engine)) !== null);
        const end = await stateOf(engine);
        while ((await undo(engine)) !== null);
        expect(await stateOf(engine)).toEqual([]);
        while ((await redo(engine)) !== null);
        expect(await stateOf(engine)).toEqual(end);
        await engine.close();
        for (const suffix of ["", ".wal"]) rmSync(engine.workspacePath + suffix, { force: true });
        await using fresh = await TestEngine.open(engine.workspacePath);
        expect(await stateOf(fresh)).toEqual(end);
        while ((await undo(fresh)) !== null);
        expect(await stateOf(fresh)).toEqual([]);
      }),
      { numRuns: 4 },
    );
  });
});
