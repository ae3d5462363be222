import { rules } from "@secretlint/secretlint-rule-preset-recommend";
import { describe, expect, it } from "vitest";
import { redactionOptions, type RedactionRuleId } from "../../../shared/model/redaction.js";
import { RedactionFinder } from "./finder.js";

const OPTIONS = redactionOptions.parse({ names: ["Ana", "Ana Lima"], words: ["falcon"], patterns: ["ID-\\d+"] });
const key = (alphabet: string, count: number): string => alphabet.repeat(count).slice(0, count);

/** What each rule finds in a text: [text, finds]. */
const CASES: readonly (readonly [RedactionRuleId, readonly (readonly [string, readonly string[]])[]])[] = [
  [
    "email",
    [
      ["<ana@example.com>, mailto:b.c+d@sub.example.co.uk.", ["ana@example.com", "b.c+d@sub.example.co.uk"]],
      ["user=ana@example.com&x='bo@example.org'", ["ana@example.com", "bo@example.org"]],
      ["jörg@müller.de, ada＠example.com, bo@example.md", ["jörg@müller.de", "ada＠example.com", "bo@example.md"]],
      [
        "ada&#64;example.com bo&#x40;example.com cy\\x40example.com",
        ["ada@example.com", "bo@example.com", "cy@example.com"],
      ],
      ["me@localhost, @mention, a@b, pkg@1.2.3, icon@2x.png, notes@1.2.md", []],
    ],
  ],
  [
    "phone",
    [
      ["tel:+49 (0)30 1234567, 0049 30 1234567", ["+49 (0)30 1234567", "0049 30 1234567"]],
      ["(call +49 30 1234567) or (+1 (415) 555-0132)", ["+49 30 1234567", "+1 (415) 555-0132"]],
      ["(415) 555-0132; 415.555.0132; 1-415-555-0132", ["(415) 555-0132", "415.555.0132", "1-415-555-0132"]],
      ["020 7946 0958, 06.12.34.56.78", ["020 7946 0958", "06.12.34.56.78"]],
      [
        "+1‑415‑555‑2671, +49\u00a030\u00a01234567, +٤٩ ٣٠ ١٢٣٤٥٦٧",
        ["+1‑415‑555‑2671", "+49\u00a030\u00a01234567", "+٤٩ ٣٠ ١٢٣٤٥٦٧"],
      ],
      [
        "8 (495) 123-45-67, 138-1234-5678, (11) 91234-5678, 98765-43210",
        ["8 (495) 123-45-67", "138-1234-5678", "(11) 91234-5678", "98765-43210"],
      ],
      [
        "call me at 415 555 2671; Tel.: 07700900123; https://wa.me/4915112345678",
        ["415 555 2671", "07700900123", "4915112345678"],
      ],
      ["512 512 1024, call 1700000000, mobile first, at 12:30", []],
      ["1700000000, 2024-01-02, 01-02-2024 10:30, 0.030 12345678, 555-0132, 4155550132", []],
    ],
  ],
  [
    "card",
    [
      [
        "4111 1111 1111 1111,378282246310005;5500-0055-5555-5559",
        ["4111 1111 1111 1111", "378282246310005", "5500-0055-5555-5559"],
      ],
      ["3782 822463 10005", ["3782 822463 10005"]],
      [
        "4111\u00a01111\u00a01111\u00a01111 4111.1111.1111.1111",
        ["4111\u00a01111\u00a01111\u00a01111", "4111.1111.1111.1111"],
      ],
      ["2200000000000004 6759649826438453", ["2200000000000004", "6759649826438453"]],
      ["4111111111111112, 0.4111111111111111, a4111111111111111, 1700000000123456789", []],
    ],
  ],
  [
    "iban",
    [
      [
        "DE89370400440532013000 and gb29 nwbk 6016 1331 9268 19.",
        ["DE89370400440532013000", "gb29 nwbk 6016 1331 9268 19"],
      ],
      [
        "DE89\u00a03704\u00a00044\u00a00532\u00a00130\u00a000 DE89 3704 0044\n0532 0130 00",
        ["DE89\u00a03704\u00a00044\u00a00532\u00a00130\u00a000", "DE89 3704 0044\n0532 0130 00"],
      ],
      ["DE89370400440532013001, XX89370400440532013000, DE89", []],
    ],
  ],
  [
    "ip",
    [
      ["10.1.2.3:80, http://8.8.8.8/, host=10.0.0.7", ["10.1.2.3", "8.8.8.8", "10.0.0.7"]],
      ["203.0.113.7-203.0.113.9, ip-10-1-2-3.ec2.internal", ["203.0.113.7", "203.0.113.9", "10-1-2-3"]],
      [
        "2001:0db8:85a3:0000:0000:8a2e:0370:7334 ::ffff:192.168.1.5",
        ["2001:0db8:85a3:0000:0000:8a2e:0370:7334", "::ffff:192.168.1.5"],
      ],
      ["[2001:db8::1:2], fe80::1ff:fe23:4567:890a", ["2001:db8::1:2", "fe80::1ff:fe23:4567:890a"]],
      ["127.0.0.1, ::1, 1.2.3, 1.2.3.4.5, 256.1.1.1, v1.2.3.4, Chrome/120.0.0.0, 12:34:56, std::abs", []],
    ],
  ],
  [
    "provider",
    [
      [`ghp_${key("aB3", 36)}`, [`ghp_${key("aB3", 36)}`]],
      [`key AIza${key("xY7-", 35)}.`, [`AIza${key("xY7-", 35)}`]],
      [`dop_v1_${key("0a1b", 64)}, key-${key("0a1b", 32)}`, [`dop_v1_${key("0a1b", 64)}`, `key-${key("0a1b", 32)}`]],
      [`xapp-1-A0B1C2-123-${key("0a1b", 64)}`, [`xapp-1-A0B1C2-123-${key("0a1b", 64)}`]],
      [`xoxc-1234-5678-${key("0a1b", 64)}`, [`xoxc-1234-5678-${key("0a1b", 64)}`]],
      ["redis://:p4ss@cache:6379 amqp://app:pw@rabbit/v http://localhost:3000/@x", ["p4ss", "pw"]],
      ["task-management-of-something-long, disk-usage-of-something-long, global-data-creation-forecasts", []],
    ],
  ],
  [
    "credential",
    [
      ["password=hunter22, api_key: 'abc d', DB_PASSWORD=x9y8", ["hunter22", "abc d", "x9y8"]],
      ['"db_password": "correct horse", "password":"cut of', ["correct horse", "cut of"]],
      ["os.environ['API_KEY'] = 'a1b2', PGPASSWORD=x9y8, DB_PASS=z7w6", ["a1b2", "x9y8", "z7w6"]],
      ["--password hunter22, <password>a1b2</password>, curl -u ana:p4ss", ["hunter22", "a1b2", "p4ss"]],
      ["Cookie: sid=abc; x=y\n?key=0123456789abcdef&code=short", ["sid=abc; x=y", "0123456789abcdef"]],
      ['--password PASSWORD, "password": "<optional>", token: abcdefghijklmnop, docker run -u 1:1', []],
      ['{\\"client_secret\\": \\"s3cr3t!\\"}', ["s3cr3t!"]],
      ["Authorization: Bearer abcdef123456789", ["abcdef123456789"]],
      ["password: null, password=*****, the password: forgotten, Bearer authentication", []],
    ],
  ],
  [
    "jwt",
    [
      [
        `a eyJ${key("hbGc", 12)}.eyJ${key("zdWI", 12)}.${key("x-_", 20)} b`,
        [`eyJ${key("hbGc", 12)}.eyJ${key("zdWI", 12)}.${key("x-_", 20)}`],
      ],
      ["eyJhbGciOiJI", []],
    ],
  ],
  [
    "privateKey",
    [
      ["x -----BEGIN PRIVATE KEY-----\nMIIE\nabc", ["-----BEGIN PRIVATE KEY-----\nMIIE\nabc"]],
      ["-----BEGIN PUBLIC KEY-----", []],
    ],
  ],
  [
    "entropy",
    [
      ["x Zk3Q9vTn2LpX8rWc5BdY7mHs4 y", ["Zk3Q9vTn2LpX8rWc5BdY7mHs4"]],
      ["/page?find=Zk3Q9vTn2LpX8rWc5BdY7mHs4&a=1", ["Zk3Q9vTn2LpX8rWc5BdY7mHs4"]],
      ["Zk3Q9vTn2LpX8rWc5BdY7mH, 0af7651916cd43dd8448eb211c80319c", []],
    ],
  ],
  [
    "home",
    [
      ["/home/ana/x file:///Users/bo C:\\Users\\nia\\x C:\\\\Users\\\\tim", ["ana", "bo", "nia", "tim"]],
      ["C:\\Users\\Ana Lima\\x /var/home/bo .claude/projects/-Users-nia-code", ["Ana Lima", "bo", "nia"]],
      ["example.com/home/page, /Users/Shared, GET /users/12", []],
    ],
  ],
  [
    "name",
    [
      ["Ana\n Lima's mail to ana", ["Ana\n Lima", "ana"]],
      ["Anaconda, banana", []],
    ],
  ],
  ["word", [["the Falconer", ["Falcon"]]]],
  ["pattern", [["id-12 and ID-345", ["id-12", "ID-345"]]]],
];

