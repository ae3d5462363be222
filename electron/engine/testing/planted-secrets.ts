import { type RedactionOptions, redactionOptions } from "../../../shared/model/redaction.js";

/** Something that must not be in a file that was written with redaction. */
export interface PlantedSecret {
  readonly kind: string;
  /** As it stands in a text: some secrets are only told by what stands around them. */
  readonly said: string;
  /** What must be nowhere, in small letters. */
  readonly needle: string;
}

/** The user's own list, which some kinds need. */
export const PLANTED_OPTIONS: RedactionOptions = redactionOptions.parse({
  names: ["Ada Quimby", "Béla Örkény", "Chidi Okonkwo", "Dörte Weißhaupt", "Ewa Żółkiewska", "Fumiko Tanabe"],
  words: ["Project Nightjar", "heron-vault", "Kestrel GmbH"],
  patterns: ["CUST-\\d{6}-[A-Z]{2}"],
});

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const DIGITS = "0123456789";
const LETTERS = LOWER + LOWER.toUpperCase();
const BASE62 = LETTERS + DIGITS;

/** Numbers that look random and are the same for a seed (mulberry32). */
class Dice {
  #state: number;
  constructor(seed: number) {
    this.#state = seed;
  }
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }
  one<T>(list: readonly T[]): T {
    const item = list[this.below(list.length)];
    if (item === undefined) throw new Error("An empty list has no item.");
    return item;
  }
  signs(alphabet: string, count: number): string {
    return Array.from({ length: count }, () => alphabet.charAt(this.below(alphabet.length))).join("");
  }
}

const bare = (text: string): Said => ({ said: text, needle: text });
interface Said {
  readonly said: string;
  readonly needle: string;
}

function luhn(digits: string): string {
  const sum = digits
    .split("")
    .toReversed()
    .reduce((total, sign, place) => {
      const digit = Number(sign) * (place % 2 === 0 ? 2 : 1);
      return total + (digit > 9 ? digit - 9 : digit);
    }, 0);
  return digits + String((10 - (sum % 10)) % 10);
}

function germanIban(account: string): string {
  const check = 98n - (BigInt(`${account}131400`) % 97n);
  return `DE${String(check).padStart(2, "0")}${account}`;
}

const grouped = (text: string, size: number): string => text.match(new RegExp(`.{1,${size}}`, "g"))?.join(" ") ?? text;
const base64 = (text: string): string => Buffer.from(text).toString("base64url");

