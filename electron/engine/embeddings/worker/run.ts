import { AppError } from "../../../../shared/contract/errors.js";
import { cosinesWith, TfIdf } from "../../analysis/vectors/tf-idf.js";
import { tokensOf } from "../../analysis/vectors/tokens.js";
import { groupItems } from "./group.js";
import { layItemsOut } from "./lay-out.js";
import type { NearestOrder, WorkerPort } from "./messages.js";
import { Passes } from "./passes.js";

/** Carries out one order: asks for vectors and texts as often as it needs them, and never touches the database. */
export async function runOrder(port: WorkerPort): Promise<void> {
  try {
    const order = await port.next();
    if (order.type === "map") {
      const passes = new Passes(port);
      const { layout, texts } = await layItemsOut(order, passes);
      const grouping = groupItems(order, layout, texts, passes);
      port.send({ type: "done", layout, grouping });
    } else if (order.type === "nearest") {
      port.send(await nearestByWords(order, new Passes(port)));
    } else {
      throw new Error(`The worker cannot begin with "${order.type}".`);
    }
  } catch (error) {
    port.send({ type: "failed", error: asAppError(error).toData() });
  }
}

async function nearestByWords({ texts, item, limit }: NearestOrder, passes: Passes) {
  const rows = new TfIdf();
  const words: string[][] = [];
  await passes.texts(0, texts, texts, (place, text) => (words[place] = tokensOf(text)));
  for (let place = 0; place < texts; place++) rows.add(words[place] ?? []);
  passes.finished();
  const cosines = cosinesWith(rows.finish(), item);
  const items = Array.from(cosines.keys())
    .filter((other) => other !== item && (cosines[other] ?? 0) > 0)
    .sort((a, b) => (cosines[b] ?? 0) - (cosines[a] ?? 0) || a - b)
    .slice(0, limit);
  return { type: "nearest" as const, items, cosines: items.map((other) => cosines[other] ?? 0) };
}

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError(
    "INTERNAL",
    `The map could not be made: ${error instanceof Error ? error.message : String(error)}`,
  );
}
