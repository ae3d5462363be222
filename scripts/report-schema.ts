import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { reportJson } from "../shared/model/report.js";

/** `npx tsx scripts/report-schema.ts` writes docs/report.schema.json, which a test holds to the model. */
const path = fileURLToPath(new URL("../docs/report.schema.json", import.meta.url));
writeFileSync(path, `${JSON.stringify(z.toJSONSchema(reportJson, { io: "input" }), null, 2)}\n`);
