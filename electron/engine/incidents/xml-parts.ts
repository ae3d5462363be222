/** A piece of XML in the order in which it is written. Names and values are as they mean, not as they are escaped. */
export type XmlPart =
  | {
      readonly type: "open";
      readonly name: string;
      readonly attributes: readonly (readonly [string, string])[];
      readonly closed: boolean;
    }
  | { readonly type: "close"; readonly name: string }
  | { readonly type: "text"; readonly text: string };

const NAME = String.raw`[A-Za-z_][\w:.-]*`;
const OPEN = new RegExp(String.raw`<(${NAME})`, "y");
const ATTRIBUTE = new RegExp(String.raw`\s+(${NAME})\s*=\s*(?:"([^"<]*)"|'([^'<]*)')`, "y");
const END_OF_OPEN = /\s*(\/?)>/y;
const CLOSE = new RegExp(String.raw`</(${NAME})\s*>`, "y");
const TEXT = /[^<]+/y;

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * Reads XML as browsers write a drawing: elements, attributes and text, with comments, the declaration and CDATA. Anything else, a
 * document type or an entity of one's own above all, ends it. Throws a SyntaxError with the place.
 */
export function* xmlParts(xml: string): Generator<XmlPart, void> {
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(xml);
    if (found !== null) at = pattern.lastIndex;
    return found;
  };
  const through = (end: string): string => {
    const place = xml.indexOf(end, at);
    if (place < 0) throw notRead(at);
    const inside = xml.slice(at, place);
    at = place + end.length;
    return inside;
  };
  while (at < xml.length) {
    const text = match(TEXT)?.[0];
    if (text !== undefined) {
      yield { type: "text", text: meant(text) };
    } else if (xml.startsWith("<!--", at)) {
      through("-->");
    } else if (xml.startsWith("<?", at)) {
      through("?>");
    } else if (xml.startsWith("<![CDATA[", at)) {
      at += "<![CDATA[".length;
      yield { type: "text", text: through("]]>") };
    } else {
      const closed = match(CLOSE)?.[1];
      yield closed === undefined ? opened() : { type: "close", name: closed };
    }
  }

  function opened(): XmlPart {
    const name = match(OPEN)?.[1];
    if (name === undefined) throw notRead(at);
    const attributes: [string, string][] = [];
    for (let found = match(ATTRIBUTE); found !== null; found = match(ATTRIBUTE)) {
      attributes.push([found[1] ?? "", meant(found[2] ?? found[3] ?? "")]);
    }
    const end = match(END_OF_OPEN);
    if (end === null) throw notRead(at);
    return { type: "open", name, attributes, closed: end[1] === "/" };
  }
}

/** Text with its entities as the characters that they stand for. */
function meant(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w{1,20}));/g,
    (_whole, hex?: string, digits?: string, name?: string) => {
      if (name !== undefined) {
        const character = NAMED[name];
        if (character === undefined) throw new SyntaxError(`The entity ${name} is not known.`);
        return character;
      }
      const code = hex === undefined ? Number(digits) : Number.parseInt(hex, 16);
      return code <= 0x10_ff_ff ? String.fromCodePoint(code) : "\uFFFD";
    },
  );
}

function notRead(at: number): SyntaxError {
  return new SyntaxError(`The drawing can't be read at character ${at}.`);
}
