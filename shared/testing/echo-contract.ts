import { z } from "zod";
import { command, query, stream } from "../contract/procedure.js";
import { float64Column, textColumn, uint32Column, uint8Column } from "../model/columns.js";

/** A small contract with every kind of procedure, for tests of what carries calls. */
export const echoContract = {
  "echo.value": query(z.object({ value: z.unknown() }), z.object({ value: z.unknown() })),
  "echo.columns": query(
    z.object({ rows: z.int().min(0).max(10_000_000) }),
    z.object({ offsetNs: float64Column, kind: uint32Column, flag: uint8Column, name: textColumn }),
  ),
  "echo.fail": query(z.object({ how: z.enum(["expected", "unexpected", "unsendable"]) }), z.number()),
  "echo.wait": query(z.object({ ms: z.int() }), z.object({ waited: z.literal(true) })),
  "echo.write": command(z.object({ ms: z.int().default(0) }), z.object({ writes: z.int() })),
  /** Items that carry `bytes` bytes each; without an end where `upTo` is null. */
  "echo.count": stream(
    z.object({ upTo: z.int().nullable(), bytes: z.int().default(0), failAt: z.int().optional() }),
    z.object({ n: z.int(), ballast: uint8Column }),
  ),
  "echo.file": stream(
    z.object({ token: z.string() }),
    z.object({ bytes: z.number(), sum: z.number(), done: z.boolean() }),
  ),
  /** What the handlers did so far. */
  "echo.state": query(
    z.object({}),
    z.object({ produced: z.int(), stopped: z.int(), cancelled: z.int(), asked: z.int() }),
  ),
} as const;
export type EchoContract = typeof echoContract;
