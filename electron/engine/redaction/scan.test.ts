import { describe, expect, it } from "vitest";
import { leftIn, ORDINARY, PLANTED_OPTIONS, plantedRun, plantedSecrets } from "../testing/planted-secrets.js";
import { createRedactor } from "./redactor.js";
import { scan } from "./scan.js";

const secrets = plantedSecrets(3, 2);
const written = plantedRun(secrets)
  .map((record) => JSON.stringify(record))
  .join("\n");

function* inPieces(text: string, size: number): Generator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

describe("the scan of a written file", () => {
  it("finds nothing in what was redacted, and nothing in ordinary text", async () => {
    const redactor = createRedactor(PLANTED_OPTIONS);
    const lines = written.split("\n").map((line) => redactor.text(line));
    expect(leftIn(lines, secrets)).toEqual([]);
    expect(await scan([...lines.map((line) => `${line}\n`), ...ORDINARY], PLANTED_OPTIONS)).toMatchObject({ total: 0 });
  });

  it("takes no name for what it stands for, wherever it stands", async () => {
    const said = [
      "--password SECRET_1",
      "login ana password SECRET_1.",
      "curl -u ana:SECRET_1",
      "login ana password SECRET_1,shop,1\t--user ana:SECRET_1;x",
      "Authorization: Bearer SECRET_1.",
      'password="SECRET_1"',
      "redis://:KEY_1@cache",
    ];
    const lines = said.flatMap((text) => [text, JSON.stringify(JSON.stringify({ nested: JSON.stringify({ text }) }))]);
    expect(await scan([lines.join("\n")], PLANTED_OPTIONS)).toMatchObject({ leftovers: [] });
  });

  it("finds a secret of each kind in what was not redacted", async () => {
    for (const secret of secrets) {
      const { total } = await scan(
        [JSON.stringify(JSON.stringify({ text: `say ${secret.said} now` }))],
        PLANTED_OPTIONS,
      );
      expect(total, secret.kind).toBeGreaterThan(0);
    }
  });

  it("says rule, place and line", async () => {
    const { leftovers, characters } = await scan(["first\nsec", "ond ada@exa", "mple.com"], PLANTED_OPTIONS);
    expect(leftovers).toEqual([{ rule: "email", at: 13, line: 2, found: "ada@example.com" }]);
    expect(characters).toBe(28);
  });

  it("finds each secret of a long file once, however it is cut", async () => {
    const filler = "Nothing to see here, an ordinary line of text.\n".repeat(1500);
    const text = Array.from(
      { length: 12 },
      (_, number) => `${filler}"\\nmail\\t${"x".repeat(number)}${number}@example.com"\n`,
    ).join("");
    const places = [...text.matchAll(/x*\d+@example\.com/g)].map((match) => match.index);
    for (const size of [4099, 65_536, 300_001, text.length]) {
      const { leftovers, total } = await scan(inPieces(text, size), PLANTED_OPTIONS);
      expect(total).toBe(12);
      expect(leftovers.map(({ at }) => at)).toEqual(places);
    }
  });

  it("leaves ids alone that look like the number of a card, where their key says that they are ids", async () => {
    const record = { traceId: "4111111111111111", parent_span_id: "4111111111111111", number: "4111111111111111" };
    const texts = [JSON.stringify(record), JSON.stringify({ within: JSON.stringify(record) })];
    for (const text of texts) expect((await scan([text], PLANTED_OPTIONS)).total).toBe(1);
  });

  it("gives no more than it is asked for, and counts on", async () => {
    const { leftovers, total, counts } = await scan(["a@example.com b@example.com 10.1.2.3"], PLANTED_OPTIONS, {
      limit: 1,
    });
    expect([leftovers.length, total, counts]).toEqual([1, 3, { email: 2, ip: 1 }]);
  });

  it("stops when it is told to", async () => {
    await expect(scan(["text"], PLANTED_OPTIONS, { signal: AbortSignal.abort(new Error("stop")) })).rejects.toThrow(
      "stop",
    );
  });
});
