import type { Handlers } from "../../../shared/contract/handlers.js";
import type { qualityContract } from "../../../shared/contract/quality.js";
import type { Workspace } from "./open-workspace.js";
import { qualityMeasures } from "./quality-measures.js";
import { qualitySigns } from "./quality-signs.js";
import { qualityVerdicts } from "./quality-verdicts.js";

export function qualityHandlers({ database }: Workspace): Handlers<typeof qualityContract> {
  return {
    "quality.measures": (input, { signal }) => database.read((session) => qualityMeasures(session, input), signal),
    "quality.verdicts": (input, { signal }) =>
      database.read((session) => qualityVerdicts(session, input.query, input.zoneOffsetMinutes), signal),
    "quality.signs": (input, { signal }) => database.read((session) => qualitySigns(session, input, signal), signal),
  };
}
