import type { AttributeValue } from "../../../shared/model/facts.js";
import { asStructure, isArray, isObject } from "./values.js";

/** The members of one element of a flattened list, by what is left of their key: `message.role`, `document.id`, ... */
export type FlatElement = Map<string, AttributeValue>;
/** A list that came as keys `family.<index>.rest`; indices may start at 1 and have gaps. */
export type FlatList = Map<number, FlatElement>;

const HIGHEST_INDEX = 10_000;
const DEEPEST = 8;
/** Members that are values in themselves, however they are built up. */
const VALUES = /(^|\.)(content|metadata|arguments|json_schema)$/;

/** Adds `<index>.rest` (of `key`, from `position`) to a list; an index beyond any real list is left out. */
export function addFlat(list: FlatList, key: string, position: number, value: AttributeValue): void {
  const dot = key.indexOf(".", position);
  const index = Number(dot === -1 ? key.slice(position) : key.slice(position, dot));
  if (index > HIGHEST_INDEX) return;
  let element = list.get(index);
  if (element === undefined) list.set(index, (element = new Map()));
  element.set(dot === -1 ? "" : key.slice(dot + 1), value);
}

/** The elements in the order of their indices, whatever gaps there are. */
export function inOrder(list: FlatList): FlatElement[] {
  let before = -1;
  for (const index of list.keys()) {
    if (index < before) return [...list].toSorted((a, b) => a[0] - b[0]).map(([, element]) => element);
    before = index;
  }
  return [...list.values()];
}

/** The nested list `name.<index>.rest` inside an element, in order; empty when there is none. */
export function nested(element: FlatElement, name: string): FlatElement[] {
  let list: FlatList | null = null;
  const prefix = `${name}.`;
  for (const [key, value] of element) {
    if (!key.startsWith(prefix)) continue;
    const code = key.charCodeAt(prefix.length);
    if (code >= 48 && code <= 57) addFlat((list ??= new Map()), key, prefix.length, value);
  }
  return list === null ? [] : inOrder(list);
}

function spread(value: AttributeValue, path: string, into: FlatElement, depth: number): void {
  if (depth >= DEEPEST || VALUES.test(path)) {
    into.set(path, value);
  } else if (isObject(value) && Object.keys(value).length > 0) {
    for (const [key, member] of Object.entries(value))
      spread(member, path === "" ? key : `${path}.${key}`, into, depth + 1);
  } else if (isArray(value) && value.some(isObject)) {
    value.forEach((member, index) => spread(member, `${path}.${index}`, into, depth + 1));
  } else {
    into.set(path, value);
  }
}

/** The same elements from a list that came whole: an array, or JSON of one, of nested or dotted objects. */
export function wholeList(value: AttributeValue): FlatElement[] {
  const structure = asStructure(value);
  if (!isArray(structure)) return [];
  return structure.slice(0, HIGHEST_INDEX).map((member) => {
    const element: FlatElement = new Map();
    spread(asStructure(member) ?? member, "", element, 0);
    return element;
  });
}
