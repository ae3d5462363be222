import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_REDACTION, redactionOptions, REDACTION_RULES } from "../../../shared/model/redaction.js";
import {
  everyString,
  leftIn,
  ORDINARY,
  PLANTED_OPTIONS,
  plantedRun,
  plantedSecrets,
} from "../testing/planted-secrets.js";
import { RULES } from "./registry.js";
import { createRedactor, type Replacement } from "./redactor.js";

const redact = (text: string, key?: string): string => createRedactor(PLANTED_OPTIONS).text(text, key);

interface Step {
  readonly spanId: string;
  readonly name: string;
  readonly attributes: readonly unknown[];
}

describe("planted secrets", () => {
  const secrets = plantedSecrets(7, 10);
  const run = plantedRun(secrets);
  const after = createRedactor(PLANTED_OPTIONS).value(run) as Step[];

  it("are all there before, of 20 kinds and more", () => {
    expect(secrets.length).toBeGreaterThanOrEqual(200);
    expect(new Set(secrets.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(20);
    expect(leftIn(run, secrets)).toHaveLength(secrets.length);
  });

  it("are gone from messages, arguments, documents, keys and values, as text and inside JSON strings", () => {
    expect(leftIn(after, secrets)).toEqual([]);
  });

  it("are gone from the records as lines of text", () => {
    const redactor = createRedactor(PLANTED_OPTIONS);
    const lines = run.map((record) => redactor.text(JSON.stringify(record)));
    expect(leftIn(lines, secrets)).toEqual([]);
    expect(lines.map((line) => (JSON.parse(line) as { name: string }).name)).toEqual(
      run.map((_, number) => `step ${number}`),
    );
  });

  it("are gone whatever the seed", () => {
    for (let seed = 100; seed < 110; seed += 1) {
      const others = plantedSecrets(seed, 2);
      expect(leftIn(createRedactor(PLANTED_OPTIONS).value(plantedRun(others)), others)).toEqual([]);
    }
  });

  it("leave ids of spans, names of steps and counts as they were", () => {
    expect(after.map(({ spanId, name }) => [spanId, name])).toEqual(
      (run as Step[]).map(({ spanId, name }) => [spanId, name]),
    );
    expect(after.every(({ attributes }) => attributes.length === 7)).toBe(true);
  });
});

describe("what is no secret", () => {
  it.each(ORDINARY)("stays: %s", (text) => {
    expect(redact(text)).toBe(text);
    expect(redact(`Before ${text} after.`)).toBe(`Before ${text} after.`);
  });

  it("is not looked for by a rule that is off", () => {
    const options = redactionOptions.parse({ off: ["email"] });
    expect(createRedactor(options).text("ada@example.com and 10.1.2.3")).toBe("ada@example.com and IP_1");
  });

  it("is what the user allows", () => {
    const options = redactionOptions.parse({ allow: ["*@example.com", "10.0.0.1"] });
    expect(createRedactor(options).text("Ada@Example.com, ada@example.org, 10.0.0.1")).toBe(
      "Ada@Example.com, EMAIL_1, 10.0.0.1",
    );
  });
});

describe("pseudonyms", () => {
  it("are the same for the same thing, however it is written", () => {
    const redactor = createRedactor(PLANTED_OPTIONS);
    expect(redactor.text("Ada@Example.com, bob@example.com, ada@example.com")).toBe("EMAIL_1, EMAIL_2, EMAIL_1");
    expect(redactor.text('{"from":"\\u0061da@example.com"}')).toBe('{"from":"EMAIL_1"}');
    expect(redactor.text("see ada%40example.com")).toBe("see EMAIL_1");
    expect(redactor.text("+1 (415) 555-0132 or +14155550132")).toBe("PHONE_1 or PHONE_1");
    expect(redactor.text("ada  quimby, ADA QUIMBY")).toBe("PERSON_1, PERSON_1");
    expect(redactor.counts()["email"]).toEqual({ places: 5, things: 2 });
  });

  it("take the place of all of what overlaps", () => {
    expect(redact("write to ada@kestrel gmbh.example")).toBe("write to ada@WORD_1.example");
    expect(redact("postgres://ada@example.com:pw123456@10.1.2.3/main")).not.toMatch(/ada|pw123456|10\.1/);
  });
});

describe("JSON", () => {
  it("stays JSON, with its numbers as they are written", () => {
    expect(
      redact('{ "a": 1.50, "id": 12345678901234567890, "mail": "ada@example.com", "card": 4111111111111111 }'),
    ).toBe('{ "a": 1.50, "id": 12345678901234567890, "mail": "EMAIL_1", "card": "CARD_1" }');
  });

  it("has secrets that only their key tells", () => {
    expect(redact('{"passWord":"tiger","dbPassword":"lion"}')).toBe('{"passWord":"SECRET_1","dbPassword":"SECRET_2"}');
    expect(redact('{"password":"correct horse","max_tokens":"1000","tokens":12}')).toBe(
      '{"password":"SECRET_1","max_tokens":"1000","tokens":12}',
    );
    expect(
      createRedactor(DEFAULT_REDACTION).value([{ key: "http.authorization", value: { stringValue: "Bearer x1" } }]),
    ).toEqual([{ key: "http.authorization", value: { stringValue: "SECRET_1" } }]);
    expect(redact('{"phone":"4155550132","id":"4155550132"}')).toBe('{"phone":"PHONE_1","id":"4155550132"}');
  });

  it("loses no member whose key becomes that of another", () => {
    expect(createRedactor(DEFAULT_REDACTION).value({ "ada@example.com": 1, "Ada@example.com": 2 })).toEqual({
      EMAIL_1: 1,
      "EMAIL_1 (2)": 2,
    });
    expect(redact('{"ada@example.com":1,"Ada@example.com":2}')).toBe('{"EMAIL_1":1,"EMAIL_1 (2)":2}');
  });

  it("loses the attributes to drop, as members and as OTLP writes them", () => {
    const redactor = createRedactor(redactionOptions.parse({ dropKeys: ["user.*", "input.value"] }));
    expect(
      redactor.value({ "user.id": 1, kept: 2, attributes: [{ key: "input.value", value: { stringValue: "x" } }] }),
    ).toEqual({ kept: 2, attributes: [] });
    expect(redactor.dropped()).toBe(2);
  });

  it("loses them as a text too, in JSON within it as well, and keeps the digits of all numbers", () => {
    const drop = createRedactor(redactionOptions.parse({ dropKeys: ["user.*", "input.value"] }));
    expect(
      drop.text(
        '{ "user.id": {"a": [1, {"b": "]"}]}, "kept": 12345678901234567890,  "attributes": [{"key": "x", "value": 1.50}, {"value": {"stringValue": "y"}, "key": "input.value"}], "user.name": 3 }',
      ),
    ).toBe('{ "kept": 12345678901234567890,  "attributes": [{"key": "x", "value": 1.50}]}');
    expect(
      drop.text('["{\\"user.id\\":1}", {"user.a":1,"user.b":2}, [{"key":"user.c","value":3},{"key":"k","value":4}]]'),
    ).toBe('["{}", {}, [{"key":"k","value":4}]]');
    expect(drop.dropped()).toBe(7);
  });

  it("knows a value by its key where that stands after it", () => {
    expect(
      redact('[{"value":{"stringValue":"hunter2x"},"key":"db.password"},{"value":"tiger","type":"s","key":"secret"}]'),
    ).toBe('[{"value":{"stringValue":"SECRET_1"},"key":"db.password"},{"value":"SECRET_2","type":"s","key":"secret"}]');
  });

  it("keeps the id of a span that could be the number of a card", () => {
    const record = { spanId: "4111111111111111", parent_span_id: "4111111111111111", note: "4111111111111111" };
    expect(createRedactor(DEFAULT_REDACTION).value(record)).toEqual({ ...record, note: "CARD_1" });
    expect(JSON.parse(redact(JSON.stringify(record)))).toEqual({ ...record, note: "CARD_1" });
  });
});

describe("text in base64", () => {
  it("is taken out where something in it would be", () => {
    const encoded = Buffer.from("Write to ada@example.com today").toString("base64");
    const harmless = Buffer.from("Nothing to see here, none at all").toString("base64");
    expect(createRedactor(redactionOptions.parse({ off: ["entropy"] })).text(`a ${encoded} b ${harmless}`)).toBe(
      `a ENCODED_1 b ${harmless}`,
    );
  });
});

describe("any value", () => {
  const secrets = plantedSecrets(11, 3);
  const said = fc.constantFrom(
    ...secrets.map((secret) => secret.said),
    ...ORDINARY,
    "\\",
    "\n",
    "\\u0061",
    "%41",
    "{",
    '"',
    " ",
  );
  const text = fc.array(fc.oneof(said, fc.string({ maxLength: 8 })), { maxLength: 5 }).map((parts) => parts.join(""));
  const json = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      text,
      fc.integer(),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(text, tie("value"), { maxKeys: 3 }),
      tie("inner"),
    ),
    inner: tie("value").map((value) => JSON.stringify(value)),
  })).value;
  const shapeOf = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shapeOf);
    return typeof value === "object" && value !== null ? Object.values(value).map(shapeOf) : "";
  };

  it("is as it is after the first time, by a new redactor too", () => {
    fc.assert(
      fc.property(json, (value) => {
        const once = createRedactor(PLANTED_OPTIONS).value(value);
        expect(createRedactor(PLANTED_OPTIONS).value(once)).toEqual(once);
      }),
      { seed: 1, numRuns: 150 },
    );
  });

  it("keeps its shape, and JSON in it stays JSON", () => {
    const isJson = (inner: string): boolean => {
      try {
        return typeof JSON.parse(inner) === "object";
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(json, text, (value, other) => {
        expect(shapeOf(createRedactor(PLANTED_OPTIONS).value(value))).toEqual(shapeOf(value));
        const written = JSON.stringify({ value, other });
        expect(shapeOf(JSON.parse(redact(written)))).toEqual(shapeOf(JSON.parse(written)));
        expect(
          everyString(value)
            .filter(isJson)
            .every((inner) => isJson(redact(inner))),
        ).toBe(true);
      }),
      { seed: 2, numRuns: 150 },
    );
  });
});

describe("a preview", () => {
  it("is told every replacement with what stands around it", () => {
    const told: Replacement[] = [];
    createRedactor(DEFAULT_REDACTION, (replacement) => told.push(replacement)).text("Write to ada@example.com today");
    expect(told).toEqual([
      {
        rule: "email",
        found: "ada@example.com",
        pseudonym: "EMAIL_1",
        before: "Write to ",
        after: " today",
        key: null,
      },
    ]);
  });
});

it("every rule has a line in the registry; texts in base64 are read by all of them", () => {
  expect(RULES.map(({ id }) => id).toSorted()).toEqual(REDACTION_RULES.filter((id) => id !== "encoded").toSorted());
});
