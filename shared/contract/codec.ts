/**
 * One message in bytes: `[u32 length of the header][header][typed arrays]`, everything little-endian, each part starting at
 * a multiple of 8. The header is JSON, `{"value": ..., "arrays": [[type, length, ...path], ...]}`; at each path the value holds
 * null where a typed array stood, so that no key or string of the content can be taken for one.
 *
 * Numbers outside typed arrays must be finite: JSON has no NaN, and a silent null would be a wrong answer. Use a typed array
 * or null. What JSON cannot carry faithfully (bigint, functions, Date, Map, undefined in a list) is refused as well;
 * properties that are undefined are left out, and -0 becomes 0.
 */

const ARRAY_TYPES = {
  f64: Float64Array,
  f32: Float32Array,
  i32: Int32Array,
  u32: Uint32Array,
  u16: Uint16Array,
  u8: Uint8Array,
} as const;
type ArrayTypeName = keyof typeof ARRAY_TYPES;
type TypedArray = InstanceType<(typeof ARRAY_TYPES)[ArrayTypeName]>;
type Path = (string | number)[];
type Placed = readonly [type: ArrayTypeName, length: number, ...path: Path];

const HEADER_LENGTH_BYTES = 4;
const ALIGNMENT = 8;
const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

/** Thrown for a value that can't travel, and for bytes that are no message. */
export class CodecError extends Error {
  override readonly name = "CodecError";
}

/** A message as the parts that its bytes consist of, so that big arrays are copied only once, into their frames. */
export interface EncodedMessage {
  readonly parts: readonly Uint8Array[];
  readonly bytes: number;
}

const encoder = new TextEncoder();
// A byte order mark is content like any other.
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Throws `CodecError` for what cannot travel. The arrays of `value` must not change until the parts are sent. */
export function encodeMessage(value: unknown): EncodedMessage {
  const arrays: TypedArray[] = [];
  const placed: Placed[] = [];
  const plain = lift(value, [], arrays, placed);
  const header = encoder.encode(JSON.stringify({ value: plain ?? null, arrays: placed }));

  const start = new Uint8Array(aligned(HEADER_LENGTH_BYTES + header.length));
  new DataView(start.buffer).setUint32(0, header.length, true);
  start.set(header, HEADER_LENGTH_BYTES);

  const parts: Uint8Array[] = [start];
  let bytes = start.length;
  for (const array of arrays) {
    parts.push(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
    const padding = aligned(array.byteLength) - array.byteLength;
    if (padding > 0) parts.push(new Uint8Array(padding));
    bytes += array.byteLength + padding;
  }
  return { parts, bytes };
}

/** The typed arrays of the result are views into `bytes` where those are aligned. Throws `CodecError` on anything malformed. */
export function decodeMessage(bytes: Uint8Array): unknown {
  // Views need their alignment, which a slice of a socket's buffer has only by luck.
  const message = bytes.byteOffset % ALIGNMENT === 0 ? bytes : new Uint8Array(bytes);
  if (message.length < HEADER_LENGTH_BYTES) throw new CodecError("The message is cut off");
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const headerEnd = HEADER_LENGTH_BYTES + view.getUint32(0, true);
  if (headerEnd > message.length) throw new CodecError("The message is cut off");

  const header = parseHeader(message.subarray(HEADER_LENGTH_BYTES, headerEnd));
  const root = { value: header.value };
  let offset = aligned(headerEnd);
  for (const entry of header.arrays) {
    const { type, length, path } = readPlaced(entry);
    const ArrayType = ARRAY_TYPES[type];
    const byteLength = length * ArrayType.BYTES_PER_ELEMENT;
    if (offset + byteLength > message.length) throw new CodecError("The message is cut off");
    place(root, path, new ArrayType(message.buffer as ArrayBuffer, message.byteOffset + offset, length));
    offset = aligned(offset + byteLength);
  }
  return root.value;
}

/** Replaces typed arrays by null, noting where they stood. Copies only what holds one. */
function lift(value: unknown, path: Path, arrays: TypedArray[], placed: Placed[]): unknown {
  switch (typeof value) {
    case "string":
    case "boolean":
    case "undefined":
      return value;
    case "number":
      if (!Number.isFinite(value))
        throw new CodecError(`${value} at ${show(path)} cannot travel outside a typed array`);
      return value;
    case "object":
      break;
    default:
      throw new CodecError(`A ${typeof value} at ${show(path)} cannot travel`);
  }
  if (value === null) return null;
  if (ArrayBuffer.isView(value)) {
    const type = typeNameOf(value);
    if (type === undefined) throw new CodecError(`A ${value.constructor.name} at ${show(path)} cannot travel`);
    const array = value as TypedArray;
    arrays.push(array);
    placed.push([type, array.length, ...path]);
    return null;
  }
  if (Array.isArray(value)) return liftList(value as unknown[], path, arrays, placed);
  return liftObject(value, path, arrays, placed);
}

function liftList(list: readonly unknown[], path: Path, arrays: TypedArray[], placed: Placed[]): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (let index = 0; index < list.length; index++) {
    const item = list[index];
    if (typeof item === "string") continue;
    if (item === undefined) throw new CodecError(`undefined at ${show([...path, index])} cannot travel in a list`);
    path.push(index);
    const plain = lift(item, path, arrays, placed);
    path.pop();
    if (plain === item) continue;
    copy ??= [...list];
    copy[index] = plain;
  }
  return copy ?? list;
}

