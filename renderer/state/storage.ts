import type { z } from "zod";

/**
 * The only place that touches the browser's storage. Each value has a name, a version and a schema; what does not fit the
 * schema is dropped for the default, so that an older or newer Skein never breaks the page.
 */
export interface Stored<T> {
  read(): T;
  write(value: T): void;
}

export function stored<T>(name: string, version: number, schema: z.ZodType<T>, initial: T): Stored<T> {
  const key = `skein.${name}.${version}`;
  return {
    read() {
      try {
        const text = globalThis.localStorage?.getItem(key);
        if (text === null || text === undefined) return initial;
        const parsed = schema.safeParse(JSON.parse(text));
        return parsed.success ? parsed.data : initial;
      } catch {
        return initial;
      }
    },
    write(value) {
      try {
        globalThis.localStorage?.setItem(key, JSON.stringify(value));
      } catch {
        // Storage is full or forbidden: the setting then lasts as long as the page.
      }
    },
  };
}
