import type { FieldDefinition, QueryView } from "./fields.js";
import { fieldNamed, fieldsFor, isCompared } from "./fields.js";
import { tokenize } from "./tokenize.js";

export interface Suggestion {
  /** What is inserted in place of `from` to `to`. */
  readonly insert: string;
  readonly label: string;
  readonly help: string;
}

/** What can be completed at the cursor. Values of open fields come from the store: ask it for `field` and `prefix`. */
export interface Completion {
  readonly from: number;
  readonly to: number;
  readonly prefix: string;
  /** The field whose values are typed, where the store knows them; null where `suggestions` are all there is. */
  readonly field: string | null;
  readonly suggestions: readonly Suggestion[];
}

const NOTHING = { field: null, suggestions: [] } as const;

/** Completes the term that the cursor is in or behind. */
export function completeQuery(query: string, cursor: number, view: QueryView): Completion {
  const token = tokenize(query.slice(0, cursor)).at(-1);
  if (!token || token.end < cursor)
    return { from: cursor, to: cursor, prefix: "", field: null, suggestions: fields("", view) };
  if (token.type === "field") return completeValue(token.name, token.valueStart, cursor, token.value);
  if (token.type !== "text" || token.quoted) {
    const open = token.type === "(" || token.type === "{" || token.type === "-";
    return {
      from: cursor,
      to: cursor,
      prefix: "",
      ...(open ? { field: null, suggestions: fields("", view) } : NOTHING),
    };
  }
  return { from: token.start, to: cursor, prefix: token.value, field: null, suggestions: fields(token.value, view) };
}

function completeValue(name: string, from: number, to: number, prefix: string): Completion {
  const field = fieldNamed(name) ?? fieldNamed(name.toLowerCase());
  if (!field?.supported || isCompared(field)) return { from, to, prefix, ...NOTHING };
  const known: readonly string[] = field.values ?? [];
  const suggestions = known
    .filter((value) => value.startsWith(prefix.toLowerCase()))
    .map((value) => ({ insert: value, label: value, help: "" }));
  return { from, to, prefix, field: field.type === "enum" ? null : field.name, suggestions };
}

function fields(prefix: string, view: QueryView): Suggestion[] {
  const typed = prefix.toLowerCase();
  return fieldsFor(view)
    .filter((field) => field.name.startsWith(typed))
    .map((field) => ({
      insert: field.name + operatorOf(field),
      label: field.name + operatorOf(field),
      help: field.help,
    }));
}

function operatorOf(field: FieldDefinition): string {
  return isCompared(field) ? ">" : ":";
}
