import { asRead, byteOrderMark, decoded, kindOfBytes } from "./byte-text.js";
import type { Doubles } from "./doubles.js";
import { BROKEN, type Literal, NEED_MORE, Scanner } from "./literal.js";
import { lineEndBefore, Malformed } from "./malformed.js";
import { PlaceCounter } from "./place-counter.js";
import { findResume, firstKeyOf, keysOf, type OpenList, ownString } from "./resume.js";
import { ValueSkipper } from "./value-skipper.js";
import type { Step, Visitor, WalkProblem, WalkOptions, TextChunk } from "./visitor.js";

const enum State {
  /** Between documents. */
  Document,
  /** Before a key or the end of an object. */
  Key,
  /** Before a value (after a colon). */
  Value,
  /** Before an element or the end of an array. */
  Element,
  /** After an element: a comma or the end of the array. */
  AfterElement,
}

const MOST_OPENINGS = 16;

/**
 * Walks JSON documents one after another: a single one, lines, an array, pretty-printed ones back to back. Only the
 * value at hand is in memory. What is broken is reported, and the walk goes on at the next element of a list that is
 * open there, or at the next line that starts a document.
 */
export class JsonWalker {
  readonly #visitor: Visitor;
  readonly #options: WalkOptions;
  #window = "";
  #latin1 = false;
  #scanner = new Scanner("");
  #position = 0;
  #state: State = State.Document;
  /** Codes of the open containers. */
  #open: number[] = [];
  #key: string | null = null;
  #ended = false;
  /** Set while a value of any size is passed over. */
  #skipping: ValueSkipper | null = null;
  /** What is looked for behind something broken. */
  #broken: { readonly lists: readonly OpenList[] } | null = null;
  /** Something was broken: what is left of it may come along. */
  #recovering = false;
  /** Blanks before the last document (or record of an array) that began a line. Its inner lines have more, as a rule. */
  #indent = 0;
  /** Blanks since the line end that stands before the value at hand; -1 where it follows on the same line. */
  #column = -1;
  /** What the visitor has said about the value at hand, which has to be seen whole. */
  #entered: Step | null = null;
  /** The first key of the object at hand is the next one. */
  #isFirstKey = false;
  #documentKey: string | null = null;
  /** By depth: keys that objects of lists began with, where they are gone through. */
  readonly #openings: (Set<string> | undefined)[] = [];
  /** By depth: the keys of the first object of a list that was taken whole. */
  readonly #elementKeys: (readonly string[] | undefined)[] = [];
  readonly #place = new PlaceCounter();

  constructor(visitor: Visitor, options: WalkOptions) {
    this.#visitor = visitor;
    this.#options = options;
  }

  /** Goes through a piece of the input. */
  push(chunk: TextChunk): void {
    this.#discard();
    if (this.#window.length > 0 && chunk.latin1 !== this.#latin1) {
      // One window, one encoding: the side that is UTF-8 is taken as bytes too.
      this.#window = this.#latin1 ? this.#window : Buffer.from(this.#window, "utf8").toString("latin1");
      this.#append(chunk.latin1 ? chunk.text : Buffer.from(chunk.text, "utf8").toString("latin1"), true);
    } else {
      this.#append(chunk.text, chunk.latin1);
    }
    this.#run();
  }

  /** The input is over: what is still open was cut off. */
  finish(): void {
    this.#ended = true;
    this.#run();
    if (this.#broken === null && (this.#open.length > 0 || this.#skipping !== null)) {
      this.#report("CUT_OFF", "The file ends in the middle of a record.", this.#position);
    }
    this.#leaveTo(0);
  }

