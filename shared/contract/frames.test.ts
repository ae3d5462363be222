import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CodecError, decodeMessage, encodeMessage } from "./codec.js";
import { FRAME_HEAD_BYTES, framesOf, Reassembler } from "./frames.js";

const SMALL = 64;
const newReassembler = (): Reassembler => new Reassembler({ maxMessageBytes: 1_000_000, maxPartials: 8 });
const framesOfValue = (call: number, value: unknown, frameBytes = SMALL): Uint8Array[] => [
  ...framesOf(call, encodeMessage(value), frameBytes),
];

describe("frames", () => {
  it("of several calls may come in between each other", () => {
    const message = fc.record({ text: fc.string(), column: fc.float64Array({ noNaN: true }) });
    fc.assert(
      fc.property(
        fc.array(message, { minLength: 1, maxLength: 6 }),
        fc.infiniteStream(fc.nat()),
        (messages, choices) => {
          const queues = messages.map((value, call) => framesOfValue(call, value));
          const reassembler = newReassembler();
          const arrived = new Map<number, unknown>();
          while (queues.some((queue) => queue.length > 0)) {
            const open = queues.filter((queue) => queue.length > 0);
            const frame = open[(choices.next().value ?? 0) % open.length]!.shift()!;
            expect(frame.length).toBeLessThanOrEqual(SMALL);
            const received = reassembler.push(frame);
            if (received.type === "message") arrived.set(received.call, decodeMessage(received.bytes));
          }
          messages.forEach((value, call) => expect(arrived.get(call)).toEqual(value));
        },
      ),
    );
  });

  it("have buffers of their own, of just their size", () => {
    for (const frame of framesOfValue(1, new Float64Array(100))) {
      expect(frame.byteOffset).toBe(0);
      expect(frame.buffer.byteLength).toBe(frame.length);
    }
  });

  it("that are missing, repeated or lie about their size are refused", () => {
    const frames = framesOfValue(1, "x".repeat(300));
    const [first, second, third] = frames as [Uint8Array, Uint8Array, Uint8Array];
    const broken: Uint8Array[][] = [
      [second],
      [first, third],
      [first, first],
      [first, frames.at(-1)!],
      [Uint8Array.of(9, 0, 0, 0)],
      [new Uint8Array(FRAME_HEAD_BYTES)],
    ];
    for (const sequence of broken) {
      const reassembler = newReassembler();
      expect(() => sequence.forEach((frame) => reassembler.push(frame))).toThrow(CodecError);
    }
  });

  it("of a message that is too large are told once and then let pass", () => {
    const reassembler = new Reassembler({ maxMessageBytes: 100, maxPartials: 8 });
    const [first, ...others] = framesOfValue(3, "x".repeat(300));
    expect(reassembler.push(first!)).toEqual({ type: "too-large", call: 3 });
    for (const frame of others) expect(reassembler.push(frame)).toEqual({ type: "partial", call: 3 });
    expect(reassembler.push(framesOfValue(3, "short")[0]!).type).toBe("message");
  });

  it("of too many unfinished messages are refused", () => {
    const reassembler = newReassembler();
    const begin = (call: number): unknown => reassembler.push(framesOfValue(call, "x".repeat(300))[0]!);
    for (let call = 0; call < 8; call++) begin(call);
    expect(() => begin(8)).toThrow(CodecError);
    reassembler.forget(0);
    expect(begin(8)).toEqual({ type: "partial", call: 8 });
  });
});
