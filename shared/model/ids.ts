import { z } from "zod";
import type { Brand } from "../base/brand.js";

/** A trace id as Skein normalises it: 32 lower-case hex digits, or the text that the source gave. */
export type TraceId = Brand<string, "TraceId">;
/** A span id as Skein normalises it: 16 lower-case hex digits, or the text that the source gave. */
export type SpanId = Brand<string, "SpanId">;
/** The first 128 bits of SHA-256 over a text's UTF-8 bytes, as 32 hex digits. The only name of a text outside the engine. */
export type TextHash = Brand<string, "TextHash">;
/** The number of an imported file within its workspace. It is never used again after the file is removed. */
export type SourceId = Brand<number, "SourceId">;

export const traceId = z
  .string()
  .min(1)
  .max(512)
  .transform((value) => value as TraceId);
export const spanId = z
  .string()
  .min(1)
  .max(512)
  .transform((value) => value as SpanId);
export const textHash = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .transform((value) => value as TextHash);
export const sourceId = z
  .int()
  .nonnegative()
  .transform((value) => value as SourceId);