describe.each(CASES)("%s", (rule, cases) => {
  it.each(cases)("%j", (text, expected) => {
    const off = CASES.map(([id]) => id).filter((id) => id !== rule);
    const finds = new RedactionFinder({ ...OPTIONS, off: [...off, "encoded"] }).find(text, null);
    expect(finds.map(({ found }) => found)).toEqual(expected);
  });
});

describe("the allow list and escapes", () => {
  it("finds in every level of escapes what is there once", () => {
    const text = JSON.stringify(JSON.stringify({ a: "\nana@example.com\t10.1.2.3" }));
    const finds = new RedactionFinder(OPTIONS).find(`in a text: ${text}`, null);
    expect(finds.map(({ rule, found }) => [rule, found])).toEqual([
      ["email", "ana@example.com"],
      ["ip", "10.1.2.3"],
    ]);
  });
});

describe("the rules of secretlint", () => {
  it("are those that the list of hints was made for", () => {
    const known =
      "1password anthropic aws basicauth cloudflare database-connection-string databricks docker figma filter-comments gcp github gitlab grafana groq hashicorp-vault huggingface linear notion npm openai privatekey sendgrid shopify slack stripe tailscale vercel";
    const all = rules as unknown as readonly { readonly meta: { readonly id: string } }[];
    const names = all.map(({ meta }) => meta.id.replace("@secretlint/secretlint-rule-", ""));
    expect(names.toSorted().join(" ")).toBe(known);
  });
});
