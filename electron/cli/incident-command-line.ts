import { type Command, InvalidArgumentError, Option } from "commander";
import type { EvidenceReference } from "../../shared/contract/incidents.js";
import { traceId } from "../../shared/model/ids.js";
import {
  INCIDENT_STATUSES,
  type IncidentFields,
  type IncidentStatus,
  SEVERITIES,
  type Severity,
} from "../../shared/model/incident.js";
import { parseTime } from "../../shared/query/units.js";
import type { CommonOptions } from "./common-options.js";
import { draftIncident } from "./incident-draft.js";
import {
  addEvidence,
  createIncident,
  editIncident,
  listIncidents,
  type NamedEvidence,
  removeIncident,
  showIncident,
} from "./incidents.js";
import type { Output } from "./output.js";
import { SEARCH_VIEWS } from "./search.js";
import { spanKey } from "./span-key.js";

interface FieldOptions extends CommonOptions {
  readonly title?: string;
  readonly severity?: Severity;
  readonly status?: IncidentStatus;
  readonly owner?: string;
  readonly summary?: string;
  readonly start?: number;
  readonly end?: number;
}

interface EvidenceOptions extends CommonOptions {
  readonly span?: string;
  readonly trace?: string;
  readonly search?: string;
  readonly in: (typeof SEARCH_VIEWS)[number];
  readonly retrieval?: string;
  readonly compare?: readonly string[];
  readonly note?: string;
  readonly heading?: string;
  readonly caption?: string;
}

type Run = <A extends unknown[]>(work: (...given: A) => Promise<number>) => (...given: A) => Promise<void>;

/** Declares `skein incident …`; `command` makes one of its commands, with the options that all have. */
export function declareIncidents(
  command: (name: string, description: string) => Command,
  run: Run,
  output: Output,
): void {
  command("list", "lists the incidents").action(run((options: CommonOptions) => listIncidents(options, output)));
  command("show", "prints an incident and its items")
    .argument("<incident>", "its id, the first 4 characters of it or more, or its title")
    .option("--bodies", "with --json also what the items hold")
    .action(run((named: string, options: Parameters<typeof showIncident>[1]) => showIncident(named, options, output)));
  withFields(command("create", "begins an incident")).action(
    run((options: FieldOptions) => {
      if (options.title === undefined)
        throw new InvalidArgumentError("Required option '--title <text>' not specified.");
      return createIncident(fieldsOf(options), kept(options), output);
    }),
  );
  withFields(command("edit", "changes what is said of an incident"))
    .argument("<incident>", "its id, the first 4 characters of it or more, or its title")
    .action(
      run((named: string, options: FieldOptions) => editIncident(named, fieldsOf(options), kept(options), output)),
    );
  command("add", "adds one piece of evidence, as the data has it now")
    .argument("<incident>", "its id, the first 4 characters of it or more, or its title")
    .option("--span <trace/span>", "a span with what went in and came out")
    .option("--trace <trace>", "a run with its figures")
    .option("--search <query>", "what a search finds")
    .addOption(new Option("--in <what>", "what the search is of").choices(SEARCH_VIEWS).default("spans"))
    .option("--retrieval <trace/span>", "a retrieval with its documents")
    .option("--compare <traces...>", "two runs, the earlier first")
    .option("--note <text>", "words of yours, Markdown")
    .option("--heading <text>", "its heading in the report")
    .option("--caption <text>", "what it shows, Markdown")
    .action(
      run((named: string, options: EvidenceOptions) => {
        const { heading, caption } = options;
        const words = { ...(heading === undefined ? {} : { heading }), ...(caption === undefined ? {} : { caption }) };
        return addEvidence(named, evidenceOf(options), words, kept(options), output);
      }),
    );
  command("remove", "removes an incident, or an item of it")
    .argument("<incident>", "its id, the first 4 characters of it or more, or its title")
    .option("--item <item>", "only this item, by its number or id")
    .action(
      run((named: string, options: Parameters<typeof removeIncident>[1]) =>
        removeIncident(named, { ...options, ...kept(options) }, output),
      ),
    );
  command("draft", "prints figures and events of what a query selects")
    .argument("<query>", "as in the search box")
    .action(run((query: string, options: CommonOptions) => draftIncident(query, options, output)));
}

function withFields(command: Command): Command {
  return command
    .option("--title <text>", "what it is called")
    .addOption(new Option("--severity <severity>", "how grave it is").choices(SEVERITIES))
    .addOption(new Option("--status <status>", "how far it is").choices(INCIDENT_STATUSES))
    .option("--owner <name>", "who looks after it")
    .option("--summary <text>", "what happened, Markdown")
    .option("--start <time>", "when it began, such as 2026-11-20T12:00", time)
    .option("--end <time>", "when it ended", time);
}

/** ms since 1970; a time without a zone is this machine's. */
function time(text: string): number {
  const period = parseTime(text, -new Date().getTimezoneOffset());
  if (period === null) throw new InvalidArgumentError("A time such as 2026-11-20T12:00 is expected.");
  return Number(period.fromNs / 1_000_000n);
}

function fieldsOf({ title, severity, status, owner, summary, start, end }: FieldOptions): Partial<IncidentFields> {
  const all = { title, severity, status, owner, summary, startMs: start, endMs: end };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** What is changed in a workspace that goes with the command would be lost. */
function kept<Options extends CommonOptions>(options: Options): Options {
  if (options.workspace === undefined)
    throw new InvalidArgumentError("Required option '--workspace <file>' not specified.");
  return options;
}

/** The one piece of evidence that the options name. */
function evidenceOf(options: EvidenceOptions): NamedEvidence {
  const { span, trace, search, retrieval, compare, note } = options;
  const zoneOffsetMinutes = -new Date().getTimezoneOffset();
  const named: (() => NamedEvidence)[] = [];
  const reference = (make: () => EvidenceReference): void => void named.push(() => ({ reference: make() }));
  if (span !== undefined) reference(() => ({ type: "span", ...spanKey(span) }));
  if (trace !== undefined) reference(() => ({ type: "trace", traceId: traceId.parse(trace) }));
  if (search !== undefined) reference(() => ({ type: "search", query: search, in: options.in, zoneOffsetMinutes }));
  if (retrieval !== undefined) reference(() => ({ type: "retrieval", ...spanKey(retrieval) }));
  if (note !== undefined) named.push(() => ({ note }));
  if (compare !== undefined) {
    const [left, right, ...others] = compare;
    if (left === undefined || right === undefined || others.length > 0) {
      throw new InvalidArgumentError("Two traces are expected after --compare.");
    }
    reference(() => ({ type: "comparison", left: traceId.parse(left), right: traceId.parse(right) }));
  }
  const [only, second] = named;
  if (only === undefined || second !== undefined) {
    throw new InvalidArgumentError("One of --span, --trace, --search, --retrieval, --compare and --note is expected.");
  }
  return only();
}
