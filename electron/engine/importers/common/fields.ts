export type JsonObject = { readonly [key: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const SNAKE = new Map<string, string>();

/** A member by its camelCase name, else by its snake_case one; null counts as absent. */
export function field(object: JsonObject, name: string): unknown {
  const value = object[name];
  if (value !== undefined && value !== null) return value;
  let snake = SNAKE.get(name);
  if (snake === undefined) {
    snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    SNAKE.set(name, snake);
  }
  return object[snake] ?? undefined;
}

/** The elements of a list, or none where there is no list. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
