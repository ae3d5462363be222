import type { RedactionRuleId } from "../../shared/model/redaction.js";

interface RuleWords {
  readonly label: string;
  /** What it finds, in a few words. */
  readonly finds: string;
  /** The list of the user's that it goes by. */
  readonly list?: "names" | "words" | "patterns";
}

/** The rules as they are shown: the reader's own first. */
export const RULE_WORDS: Readonly<Record<RedactionRuleId, RuleWords>> = {
  name: { label: "Names", finds: "of your list, as whole words", list: "names" },
  word: { label: "Words", finds: "of your list, wherever they stand", list: "words" },
  pattern: { label: "Patterns", finds: "of your list", list: "patterns" },
  email: { label: "E-mail addresses", finds: "with a domain, in every script" },
  phone: { label: "Phone numbers", finds: "international ones, and national ones written with their signs" },
  card: { label: "Card numbers", finds: "whose check digit is right" },
  iban: { label: "IBANs", finds: "of all countries, whose checksum is right" },
  ip: { label: "IP addresses", finds: "versions 4 and 6, without those that mean this machine" },
  provider: { label: "API keys and tokens", finds: "of AWS, Google, GitHub, OpenAI, Slack, Stripe and 30 others" },
  credential: { label: "Passwords and secrets", finds: "under keys such as password or api_key, and Bearer …" },
  jwt: { label: "Web tokens", finds: "JWT, signed or not" },
  privateKey: { label: "Private keys", finds: "from BEGIN PRIVATE KEY to their end" },
  entropy: { label: "Random strings", finds: "of 24 signs and more; hashes and ids stay" },
  home: { label: "Home directories", finds: "the name in /home/NAME and C:\\Users\\NAME" },
  encoded: { label: "Base64", finds: "of a text in which another rule finds something" },
};

export const RULES_IN_ORDER = Object.keys(RULE_WORDS) as readonly RedactionRuleId[];
