import { Command, CommanderError, Option } from "commander";
import { MOST_SAMPLED, TRACE_EXPORT_FORMATS } from "../../shared/contract/export.js";
import { REPORT_FORMATS } from "../../shared/contract/reports.js";
import { RETRIEVAL_SORTS } from "../../shared/contract/retrieval.js";
import { ENGINE_VERSION } from "../engine/version.js";
import type { CommonOptions } from "./common-options.js";
import { compact } from "./compact.js";
import { derive } from "./derive.js";
import { exportTraces } from "./export.js";
import { importFiles } from "./import.js";
import { declareIncidents } from "./incident-command-line.js";
import { network } from "./network.js";
import { openItem } from "./open.js";
import { exportFile, wholeNumber } from "./options.js";
import { Output } from "./output.js";
import { rebuild } from "./rebuild.js";
import { report } from "./report.js";
import { retrieval } from "./retrieval.js";
import { search, SEARCH_VIEWS } from "./search.js";
import { serveCommand } from "./serve-command.js";
import { show } from "./show.js";
import { sql } from "./sql.js";
import { stats } from "./stats.js";

const MOST_HITS = 1_000;
const MOST_ROWS = 10_000;
const MOST_PORTS = 65_535;
const MOST_SEED = 4_294_967_295;

/**
 * Runs `skein COMMAND ...`. Returns the exit code: 0 done, 1 failed (an import or a query that was interrupted, too), 2 bad
 * usage.
 */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  const output = new Output(args.includes("--json"));
  const program = quiet(new Command("skein"))
    .description("Opens the trace dumps of agent systems. Nothing leaves this machine.")
    .version(ENGINE_VERSION);
  const commandOf =
    (parent: Command) =>
    (name: string, description: string): Command =>
      quiet(parent.command(name))
        .description(description)
        .option("--workspace <file>", "the workspace; without it a temporary one that is deleted at the end")
        .option("--read-only", "leave the workspace as it is, and what is beside it")
        .option("--json", "print JSON");
  const command = commandOf(program);

  let exitCode = 0;
  const run =
    <A extends unknown[]>(work: (...given: A) => Promise<number>) =>
    async (...given: A): Promise<void> => {
      exitCode = await work(...given);
    };
  command("import", "reads trace files into a workspace")
    .argument("<files...>", "files, folders, or - for standard input")
    .action(run((files: string[], options: CommonOptions) => importFiles(files, options, output)));
  command("search", "finds spans, traces or conversations")
    .argument("<query>", "as in the search box")
    .addOption(new Option("--in <what>", "what to find").choices(SEARCH_VIEWS).default("spans"))
    .option("--limit <n>", "hits to print", wholeNumber(1, MOST_HITS), 20)
    .action(run((query: string, options: Parameters<typeof search>[1]) => search(query, options, output)));
  command("show", "prints a trace as a tree")
    .argument("<trace-id>", "the id, or its first 6 characters or more")
    .action(run((traceId: string, options: CommonOptions) => show(traceId, options, output)));
  command("stats", "prints the totals of the workspace, or of what a query selects")
    .argument("[query]", "as in the search box")
    .action(run((query: string | undefined, options: CommonOptions) => stats(query, options, output)));
  command("network", "prints who does what with whom in the runs that a query selects")
    .argument("[query]", "as in the search box")
    .option("--hidden", "with nodes that were hidden")
    .action(
      run((query: string | undefined, options: Parameters<typeof network>[1]) => network(query, options, output)),
    );
  command("retrieval", "prints what was retrieved, and what was used of it")
    .argument("[query]", "as in the search box; a search of spans")
    .addOption(new Option("--sort <what>", "what to sort by").choices(RETRIEVAL_SORTS).default("start"))
    .option("--ascending", "the least first")
    .option("--limit <n>", "retrievals to print", wholeNumber(1, MOST_HITS), 20)
    .option("--quality", "prints how good they are, as far as they were judged, and which look wrong")
    .option("--span <trace/span>", "follows the documents of one to the answer")
    .action(
      run((query: string | undefined, options: Parameters<typeof retrieval>[1]) => retrieval(query, options, output)),
    );
  command("sql", "runs one statement that reads")
    .argument("<statement>")
    .option("--limit <n>", "rows to print", wholeNumber(1, MOST_ROWS), 1000)
    .option("-o, --output <file>", "write all rows to a file, .csv or .parquet", exportFile)
    .option("--redact", "without secrets and personal data, in the file")
    .action(run((statement: string, options: Parameters<typeof sql>[1]) => sql(statement, options, output)));
  command("export", "writes what a query selects to a file")
    .argument("[query]", "as in the search box; without it all")
    .addOption(new Option("--format <format>", "what to write").choices(TRACE_EXPORT_FORMATS).makeOptionMandatory())
    .requiredOption("-o, --output <file>", "the file")
    .option("--force", "replace a file of that name")
    .addOption(
      new Option("--in <what>", "whole traces, or only the spans that match")
        .choices(["traces", "spans"])
        .default("traces"),
    )
    .option("--no-annotations", "without notes, judgements and evaluations")
    .option("--redact", "without secrets and personal data", false)
    .option(
      "--reduce <n>",
      "only the traces with errors, those that incidents point to, and n others",
      wholeNumber(0, MOST_SAMPLED),
    )
    .option("--seed <n>", "draws the others", wholeNumber(0, MOST_SEED), 1)
    .action(
      run((query: string | undefined, options: Parameters<typeof exportTraces>[1]) =>
        exportTraces(query, options, output),
      ),
    );
  const incidents = quiet(program.command("incident")).description("collects what went wrong, with evidence");
  declareIncidents(commandOf(incidents), run, output);
  command("report", "writes the report of an incident to a file")
    .argument("<incident>", "its id, the first 4 characters of it or more, or its title")
    .addOption(new Option("--format <format>", "what to write").choices(REPORT_FORMATS).makeOptionMandatory())
    .requiredOption("-o, --output <file>", "the file")
    .option("--force", "replace a file of that name")
    .option("--redact", "without secrets and personal data", false)
    .action(run((incident: string, options: Parameters<typeof report>[1]) => report(incident, options, output)));
  command("derive", "makes all derived tables again").action(run((options: CommonOptions) => derive(options, output)));
  command("compact", "writes the workspace's file anew, without the space of what is gone").action(
    run((options: CommonOptions) => compact(options, output)),
  );
  command("rebuild", "makes a damaged workspace again from the log of its changes; its files have to be imported again")
    .option("--force", "also one that can be opened")
    .action(run((options: Parameters<typeof rebuild>[0]) => rebuild(options, output)));
  command("serve", "serves the app to a browser on this machine")
    .argument("[files...]", "a workspace, or files and folders to import first")
    .option("--port <n>", "the port; without it the system chooses", wholeNumber(0, MOST_PORTS))
    .option("--no-open", "do not open a browser")
    .option("--allowed-host <host...>", "a further Host to accept, such as localhost:9000 of an SSH forward")
    .option("--root <folder>", "a folder whose files pages may open by name")
    .action(run(serveCommand));
  command("open", "opens a link or a file in the browser")
    .argument("<link-or-file>", "skein://WORKSPACE-ID/PATH, a workspace, or a file to import")
    .option("--port <n>", "the port; without it the system chooses", wholeNumber(0, MOST_PORTS))
    .option("--no-open", "do not open a browser")
    .action(run(openItem));

  try {
    await program.parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      output.error({ code: "INVALID_INPUT", message: usageMessage(error), hint: usageHint(program, args) });
      return 2;
    }
    output.failure(error);
    return 1;
  }
}

/** Errors are told by us, in the one form that all errors have. */
function quiet(command: Command): Command {
  return command.exitOverride().configureOutput({ writeErr: () => undefined });
}

/** Names the help of the command that was meant, as far as it is known. */
function usageHint(program: Command, args: readonly string[]): string {
  let command = program;
  let line = "skein";
  for (const word of args) {
    const next = command.commands.find((one) => one.name() === word);
    if (next === undefined) break;
    command = next;
    line += ` ${word}`;
  }
  return `\`${line} --help\` lists ${command.commands.length > 0 ? "the commands" : "its options"}.`;
}

function usageMessage(error: CommanderError): string {
  const text = error.message.replace(/^error: /, "").replace(/\n\(Did you mean (.*?)\??\)$/, ". Did you mean $1?");
  if (error.code === "commander.help") return "A command is needed.";
  return text.charAt(0).toUpperCase() + text.slice(1);
}