/** One secret of each kind for a throw of the dice. */
const KINDS: Readonly<Record<string, (dice: Dice) => Said>> = {
  email: (dice) =>
    bare(`${dice.signs(LOWER, 6)}.${dice.signs(LOWER, 7)}@${dice.signs(LOWER, 8)}.${dice.one(["com", "de", "co.uk"])}`),
  "phone, international": (dice) => {
    const number = `+49 1${dice.signs("56789", 2)} ${dice.signs(DIGITS, 8)}`;
    return bare(dice.one([number, number.replaceAll(" ", "")]));
  },
  "phone, national": (dice) => {
    const rest = `${dice.one(["2", "5", "9"])}${dice.signs(DIGITS, 2)}-${dice.signs(DIGITS, 4)}`;
    return bare(
      dice.one([
        `(4${dice.signs("12345678", 2)}) ${rest}`,
        `030 ${dice.signs(DIGITS, 8)}`,
        `0171/${dice.signs(DIGITS, 7)}`,
      ]),
    );
  },
  card: (dice) => {
    const number = luhn(`${dice.one(["4", "51", "2221"])}${dice.signs(DIGITS, 15)}`.slice(0, 15));
    return bare(dice.one([number, grouped(number, 4), grouped(number, 4).replaceAll(" ", "-")]));
  },
  iban: (dice) => {
    const number = germanIban(dice.signs("123456789", 1) + dice.signs(DIGITS, 17));
    return bare(dice.one([number, grouped(number, 4)]));
  },
  "IPv4 address": (dice) => bare(`${10 + dice.below(80)}.${dice.below(256)}.${dice.below(256)}.${1 + dice.below(250)}`),
  "IPv6 address": (dice) =>
    bare(
      `2001:db8:${dice.signs("123456789abcdef", 4)}::${dice.signs("123456789", 3)}:${dice.signs("123456789abcdef", 4)}`,
    ),
  "token of GitHub": (dice) => bare(`ghp_${dice.signs(BASE62, 36)}`),
  "key id of AWS": (dice) => bare(`AKIA${dice.signs(LETTERS.toUpperCase().slice(0, 26) + "234567", 16)}`),
  "secret key of AWS": (dice) => {
    const key = dice.signs(BASE62, 40);
    return { said: `aws_secret_access_key = ${key}`, needle: key };
  },
  "token of Slack": (dice) =>
    bare(`xoxb-${dice.signs(DIGITS, 12)}-${dice.signs(DIGITS, 12)}-${dice.signs(BASE62, 24)}`),
  "key of OpenAI": (dice) => bare(`sk-proj-${dice.signs(BASE62, 74)}T3BlbkFJ${dice.signs(BASE62, 74)}`),
  "key of Anthropic": (dice) => bare(`sk-ant-api03-${dice.signs(BASE62, 93)}AA`),
  "key of Stripe": (dice) => bare(`sk_live_${dice.signs(BASE62, 32)}`),
  "web token": (dice) =>
    bare(
      `${base64('{"alg":"HS256","typ":"JWT"}')}.${base64(`{"sub":"${dice.signs(DIGITS, 10)}"}`)}.${dice.signs(BASE62, 43)}`,
    ),
  "private key": (dice) => {
    const body = Array.from({ length: 6 }, () => dice.signs(BASE62, 64));
    const mark = "PRIVATE KEY-----";
    return {
      said: `-----BEGIN RSA ${mark}\n${body.join("\n")}\n-----END RSA ${mark}`,
      needle: body[dice.below(6)] ?? "",
    };
  },
  "random string": (dice) => bare(`${dice.signs(BASE62, 40)}9aZ`),
  "home directory": (dice) => {
    const name = dice.signs(LOWER, 9);
    return {
      said: dice.one([`/home/${name}/src/main.py`, `/Users/${name}/notes`, `C:\\Users\\${name}\\Documents`]),
      needle: name,
    };
  },
  name: (dice) => bare(dice.one(PLANTED_OPTIONS.names)),
  "own word": (dice) => bare(dice.one(PLANTED_OPTIONS.words)),
  "own pattern": (dice) => bare(`CUST-${dice.signs(DIGITS, 6)}-${dice.signs("ABCDEF", 2)}`),
  password: (dice) => {
    const word = `${dice.signs(LOWER, 5)}${dice.signs(DIGITS, 3)}!${dice.signs(LETTERS, 4)}`;
    return { said: `password="${word}"`, needle: word };
  },
  "password of words": (dice) => {
    const words = `${dice.signs(LOWER, 5)} ${dice.signs(LOWER, 7)}`;
    return { said: `"db_password": "${words}"`, needle: words };
  },
  "password of a queue": (dice) => {
    const word = dice.signs(LOWER, 11);
    return { said: `amqp://app:${word}@rabbit/jobs`, needle: word };
  },
  "key of hexadecimal digits": (dice) => bare(`dop_v1_${dice.signs("0123456789abcdef", 64)}`),
  "phone, other signs": (dice) => bare(`+49\u00a01${dice.signs("56789", 2)}‑${dice.signs(DIGITS, 8)}`),
  "connection string": (dice) => {
    const word = dice.signs(BASE62, 12);
    return { said: `postgres://app:${word}@db.internal.net:5432/main`, needle: word };
  },
};