function liftObject(object: object, path: Path, arrays: TypedArray[], placed: Placed[]): object {
  const prototype: unknown = Object.getPrototypeOf(object);
  // Plain objects of another realm have no prototype that we know, but theirs has none above it.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw new CodecError(`A ${object.constructor.name} at ${show(path)} cannot travel`);
  }
  let copy: Record<string, unknown> | undefined;
  for (const [key, item] of Object.entries(object)) {
    path.push(key);
    const plain = lift(item, path, arrays, placed);
    path.pop();
    if (plain === item) continue;
    copy ??= { ...object };
    // Not by assignment: a key of content may be `__proto__`.
    Object.defineProperty(copy, key, { value: plain, enumerable: true, writable: true, configurable: true });
  }
  return copy ?? object;
}

function typeNameOf(view: ArrayBufferView): ArrayTypeName | undefined {
  // By tag and not by instanceof, which knows one realm only.
  switch (Object.prototype.toString.call(view)) {
    case "[object Float64Array]":
      return "f64";
    case "[object Float32Array]":
      return "f32";
    case "[object Int32Array]":
      return "i32";
    case "[object Uint32Array]":
      return "u32";
    case "[object Uint16Array]":
      return "u16";
    case "[object Uint8Array]":
      return "u8";
    default:
      return undefined;
  }
}

function parseHeader(bytes: Uint8Array): { value: unknown; arrays: unknown[] } {
  let header: unknown;
  try {
    header = JSON.parse(decoder.decode(bytes));
  } catch (cause) {
    throw new CodecError("The header of the message is not JSON", { cause });
  }
  if (typeof header !== "object" || header === null || !("value" in header) || !("arrays" in header)) {
    throw new CodecError("The header of the message lacks its parts");
  }
  if (!Array.isArray(header.arrays)) throw new CodecError("The header of the message lacks its parts");
  return { value: header.value, arrays: header.arrays as unknown[] };
}

function readPlaced(entry: unknown): { type: ArrayTypeName; length: number; path: Path } {
  if (!Array.isArray(entry)) throw new CodecError("A typed array is not described");
  const [type, length, ...path] = entry as unknown[];
  const known = typeof type === "string" && Object.hasOwn(ARRAY_TYPES, type);
  const counted = typeof length === "number" && Number.isSafeInteger(length) && length >= 0;
  if (!known || !counted) throw new CodecError("A typed array is not described");
  return { type: type as ArrayTypeName, length, path: path as Path };
}

/** Puts an array where null stands now. Own properties only: the path may come from an enemy. */
function place(root: { value: unknown }, path: Path, array: TypedArray): void {
  let holder: object = root;
  let key: string | number = "value";
  for (const step of path) {
    const next: unknown = Reflect.get(holder, key);
    if (typeof next !== "object" || next === null || !Object.hasOwn(next, step)) {
      throw new CodecError("A typed array has no place");
    }
    holder = next;
    key = step;
  }
  if (Reflect.get(holder, key) !== null) throw new CodecError("A typed array has no place");
  Reflect.set(holder, key, array);
}

function show(path: Path): string {
  return path.length === 0 ? "the top" : path.join(".");
}
