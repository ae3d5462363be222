import { AnswerWords, shareOf } from "./overlap.js";
import { KEPT_SHARE } from "./prompt-scan.js";
import { isBefore, type ListedDocument, type PromptedCall } from "./run.js";
import { sentencesOf } from "./sentences.js";
import { LEAST_TERMS, type Rarity, type Support, supportersOf, termsOf } from "./support.js";
import { type Words, wordsOf } from "./words.js";

/** More sentences of one answer are not looked at. */
const MOST_SENTENCES = 2000;
/** Later calls that a list of documents is followed into. */
const MOST_CALLS = 1000;

/** What became of a document. Null: not known. */
export interface DocumentUse {
  readonly kept: boolean | null;
  readonly keptShare: number | null;
  readonly cited: boolean | null;
  /** Share of the sentences of the answers that the list's documents led to. */
  readonly supported: number | null;
  readonly usedShare: number | null;
}

/** What became of a list of documents. */
export interface ListUse {
  readonly documents: readonly DocumentUse[];
  /** Of the list; null where it is not known. */
  readonly kept: number | null;
  readonly cited: number | null;
  readonly sentences: number;
  readonly supported: number | null;
  /** Calls after it whose prompts were looked through, and those that gave the answers. */
  readonly calls: readonly PromptedCall[];
  readonly answeredBy: readonly PromptedCall[];
  /** Of each document the call whose answer it was looked for in. */
  readonly answerOf: readonly (PromptedCall | null)[];
}

const UNKNOWN: DocumentUse = { kept: null, keptShare: null, cited: null, supported: null, usedShare: null };

/** A sentence of an answer with the documents that support it, by the numbers of their texts. */
export interface JudgedSentence {
  readonly text: string;
  /** False for one that says too little to tell where it is from; it counts for nothing. */
  readonly isTelling: boolean;
  readonly support: readonly Support[];
}

/** What is known of the texts of a trace. */
export interface RunTexts {
  /** Words of a document, by the number of its text; undefined for one that was not looked at. */
  words(text: number): Words | undefined;
  /** What such a document is about. */
  terms(text: number): ReadonlySet<number>;
  /** Share of documents that stands in a prompt, by the numbers of their texts. */
  shares(prompt: number): ReadonlyMap<number, number>;
  /** An answer as it stood. */
  answer(text: number): string | undefined;
  readonly rarity: Rarity;
}

/** Follows the documents of one trace into later prompts and answers. */
export class UseFinder {
  readonly #calls: readonly PromptedCall[];
  readonly #texts: RunTexts;
  /** Share of documents in the prompts of a call. */
  readonly #kept = new Map<PromptedCall, ReadonlyMap<number, number>>();
  readonly #judged = new Map<PromptedCall, readonly JudgedSentence[]>();
  readonly #answerWords = new Map<PromptedCall, AnswerWords>();
  readonly #usedShares = new Map<string, number>();

  constructor(calls: readonly PromptedCall[], texts: RunTexts) {
    this.#calls = calls.filter(({ prompts }) => prompts.length > 0).toSorted((a, b) => (isBefore(a, b) ? -1 : 1));
    this.#texts = texts;
  }

