/** Which UTF-16 a text begins as: by its mark, or by the zero beside the bracket that JSON begins with; null for none. */
export function utf16Of(head: Uint8Array): "utf-16le" | "utf-16be" | null {
  const [first = 0, second = 0, third = 0, fourth = 0] = head;
  if (head.length < 4) return null;
  // With two zeros behind its mark it would be UTF-32.
  if (first === 0xff && second === 0xfe) return third === 0 && fourth === 0 ? null : "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  // With the big end first it would begin as the length of a message does.
  const isBracket = first === 0x7b || first === 0x5b;
  return isBracket && second === 0 && third !== 0 && fourth === 0 ? "utf-16le" : null;
}

/** The text as UTF-8, without its mark. What is no valid UTF-16 becomes U+FFFD. */
export async function* fromUtf16(
  bytes: AsyncIterable<Uint8Array>,
  encoding: "utf-16le" | "utf-16be",
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  for await (const piece of bytes) {
    const text = decoder.decode(piece, { stream: true });
    if (text !== "") yield Buffer.from(text);
  }
  const rest = decoder.decode();
  if (rest !== "") yield Buffer.from(rest);
}