/** So many secrets of each kind, the same ones for a seed. */
export function plantedSecrets(seed: number, ofEach: number): PlantedSecret[] {
  const dice = new Dice(seed);
  return Object.entries(KINDS).flatMap(([kind, make]) =>
    Array.from({ length: ofEach }, () => {
      const { said, needle } = make(dice);
      return { kind, said, needle: needle.toLowerCase() };
    }),
  );
}

/** What is no secret, although it looks like one. */
export const ORDINARY: readonly string[] = [
  "b7ad6b7169203331",
  "0af7651916cd43dd8448eb211c80319c",
  "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
  "7e26d0bb0c9f4d1e8a5b3c2d1e0f9a8b7c6d5e4f",
  "f47ac10b-58cc-4372-a567-0e02b2c3d479",
  "gpt-4o-2024-08-06",
  "claude-3-5-sonnet-20241022",
  "meta-llama/Llama-3.3-70B-Instruct-Turbo",
  "text-embedding-3-small",
  "$0.000123 for 1,234,567 tokens",
  "12.50 EUR, 3.141592653589793",
  "1.5.5-r.5 and v2.10.0 and Chrome/120.0.0.0",
  "2024-01-02T03:04:05.123456789Z, 01/02/2024 10:30, 1700000000123456789",
  "call_9pQ3xYzAbCdEfGh12345678",
  "toolu_01A09q90qw90lq917835lq9",
  "chatcmpl-AbC123dEf456GhI789jKl012",
  "getUserAccountBalanceV2Handler",
  "BM25RetrieverWithRerank2024Config",
  "sha256-n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=",
  "https://example.com/home/page?q=1",
  "std::vector<int> a::b 12:34:56 127.0.0.1",
  "the password: must be long, and the secret is safe",
  "api_key=settings.api_key",
  "icon@2x.png @types/node git@github.com:example/repo.git",
];

/** A run as its records could say it: the secrets in messages, arguments, documents, keys and values of attributes, and ids. */
export function plantedRun(secrets: readonly PlantedSecret[]): unknown[] {
  return secrets.map(({ said }, number) => {
    const args = JSON.stringify({ to: said, list: [{ note: `about ${said}.` }], count: number });
    return {
      traceId: "0af7651916cd43dd8448eb211c80319c",
      spanId: number.toString(16).padStart(16, "0"),
      name: `step ${number}`,
      attributes: [
        { key: "user.id", value: { stringValue: said } },
        { key: `about ${said}`, value: { intValue: String(number) } },
        { key: "input.value", value: { stringValue: `Please look at this:\n${said}\tThank you.` } },
        { key: "tool.arguments", value: { stringValue: args } },
        { key: "llm.messages", value: { stringValue: JSON.stringify([{ role: "user", content: args }]) } },
        {
          key: "document.content",
          value: { stringValue: `A long document (${said}), and ${JSON.stringify(args)} in its text` },
        },
        { key: "tags", value: { arrayValue: { values: [{ stringValue: said }, { stringValue: "ordinary" }] } } },
      ],
    };
  });
}

/** Every string of a JSON value, and of the JSON in its strings, keys and values alike, in small letters. */
export function everyString(value: unknown): string[] {
  if (typeof value === "string") {
    let inner: unknown = null;
    try {
      inner = JSON.parse(value);
    } catch {
      inner = null;
    }
    return [value.toLowerCase(), ...(inner === null || inner === value ? [] : everyString(inner))];
  }
  if (typeof value !== "object" || value === null) return [String(value)];
  return Object.entries(value).flatMap(([key, inner]) => [key.toLowerCase(), ...everyString(inner)]);
}

/** Secrets of which something is left in a value. */
export function leftIn(value: unknown, secrets: readonly PlantedSecret[]): PlantedSecret[] {
  const all = [JSON.stringify(value).toLowerCase(), ...everyString(value)].join("\u0000");
  return secrets.filter(({ needle }) => all.includes(needle));
}
