import type { z } from "zod";

/** A question: it changes nothing and may be asked again. */
export interface QueryProcedure<I extends z.ZodType, O extends z.ZodType> {
  readonly kind: "query";
  readonly input: I;
  readonly output: O;
}
/** An order: it may change the workspace and is never sent twice by itself. */
export interface CommandProcedure<I extends z.ZodType, O extends z.ZodType> {
  readonly kind: "command";
  readonly input: I;
  readonly output: O;
}
/** A series of answers that ends by itself or when the caller cancels. */
export interface StreamProcedure<I extends z.ZodType, O extends z.ZodType> {
  readonly kind: "stream";
  readonly input: I;
  readonly output: O;
}
export type Procedure =
  | QueryProcedure<z.ZodType, z.ZodType>
  | CommandProcedure<z.ZodType, z.ZodType>
  | StreamProcedure<z.ZodType, z.ZodType>;
export type Contract = Readonly<Record<string, Procedure>>;

export function query<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): QueryProcedure<I, O> {
  return { kind: "query", input, output };
}
export function command<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): CommandProcedure<I, O> {
  return { kind: "command", input, output };
}
export function stream<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): StreamProcedure<I, O> {
  return { kind: "stream", input, output };
}

/** What a caller passes to the procedure: defaults may be left out. */
export type InputOf<P> = P extends { input: infer I extends z.ZodType } ? z.input<I> : never;
/** What a handler receives: parsed, defaults filled in. */
export type ParsedInputOf<P> = P extends { input: infer I extends z.ZodType } ? z.output<I> : never;
/** What a handler returns or yields. */
export type RawOutputOf<P> = P extends { output: infer O extends z.ZodType } ? z.input<O> : never;
/** What a caller gets. */
export type OutputOf<P> = P extends { output: infer O extends z.ZodType } ? z.output<O> : never;

export type NameOfKind<C, K extends Procedure["kind"]> = {
  [N in keyof C]: C[N] extends { kind: K } ? N : never;
}[keyof C] &
  string;
