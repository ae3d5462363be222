import { z } from "zod";
import { errorData } from "./errors.js";

/** Frames are cut to this size: big enough to be cheap, small enough that no single one holds a thread up. */
export const FRAME_BYTES = 1024 * 1024;
/** No frame may be bigger; a peer that sends one is cut off. */
export const MAX_FRAME_BYTES = 4 * 1024 * 1024;
/** Calls to the engine; bigger ones are answered TOO_LARGE. */
export const MAX_CALL_BYTES = 4 * 1024 * 1024;
/** Answers; beyond 512 MB a message may crash Electron. */
export const MAX_ANSWER_BYTES = 512 * 1024 * 1024;

/**
 * Credits: how many frames of a call the engine may send before it hears from the receiver. A frame that does not end a
 * message is credited when it arrives; one that does, when the consumer has taken the message. So a message of any size
 * passes, and a consumer that stops reading stops the handler.
 */
export const INITIAL_CREDIT_FRAMES = 8;

/** What a client sends under a call's number. */
export const callMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("call"), name: z.string().max(200), input: z.unknown() }),
  z.object({ type: z.literal("cancel") }),
  z.object({ type: z.literal("credit"), frames: z.int().min(1).max(1_000_000) }),
]);
export type CallMessage = z.output<typeof callMessage>;

/** What the engine answers under the same number. A query or command ends with its answer, a stream with `end`. */
export const replyMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("answer"), output: z.unknown() }),
  z.object({ type: z.literal("item"), output: z.unknown() }),
  z.object({ type: z.literal("end") }),
  z.object({ type: z.literal("error"), error: errorData }),
]);
export type ReplyMessage = z.output<typeof replyMessage>;
