/** A place of a JSON text: a bracket, a comma, the name of a member, or a value that is a string or a number. */
export interface JsonToken {
  readonly kind: "open" | "close" | "comma" | "name" | "string" | "number";
  readonly start: number;
  readonly end: number;
  /** Of a name and a string what it says, of a number its digits, else empty. */
  readonly value: string;
  /** The object or list that it stands in, for a bracket the one that it opens or closes. */
  readonly frame: JsonFrame;
}

/** An object or a list. */
export interface JsonFrame {
  /** Its number among all, in the order in which they open; -1 around all of them. */
  readonly number: number;
  readonly isObject: boolean;
  readonly parent: JsonFrame | null;
  /** The name of the member that is being read. */
  member: string | null;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[{}[\],]/gs;

/** The places of a text that is valid JSON, in order. */
export function* jsonTokens(text: string): Generator<JsonToken, void> {
  let frame: JsonFrame = { number: -1, isObject: false, parent: null, member: null };
  let count = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [token] = match;
    const start = match.index;
    const end = start + token.length;
    if (token === "{" || token === "[") {
      frame = { number: count++, isObject: token === "{", parent: frame, member: null };
      yield { kind: "open", start, end, value: "", frame };
    } else if (token === "}" || token === "]") {
      yield { kind: "close", start, end, value: "", frame };
      frame = frame.parent ?? frame;
    } else if (token === ",") {
      frame.member = null;
      yield { kind: "comma", start, end, value: "", frame };
    } else if (!token.startsWith('"')) yield { kind: "number", start, end, value: token, frame };
    else {
      const value = token.includes("\\") ? String(JSON.parse(token)) : token.slice(1, -1);
      const isName = frame.isObject && frame.member === null;
      yield { kind: isName ? "name" : "string", start, end, value, frame };
      if (isName) frame.member = value;
    }
  }
}
