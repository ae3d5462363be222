import { isUtf8 } from "node:buffer";
import { BROKEN, type Literal, NEED_MORE, Scanner } from "./literal.js";
import type { Visitor, WalkProblem, WalkOptions, TextChunk } from "./visitor.js";

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

/** Raised inside the walk only. */
class Malformed extends Error {
  readonly position: number;
  readonly reason: string;
  /** From where the next document is looked for: the value that is broken may have swallowed its beginning. */
  readonly resumeAt: number;
  constructor(position: number, reason: string, resumeAt = position) {
    super(reason);
    this.position = position;
    this.reason = reason;
    this.resumeAt = resumeAt;
  }
}

/**
 * Walks JSON documents one after another: a single one, lines, an array, pretty-printed ones back to back. Only the
 * value at hand is in memory. A document that is broken is reported and left at the next line that starts one.
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
  /** Set while a value of any size is passed over: bracket depth, and whether a string is open. */
  #skipping: { open: number[]; inString: boolean; last: number; state: State } | null = null;
  #resync = false;
  /** Something was broken: what is left of it may come along. */
  #recovering = false;
  /** Blanks before the last document (or record of an array) that began a line. Its inner lines have more, as a rule. */
  #indent = 0;
  /** The line of `#counted`, from 1, and the bytes before `#bytesCounted`. */
  #line = 1;
  #counted = 0;
  #bytesBefore = 0;
  #bytesCounted = 0;

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
    if (this.#resync) return;
    if (this.#open.length > 0 || this.#skipping !== null) {
      this.#report("CUT_OFF", "The file ends in the middle of a record.", this.#position);
    }
  }

  #append(text: string, latin1: boolean): void {
    this.#latin1 = latin1;
    this.#window = this.#window.length === 0 ? text : this.#window + text;
    this.#scanner = new Scanner(this.#window);
  }

  #discard(): void {
    this.#countTo(this.#position);
    this.#countBytesTo(this.#position);
    if (this.#position === 0) return;
    this.#window = this.#window.slice(this.#position);
    this.#position = 0;
    this.#counted = 0;
    this.#bytesCounted = 0;
  }

  #nextNewline = -1;
  #newlineWindow = "";
  /** Brings the line number to a place; a little way back where a broken record is gone over again. */
  #countTo(position: number): void {
    if (this.#newlineWindow !== this.#window) {
      this.#newlineWindow = this.#window;
      this.#nextNewline = this.#window.indexOf("\n", this.#counted);
    }
    if (position < this.#counted) {
      this.#nextNewline = this.#window.indexOf("\n", position);
      for (let at = this.#nextNewline; at !== -1 && at < this.#counted; at = this.#window.indexOf("\n", at + 1)) {
        this.#line--;
      }
    }
    while (this.#nextNewline !== -1 && this.#nextNewline < position) {
      this.#line++;
      this.#nextNewline = this.#window.indexOf("\n", this.#nextNewline + 1);
    }
    this.#counted = position;
  }

  #countBytesTo(position: number): void {
    const from = Math.min(position, this.#bytesCounted);
    const passed = this.#window.slice(from, Math.max(position, this.#bytesCounted));
    const bytes = this.#latin1 ? passed.length : Buffer.byteLength(passed);
    this.#bytesBefore += position < this.#bytesCounted ? -bytes : bytes;
    this.#bytesCounted = position;
  }

  #run(): void {
    for (;;) {
      if (this.#resync && !this.#findDocument()) return;
      try {
        if (this.#skipping !== null && !this.#passOver()) return;
        if (!this.#step()) return;
      } catch (problem) {
        if (!(problem instanceof Malformed)) throw problem;
        this.#report("NOT_JSON", problem.reason, problem.position);
        this.#giveUp(problem.resumeAt);
      }
    }
  }

  /** Moves to the next line that starts a document: it is indented no more than documents were so far. */
  #findDocument(): boolean {
    const match = new RegExp(`\\n[ \\t]{0,${this.#indent}}[{[]`, "g");
    match.lastIndex = this.#position;
    const found = match.exec(this.#window);
    if (found === null) {
      // A line end near the end of the window may be followed by a document.
      const lastLine = this.#window.lastIndexOf("\n");
      const blank = lastLine >= this.#position && this.#window.slice(lastLine).trim() === "";
      this.#position = blank ? lastLine : this.#window.length;
      return false;
    }
    this.#position = found.index + 1;
    this.#resync = false;
    return true;
  }

  /** Blanks from the start of the line, where the value at `position` is the first of it. */
  #noteIndent(position: number): void {
    let start = position;
    let code = this.#window.charCodeAt(--start);
    while (code === 32 || code === 9) code = this.#window.charCodeAt(--start);
    if (code === 10) this.#indent = position - start - 1;
  }

  #giveUp(position: number): void {
    for (let depth = this.#open.length - 1; depth >= 0; depth--) this.#visitor.leave(depth);
    this.#open = [];
    this.#key = null;
    this.#state = State.Document;
    this.#skipping = null;
    this.#position = position;
    this.#resync = true;
    this.#recovering = true;
  }

  #report(code: WalkProblem["code"], reason: string, position: number): void {
    this.#countTo(position);
    this.#countBytesTo(position);
    const lineStart = position === 0 ? 0 : this.#window.lastIndexOf("\n", position - 1) + 1;
    const from = Math.max(lineStart, position - 80);
    this.#visitor.broken({
      code,
      reason,
      line: this.#line,
      byteOffset: this.#bytesBefore,
      excerpt: this.#window.slice(from, from + 200).split("\n", 1)[0] ?? "",
    });
  }

  /** Takes one step; false when more input is needed. */
  #step(): boolean {
    const window = this.#window;
    let position = this.#position;
    let code = window.charCodeAt(position);
    while (code <= 32 || code === 0xfeff || (code === 44 && this.#state === State.Document)) {
      code = window.charCodeAt(++position);
    }
    this.#position = position;
    if (position >= window.length) return false;
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
        return this.#value(position, code, this.#key);
      case State.Element:
        if (code === 93) return this.#close(position, 91);
        if (code === 44) {
          this.#position = position + 1;
          return true;
        }
        return this.#value(position, code, null);
      case State.AfterElement:
        if (code === 93) return this.#close(position, 91);
        if (code !== 44) throw new Malformed(position, "A comma was expected.", this.#lineEndBefore(position));
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
      throw new Malformed(position, "A key in double quotes was expected.", this.#lineEndBefore(position));
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
    if (depth === 0 || (depth === 1 && this.#open[0] === 91)) this.#noteIndent(position);
    const step = this.#visitor.enter(key, depth, container);
    if (step === "descend" && container !== "scalar") {
      this.#open.push(code);
      this.#state = code === 123 ? State.Key : State.Element;
      this.#position = position + 1;
      return true;
    }
    if (step === "take") return this.#takeValue(position, key, depth);
    return this.#skipValue(position, container);
  }

  #takeValue(position: number, key: string | null, depth: number): boolean {
    const holes: number[] = [];
    const end = this.#scanner.valueEnd(position, holes);
    if (end === BROKEN) {
      const at = this.#scanner.brokenAt;
      throw new Malformed(at, "A bracket does not match, or a string is not closed.", Math.min(at, position));
    }
    if ((end === NEED_MORE ? this.#window.length : end) - position > this.#options.maxValueLength) {
      const limit = `${Math.round(this.#options.maxValueLength / 1e6)} MB`;
      this.#report("RECORD_TOO_LARGE", `A record is longer than ${limit}.`, position);
      return this.#skipValue(position, "object");
    }
    if (end === NEED_MORE) return this.#needMore();
    this.#countTo(position);
    this.#visitor.take(key, depth, this.#literal(position, end, holes));
    this.#after(end);
    return true;
  }

  /** A value of a window of bytes is text all the same where its own bytes are valid UTF-8. */
  #literal(start: number, end: number, holes: number[]): Literal {
    const place = { line: this.#line, depth: this.#scanner.deepest };
    if (this.#latin1) {
      const bytes = Buffer.from(this.#window.slice(start, end), "latin1");
      if (isUtf8(bytes)) {
        const window = bytes.toString("utf8");
        const own: number[] = [];
        new Scanner(window).valueEnd(0, own);
        return { window, start: 0, end: window.length, holes: own, latin1: false, ...place };
      }
    }
    return { window: this.#window, start, end, holes, latin1: this.#latin1, ...place };
  }

  #skipValue(position: number, container: "object" | "array" | "scalar"): boolean {
    if (container === "scalar") {
      const end = this.#scanner.valueEnd(position, null);
      if (end === BROKEN) throw new Malformed(position, "A value was expected.");
      if (end === NEED_MORE) return this.#needMore();
      this.#after(end);
      return true;
    }
    this.#position = position;
    this.#skipping = { open: [], inString: false, last: 58, state: this.#stateAfter() };
    return true;
  }

  /** Passes over a value of any size, window by window. False when more input is needed. */
  #passOver(): boolean {
    const skipping = this.#skipping;
    if (skipping === null) return true;
    const { open } = skipping;
    const window = this.#window;
    let position = this.#position;
    while (position < window.length) {
      const code = window.charCodeAt(position);
      if (skipping.inString) {
        if (code === 92) {
          if (position + 1 >= window.length) break;
          position += 2;
          continue;
        }
        if (code === 10) throw new Malformed(position, "A string runs over the end of its line.");
        if (code === 34) {
          skipping.inString = false;
          if (open.length === 0) return this.#passedOver(position + 1, skipping.state);
        }
      } else if (code === 34) {
        skipping.inString = true;
      } else if (code === 123 || code === 91) {
        const mayOpen = skipping.last === 58 || (open.at(-1) === 91 && (skipping.last === 44 || skipping.last === 91));
        if (!mayOpen) throw new Malformed(position, "A bracket was not expected.", this.#lineEndBefore(position));
        open.push(code);
      } else if (code === 125 || code === 93) {
        if (open.pop() !== code - 2) throw new Malformed(position, "A bracket does not match.");
        if (open.length === 0) return this.#passedOver(position + 1, skipping.state);
      }
      if (code > 32) skipping.last = code;
      position++;
    }
    this.#position = position;
    return false;
  }

  #passedOver(position: number, state: State): true {
    this.#skipping = null;
    this.#position = position;
    this.#state = state;
    return true;
  }

  /** The line end that stands before a place with nothing but blanks between, else the place itself. */
  #lineEndBefore(position: number): number {
    let at = position;
    while (at > 0 && this.#window.charCodeAt(at - 1) <= 32) at--;
    return at;
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
  #needMore(): boolean {
    if (!this.#ended) return false;
    this.#report("CUT_OFF", "The file ends in the middle of a record.", this.#position);
    this.#giveUp(this.#position);
    return true;
  }
}
