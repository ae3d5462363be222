import { execFileSync } from "node:child_process";
import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { parseQuery } from "../../shared/query/parse.js";
import { queryWithin, searchCommandLine, shellWord } from "../../shared/query/command-line.js";

/** What a shell hands on to a program as its arguments. */
function argumentsOf(commandLine: string, shell: string): string[] {
  const script = `skein() { printf '%s\\0' "$@"; }\n${commandLine}`;
  return execFileSync(shell, ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
}

/** What the command takes from its arguments, as `skein search` declares them. */
function taken(given: readonly string[]): { query: string; options: Record<string, unknown> } {
  const command = new Command("search")
    .exitOverride()
    .argument("<query>")
    .option("--workspace <file>")
    .option("--in <what>");
  command.parse(given.slice(1), { from: "user" });
  return { query: command.args[0] ?? "", options: command.opts() };
}

const QUERIES = [
  "refund",
  'role:user "cancel my order"',
  "it's $HOME `id` $(id) ${x} !! \\ \\\\",
  "'; rm -rf ~; echo '",
  "-tool:search",
  "--workspace",
  "-- -- '",
  "/ref\\w+\\.?/",
  "agent:planner >> tool:search(status:error)",
  "100 % && | ; < > * ? [a] {b} # ~",
  "日本 “Größe” 😀",
  "-",
];
/** Only what an address may carry: the box itself keeps to one line. */
const UNSEEN = ["one\ntwo", "a\tb", "\u001b[201~rm -rf ~\n", "a'b\\c\u0007d", "\u202egnp.exe", "x\u009bm"];

describe("a search as a command line", () => {
  it.each(QUERIES)("comes through a shell as it is: %j", (query) => {
    const line = searchCommandLine({ query, in: "traces", workspace: "/home/o'hara/my traces.skein" });
    const given = argumentsOf(line, "sh");
    expect(given[0]).toBe("search");
    expect(taken(given)).toEqual({ query, options: { in: "traces", workspace: "/home/o'hara/my traces.skein" } });
  });

  it.each(UNSEEN)("does not let a terminal act on it: %j", (query) => {
    const line = searchCommandLine({ query, in: "conversations", workspace: "a.skein" });
    expect(line).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(taken(argumentsOf(line, "bash")).query).toBe(query.trim());
  });

  it("reads as a person would write it", () => {
    expect(searchCommandLine({ query: "refund", in: "traces", workspace: "/data/a.skein" })).toBe(
      "skein search 'refund' --in traces --workspace /data/a.skein",
    );
    expect(searchCommandLine({ query: "score<0.4", in: "retrieval", workspace: "a.skein" })).toBe(
      "skein retrieval 'score<0.4' --workspace a.skein",
    );
    expect(shellWord("")).toBe("''");
  });

  it("keeps to the traces that were looked through", () => {
    const parsed = parseQuery("refund OR chargeback");
    if (!parsed.ok) throw new Error(parsed.error.message);
    expect(queryWithin(parsed.query, ["7f3a"])).toBe("trace:7f3a (refund OR chargeback)");
    expect(queryWithin(parsed.query, ["7f3a", "9c2e"])).toBe("(trace:7f3a OR trace:9c2e) (refund OR chargeback)");
  });
});
