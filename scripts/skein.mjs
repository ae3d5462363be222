import { ensureBuilt, runCli, userFolder } from "./ensure-built.mjs";

/** `npm run -s skein -- COMMAND`: the command line of the built app, built first where it must be. */
try {
  await ensureBuilt({ announce: false });
} catch (error) {
  process.stderr.write(`skein: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
process.chdir(userFolder());
await runCli(process.argv.slice(2));
