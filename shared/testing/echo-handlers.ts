import { AppError } from "../contract/errors.js";
import type { FileRef } from "../contract/files.js";
import type { Handlers } from "../contract/handlers.js";
import type { EchoContract } from "./echo-contract.js";

/** Handlers of the echo contract that keep count of what they did. */
export function createEchoHandlers(
  resolveFile: (token: string) => Promise<FileRef> = () => Promise.reject(new AppError("NOT_FOUND", "No files here.")),
): Handlers<EchoContract> {
  const state = { produced: 0, stopped: 0, cancelled: 0, asked: 0 };
  let writes = 0;

  function pause(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, ms);
      signal.addEventListener("abort", () => {
        clearTimeout(timer);
        state.cancelled++;
        reject(new AppError("CANCELLED", "Cancelled."));
      });
    });
  }

  return {
    "echo.value": ({ value }) => Promise.resolve({ value }),
    "echo.columns": ({ rows }) =>
      Promise.resolve({
        offsetNs: Float64Array.from({ length: rows }, (_, row) => (row % 7 === 0 ? Number.NaN : row * 1.5)),
        kind: Uint32Array.from({ length: rows }, (_, row) => row % 11),
        flag: Uint8Array.from({ length: rows }, (_, row) => row % 2),
        name: Array.from({ length: Math.min(rows, 1000) }, (_, row) => `span ${row} — ünï`),
      }),
    "echo.fail"({ how }) {
      if (how === "expected") {
        return Promise.reject(new AppError("QUERY_SYNTAX", "A word is missing.", { hint: "Add it.", column: 7 }));
      }
      if (how === "unsendable") return Promise.resolve(Number.NaN);
      return Promise.reject(new TypeError("secret detail"));
    },
    async "echo.wait"({ ms }, { signal }) {
      state.asked++;
      await pause(ms, signal);
      return { waited: true };
    },
    async "echo.write"({ ms }, { signal }) {
      writes++;
      await pause(ms, signal);
      return { writes };
    },
    async *"echo.count"({ upTo, bytes, failAt }) {
      try {
        for (let n = 0; upTo === null || n < upTo; n++) {
          if (n === failAt) throw new AppError("CORRUPT_FILE", "It is cut off here.");
          state.produced++;
          yield { n, ballast: new Uint8Array(bytes).fill(n) };
        }
      } finally {
        state.stopped++;
      }
    },
    async *"echo.file"({ token }) {
      const file = await resolveFile(token);
      if (file.kind === "path") throw new AppError("UNREADABLE", "Not a stream.");
      let bytes = 0;
      let sum = 0;
      for await (const chunk of file.stream) {
        bytes += chunk.length;
        for (const byte of chunk) sum = (sum + byte) % 65_521;
        yield { bytes, sum, done: false };
      }
      yield { bytes, sum, done: true };
    },
    "echo.state": () => Promise.resolve({ ...state }),
  };
}
