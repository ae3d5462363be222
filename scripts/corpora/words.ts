import type { Random } from "../random.js";

/** A piece of text in the two forms that a corpus needs: inside a JSON string, and inside JSON inside a JSON string. */
export interface Words {
  readonly once: string;
  readonly twice: string;
}

const SYLLABLES =
  "ka re mi to lu sen var pol ti ra ne do bel gu shi an or es tal vin co ma per stra qui lo den far ig".split(" ");
const COMMON =
  "the order was returned and we are sorry that refund takes longer than expected because policy says thirty days after delivery please check customer account before payment search result agent answer".split(
    " ",
  );
/** Rare on purpose: quotes, line ends, umlauts and other scripts, as real text has them. */
const ODD = ['"quoted"', "line\nbreak", "Rückgabe", "返金", "возврат", "a\\b", "tab\there", "naïve", "§4.1", "€"];

/** Sentences from a seed, made once and drawn from at random: fast, and hardly two long texts are the same. */
export class WordPool {
  readonly #sentences: Words[] = [];
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
    const vocabulary = Array.from({ length: 6000 }, () => this.#word());
    for (let count = 0; count < 20_000; count++) this.#sentences.push(toWords(this.#sentence(vocabulary)));
  }

  /** A text of about `characters` that begins with words of its own, so that it repeats no other. */
  text(characters: number): Words {
    const own = this.#random.hex(12);
    let once = own;
    let twice = own;
    while (once.length < characters) {
      const sentence = this.#random.pick(this.#sentences);
      once += ` ${sentence.once}`;
      twice += ` ${sentence.twice}`;
    }
    return { once, twice };
  }

  #word(): string {
    return Array.from({ length: this.#random.integer(2, 4) }, () => this.#random.pick(SYLLABLES)).join("");
  }

  #sentence(vocabulary: readonly string[]): string {
    const words: string[] = [];
    const length = this.#random.integer(6, 14);
    for (let at = 0; at < length; at++) {
      const draw = this.#random.next();
      // The square makes early words of the vocabulary frequent and late ones rare, as in speech.
      const rare = vocabulary[Math.floor(vocabulary.length * this.#random.next() ** 2)] ?? "";
      words.push(draw < 0.45 ? this.#random.pick(COMMON) : draw > 0.99 ? this.#random.pick(ODD) : rare);
    }
    return `${words.join(" ")}.`;
  }
}

/** Both forms of a text. */
export function toWords(text: string): Words {
  const once = inner(text);
  return { once, twice: inner(once) };
}

function inner(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
