import { runCommandLine } from "./command-line.js";
import { Output } from "./output.js";

// A reader that has seen enough, such as `head`, closes the pipe: that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});
process.on("uncaughtException", (error) => {
  new Output(process.argv.includes("--json")).failure(error);
  process.exit(1);
});

process.exitCode = await runCommandLine(process.argv.slice(2));
