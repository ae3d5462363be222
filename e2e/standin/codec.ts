/**
 * Values between Node and the page, as text: DevTools carries nothing else. Typed arrays, bigints, dates and undefined
 * survive; anything else must be JSON. Runs in Node and in the page.
 */
export function pack(value: unknown): string {
  return JSON.stringify(mark(value));
}

export function unpack(text: string): unknown {
  return restore(JSON.parse(text));
}

const VIEWS = {
  Uint8Array,
  Uint8ClampedArray,
  Int8Array,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
} as const;

type Marked =
  | { $view: keyof typeof VIEWS; base64: string }
  | { $bigint: string }
  | { $date: number }
  | { $undefined: 1 };

function mark(value: unknown): unknown {
  if (value === undefined) return { $undefined: 1 } satisfies Marked;
  if (typeof value === "bigint") return { $bigint: String(value) } satisfies Marked;
  if (typeof value === "function" || typeof value === "symbol") throw new TypeError("An object could not be cloned.");
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Date) return { $date: value.getTime() } satisfies Marked;
  if (value instanceof ArrayBuffer) return mark(new Uint8Array(value));
  if (ArrayBuffer.isView(value)) return markView(value);
  if (Array.isArray(value)) return value.map(mark);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, mark(part)]));
}

function markView(view: ArrayBufferView): Marked {
  // Node's Buffer is a Uint8Array of another name.
  const name = Object.keys(VIEWS).find((known) => view.constructor.name === known) ?? "Uint8Array";
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  let binary = "";
  for (let start = 0; start < bytes.length; start += 32_768) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 32_768));
  }
  return { $view: name as keyof typeof VIEWS, base64: btoa(binary) };
}

function restore(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(restore);
  if ("$undefined" in value) return undefined;
  if ("$bigint" in value) return BigInt(String(value.$bigint));
  if ("$date" in value) return new Date(Number(value.$date));
  if ("$view" in value && "base64" in value) {
    const bytes = Uint8Array.from(atob(String(value.base64)), (letter) => letter.charCodeAt(0));
    return new VIEWS[value.$view as keyof typeof VIEWS](bytes.buffer);
  }
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, restore(part)]));
}