  #append(text: string, latin1: boolean): void {
    this.#latin1 = latin1;
    this.#window = this.#window.length === 0 ? text : this.#window + text;
    this.#place.lookAt(this.#window, latin1);
    this.#scanner = new Scanner(this.#window);
  }

  #discard(): void {
    this.#place.discard(this.#position);
    if (this.#position === 0) return;
    this.#window = this.#window.slice(this.#position);
    this.#position = 0;
  }

  #run(): void {
    for (;;) {
      if (this.#broken !== null && !this.#findRecord()) return;
      try {
        if (this.#skipping !== null && !this.#passOver(this.#skipping)) return;
        if (!this.#step()) return;
      } catch (problem) {
        if (!(problem instanceof Malformed)) throw problem;
        this.#report("NOT_JSON", problem.reason, problem.position);
        this.#giveUp(problem);
      }
    }
  }

  /** Moves to the next element of an open list, or to the next document. */
  #findRecord(): boolean {
    const resume = findResume({
      window: this.#window,
      from: this.#position,
      lists: this.#broken?.lists ?? [],
      indent: this.#indent,
      documentKey: this.#documentKey,
      ended: this.#ended,
      maxValueLength: this.#options.maxValueLength,
    });
    this.#position = resume.position;
    if (resume.found === "nothing") return false;
    const isElement = resume.found === "element";
    this.#leaveTo(isElement ? resume.level + 1 : 0);
    this.#state = isElement ? State.Element : State.Document;
    this.#recovering ||= !isElement;
    this.#column = -1;
    this.#broken = null;
    return true;
  }

  /** Leaves containers until that many are open. */
  #leaveTo(count: number): void {
    while (this.#open.length > count) {
      this.#open.pop();
      this.#visitor.leave(this.#open.length);
    }
  }

  #giveUp({ position, resumeAt, element }: Malformed): void {
    this.#broken = { lists: this.#openLists(position, element) };
    this.#key = null;
    this.#entered = null;
    this.#skipping = null;
    this.#position = resumeAt;
  }

  /** The lists that are open, with what is known of their elements, where one may be broken at `element`. */
  #openLists(position: number, element: number | null): OpenList[] {
    return this.#open.flatMap((container, level) => {
      if (container !== 91) return [];
      const depth = level + 1;
      if (level < this.#open.length - 1 || element === null) {
        const keys = this.#elementKeys[depth] ?? null;
        const openings = new Set([...(this.#openings[depth] ?? []), ...(keys?.slice(0, 1) ?? [])]);
        return [{ level, openings, keys: this.#openings[depth] === undefined ? keys : null }];
      }
      const keys = this.#elementKeys[depth] ?? keysOf(this.#window, element, position);
      const own = firstKeyOf(this.#window, element);
      return [{ level, openings: new Set([...keys.slice(0, 1), ...(own === null ? [] : [own])]), keys }];
    });
  }

  #report(code: WalkProblem["code"], reason: string, position: number): void {
    const lineStart = position === 0 ? 0 : this.#window.lastIndexOf("\n", position - 1) + 1;
    const from = Math.max(lineStart, position - 80);
    this.#visitor.broken({
      code,
      reason,
      line: this.#place.lineAt(position),
      byteOffset: this.#place.bytesBefore(position),
      excerpt: asRead(this.#window.slice(from, from + 200).split("\n", 1)[0] ?? "", this.#latin1),
    });
  }

  /** Takes one step; false when more input is needed. */
  #step(): boolean {
    const window = this.#window;
    let position = this.#position;
    let code = window.charCodeAt(position);
    let column = this.#column;
    while (code <= 32 || code >= 0xef || (code === 44 && this.#state === State.Document)) {
      const mark = code < 0xef ? 1 : byteOrderMark(window, position, this.#latin1);
      if (mark === 0) break;
      if (code === 10) column = 0;
      else if (column >= 0) column++;
      position += mark;
      code = window.charCodeAt(position);
    }
    this.#position = position;
    this.#column = column;
    if (position >= window.length) return false;
    const goesOn = this.#stepAt(position, code);
    if (goesOn) this.#column = -1;
    return goesOn;
  }

  #stepAt(position: number, code: number): boolean {
    switch (this.#state) {
      case State.Document:
        if (this.#recovering && (code === 93 || code === 125)) {
          // The end of the array or object that was given up.
          this.#position = position + 1;
          return true;
        }
        return this.#value(position, code, null);
      case State.Key:
        return this.#objectKey(position, code);
      case State.Value:
        return this.#value(position, code, this.#key === null ? null : asRead(this.#key, this.#latin1));
      case State.Element:
        if (code === 93) return this.#close(position, 91);
        if (code === 44) {
          this.#position = position + 1;
          return true;
        }
        return this.#value(position, code, null);
      case State.AfterElement:
        if (code === 93) return this.#close(position, 91);
        if (code !== 44) throw new Malformed(position, "A comma was expected.", lineEndBefore(this.#window, position));
        this.#position = position + 1;
        this.#state = State.Element;
        return true;
    }
  }

  #objectKey(position: number, code: number): boolean {
    if (code === 125) return this.#close(position, 123);
    if (code === 44) {
      this.#position = position + 1;
      return true;
    }
    if (code !== 34) {
      throw new Malformed(position, "A key in double quotes was expected.", lineEndBefore(this.#window, position));
    }
    const end = this.#scanner.stringEnd(position);
    if (end === BROKEN) throw new Malformed(this.#scanner.brokenAt, "A string runs over the end of its line.");
    if (end === NEED_MORE) return this.#needMore();
    let after = end;
    while (this.#window.charCodeAt(after) <= 32) after++;
    if (after >= this.#window.length) return this.#needMore();
    if (this.#window.charCodeAt(after) !== 58) {
      throw new Malformed(after, "A colon was expected after a key.", position);
    }
    this.#key = this.#window.slice(position + 1, end - 1);
    if (this.#isFirstKey) this.#noteOpening(this.#key);
    this.#position = after + 1;
    this.#state = State.Value;
    return true;
  }

  #value(position: number, code: number, key: string | null): boolean {
    const container = code === 123 ? "object" : code === 91 ? "array" : "scalar";
    const depth = this.#open.length;
    if (depth === 0 && container === "scalar") {
      throw new Malformed(position, "A JSON object or array was expected.");
    }
    if (this.#column >= 0) {
      if (depth === 0 || (depth === 1 && this.#open[0] === 91)) this.#indent = this.#column;
      else if (code === 123) this.#checkLine(position);
    }
    const step = this.#entered ?? this.#visitor.enter(key, depth, container);
    this.#entered = null;
    if (step === "descend" && container !== "scalar") {
      this.#open.push(code);
      this.#isFirstKey = code === 123;
      this.#state = code === 123 ? State.Key : State.Element;
      this.#position = position + 1;
      return true;
    }
    if (step === "take") return this.#takeValue(position, key, depth);
    return this.#skipValue(position, container);
  }

  /**
   * An object that begins a line like a document does, where a value is due: the line before it was cut off. Where it
   * stands for an element of a list, it must begin as the document did.
   */
  #checkLine(position: number): void {
    if (this.#column > this.#indent) return;
    if (this.#state !== State.Value) {
      if (this.#documentKey === null || this.#open[0] !== 123) return;
      if (firstKeyOf(this.#window, position) !== this.#documentKey) return;
    }
    throw new Malformed(position, "A line ends in the middle of a record.", lineEndBefore(this.#window, position));
  }

  /** Notes the first key of an object that is gone through. */
  #noteOpening(key: string): void {
    this.#isFirstKey = false;
    const depth = this.#open.length - 1;
    if (depth === 0) this.#documentKey = ownString(key);
    else if (this.#open[depth - 1] === 91) {
      const openings = (this.#openings[depth] ??= new Set());
      if (openings.size < MOST_OPENINGS && !openings.has(key)) openings.add(ownString(key));
    }
  }

  #takeValue(position: number, key: string | null, depth: number): boolean {
    const holes: number[] = [];
    const doubles: Doubles[] | null = this.#options.asBytes === true ? [] : null;
    const end = this.#scanner.valueEnd(position, holes, doubles);
    const inList = depth > 0 && this.#open[depth - 1] === 91;
    if (end === BROKEN) {
      const at = this.#scanner.brokenAt;
      const reason = "A bracket does not match, or a string is not closed.";
      if (inList) throw new Malformed(at, reason, Math.min(at, position + 1), position);
      // Not from the line end before a document: it would be found again.
      const from = Math.min(at, position);
      throw new Malformed(at, reason, depth === 0 ? from : lineEndBefore(this.#window, from));
    }
    if ((end === NEED_MORE ? this.#window.length : end) - position > this.#options.maxValueLength) {
      const limit = `${Math.round(this.#options.maxValueLength / 1e6)} MB`;
      this.#report("RECORD_TOO_LARGE", `A record is longer than ${limit}.`, position);
      return this.#skipValue(position, "object");
    }
    if (end === NEED_MORE) {
      this.#entered = "take";
      return this.#needMore(inList ? position : null);
    }
    if (inList && this.#elementKeys[depth] === undefined && this.#window.charCodeAt(position) === 123) {
      this.#elementKeys[depth] = keysOf(this.#window, position, end);
    }
    this.#visitor.take(key, depth, this.#literal(position, end, holes, doubles));
    this.#after(end);
    return true;
  }

  #literal(start: number, end: number, holes: number[], doubles: Doubles[] | null): Literal {
    const line = this.#place.lineAt(start);
    const depth = this.#scanner.deepest;
    const bytes = doubles === null ? undefined : kindOfBytes(this.#window.slice(start, end), this.#latin1);
    if (doubles !== null && bytes !== undefined) {
      return { window: this.#window, start, end, holes, latin1: false, bytes, doubles, line, depth };
    }
    const literal = { window: this.#window, start, end, holes, latin1: this.#latin1, line, depth };
    return this.#latin1 ? decoded(literal) : literal;
  }

  #skipValue(position: number, container: "object" | "array" | "scalar"): boolean {
    if (container === "scalar") {
      const end = this.#scanner.valueEnd(position, null);
      if (end === BROKEN) throw new Malformed(position, "A value was expected.");
      if (end === NEED_MORE) {
        this.#entered = "skip";
        return this.#needMore();
      }
      this.#after(end);
      return true;
    }
    this.#position = position;
    this.#skipping = new ValueSkipper();
    return true;
  }

  /** Passes over a value of any size, window by window. False when more input is needed. */
  #passOver(skipper: ValueSkipper): boolean {
    this.#position = skipper.passOver(this.#window, this.#position);
    if (!skipper.isOver) return false;
    this.#skipping = null;
    this.#after(this.#position);
    return true;
  }

  #close(position: number, opener: number): boolean {
    if (this.#open.pop() !== opener) throw new Malformed(position, "A bracket does not match.");
    this.#visitor.leave(this.#open.length);
    this.#after(position + 1);
    return true;
  }

  #after(position: number): void {
    this.#position = position;
    this.#state = this.#stateAfter();
  }

  #stateAfter(): State {
    const innermost = this.#open[this.#open.length - 1];
    return innermost === undefined ? State.Document : innermost === 123 ? State.Key : State.AfterElement;
  }

  /** False: the step is taken again with a longer window. At the end of the input there is none. */
  #needMore(element: number | null = null): boolean {
    if (!this.#ended) return false;
    const reason = "The file ends in the middle of a record.";
    this.#report("CUT_OFF", reason, this.#position);
    this.#giveUp(new Malformed(this.#window.length, reason, this.#position + (element === null ? 0 : 1), element));
    return true;
  }
}