  /** What became of a list of documents that the span at `row` gave. */
  use(span: { readonly row: number; readonly startNs: number }, list: readonly ListedDocument[]): ListUse {
    const calls = this.#callsAfter(span);
    const places = list.map(({ text }) => this.#placeOf(text, calls));
    const answeredBy = [...new Set(places.flatMap((place) => place?.answeredBy ?? []))];
    const sentences = answeredBy.reduce((sum, call) => sum + this.#telling(call).length, 0);
    const supportedBy = new Set<JudgedSentence>();
    const documents = list.map(({ text }, index): DocumentUse => {
      const place = places[index];
      if (text === null || place == null) return UNKNOWN;
      const kept = place.share >= KEPT_SHARE;
      if (!kept) return { kept, keptShare: place.share, cited: false, supported: 0, usedShare: 0 };
      const call = place.answeredBy;
      if (call === null) return { ...UNKNOWN, kept, keptShare: place.share };
      const own = this.sentences(call).filter(({ support }) => support.some(({ document }) => document === text));
      for (const sentence of own) supportedBy.add(sentence);
      const isTold = this.#telling(call).length > 0;
      return {
        kept,
        keptShare: place.share,
        cited: isTold ? own.length > 0 : null,
        supported: isTold ? own.length / sentences : null,
        usedShare: this.#usedShare(text, call),
      };
    });
    const known = documents.filter(({ kept }) => kept !== null);
    const kept = known.length === 0 ? null : known.filter((document) => document.kept).length;
    const isAnswered = kept === 0 || documents.some(({ kept: isKept, cited }) => isKept === true && cited !== null);
    return {
      documents,
      kept,
      cited: kept !== null && isAnswered ? documents.filter(({ cited }) => cited).length : null,
      sentences,
      supported: sentences === 0 ? null : supportedBy.size / sentences,
      calls,
      answeredBy,
      answerOf: places.map((place) => place?.answeredBy ?? null),
    };
  }

  /** The words of a document that a call's answer has too: one byte a word. */
  sharedWith(document: Words, call: PromptedCall): Uint8Array {
    const answer = this.#answerWords.get(call) ?? new AnswerWords(call.answers.map((text) => this.#wordsSaid(text)));
    this.#answerWords.set(call, answer);
    return answer.sharedBy(document, this.#texts.rarity);
  }

  /** The sentences of a call's answer, with the documents of its prompt that support them. */
  sentences(call: PromptedCall): readonly JudgedSentence[] {
    const known = this.#judged.get(call);
    if (known !== undefined) return known;
    const texts = [...this.#sharesIn(call)].filter(([, share]) => share >= KEPT_SHARE).map(([text]) => text);
    const terms = texts.map((text) => this.#texts.terms(text));
    const judged: JudgedSentence[] = [];
    for (const text of call.answers.flatMap((answer) => sentencesOf(this.#texts.answer(answer) ?? ""))) {
      if (judged.length >= MOST_SENTENCES) break;
      const sentence = termsOf(wordsOf(text));
      const isTelling = sentence.size >= LEAST_TERMS;
      const support = isTelling ? supportersOf(sentence, terms, this.#texts.rarity) : [];
      judged.push({
        text,
        isTelling,
        support: support.map(({ document, share }) => ({ document: texts[document] ?? -1, share })),
      });
    }
    this.#judged.set(call, judged);
    return judged;
  }

  #telling(call: PromptedCall): JudgedSentence[] {
    return this.sentences(call).filter(({ isTelling }) => isTelling);
  }

  #callsAfter(span: { readonly row: number; readonly startNs: number }): PromptedCall[] {
    const calls: PromptedCall[] = [];
    for (const call of this.#calls) {
      if (calls.length >= MOST_CALLS) break;
      if (isBefore(span, call) && !encloses(call, span.row)) calls.push(call);
    }
    return calls;
  }

  /** Null where no later call has a prompt, or the text was not looked at. */
  #placeOf(
    text: number | null,
    calls: readonly PromptedCall[],
  ): { readonly share: number; readonly answeredBy: PromptedCall | null } | null {
    if (text === null || calls.length === 0 || !this.#texts.words(text)?.length) return null;
    let share = 0;
    let answeredBy: PromptedCall | null = null;
    for (const call of calls) {
      const here = this.#sharesIn(call).get(text) ?? 0;
      share = Math.max(share, here);
      if (here < KEPT_SHARE || call.answers.length === 0) continue;
      answeredBy = call;
      if (!call.callsTools) break;
    }
    return { share, answeredBy };
  }

  #sharesIn(call: PromptedCall): ReadonlyMap<number, number> {
    const known = this.#kept.get(call);
    if (known !== undefined) return known;
    const shares = new Map<number, number>();
    for (const prompt of call.prompts) {
      for (const [text, share] of this.#texts.shares(prompt)) shares.set(text, Math.max(share, shares.get(text) ?? 0));
    }
    this.#kept.set(call, shares);
    return shares;
  }

  #usedShare(text: number, call: PromptedCall): number {
    const key = `${text} ${call.row}`;
    const known = this.#usedShares.get(key);
    if (known !== undefined) return known;
    const share = shareOf(this.sharedWith(this.#texts.words(text) ?? new Int32Array(), call));
    this.#usedShares.set(key, share);
    return share;
  }

  #wordsSaid(text: number): Words {
    return wordsOf(this.#texts.answer(text) ?? "");
  }
}

function encloses(call: PromptedCall, row: number): boolean {
  return call.row < row && row < call.subtreeEnd;
}
