import { groupRetrievals, isSearch, lastList, type Retrieval } from "../analysis/retrieval/group.js";
import { DocumentIdentity } from "../analysis/retrieval/identity.js";
import type { DocumentSpan, ListedDocument, RetrievalRun } from "../analysis/retrieval/run.js";
import { scoreFigures } from "../analysis/retrieval/scores.js";
import { nearDuplicates, type Shingles } from "../analysis/retrieval/similarity.js";
import type { ListUse, UseFinder } from "../analysis/retrieval/use.js";
import { RETRIEVAL_SCORES } from "../../../shared/model/retrieval.js";
import { ColumnWriter } from "../db/column-writer.js";
import type { Session } from "../db/session.js";
import { DOCUMENT_ROLES } from "../db/tables.js";
import { type OutputType, TableOutput } from "./table-output.js";

/** Documents of one list whose texts are compared with each other. */
const MOST_COMPARED = 100;

/** Types of the columns of `retrieval`, and of `document_use`, in their order. */
const RETRIEVAL_TYPES: readonly OutputType[] = [
  "integer",
  "integer",
  "integer",
  "integer",
  "integer",
  "utinyint",
  "double",
  "double",
  "double",
  "integer",
  "integer",
  "integer",
  "integer",
  "double",
];
const USE_TYPES: readonly OutputType[] = [
  "integer",
  "integer",
  "utinyint",
  "integer",
  "bigint",
  "integer",
  "boolean",
  "double",
  "boolean",
  "double",
  "double",
  "integer",
];

type ShinglesOf = (text: number) => Shingles | null;

/** Writes the tables `retrieval` and `document_use`, in order of (trace, preorder). */
export class RetrievalOutput {
  readonly #retrievals: TableOutput;
  readonly #uses: TableOutput;
  #shinglesOf: ShinglesOf = () => null;

  private constructor(retrievals: TableOutput, uses: TableOutput) {
    this.#retrievals = retrievals;
    this.#uses = uses;
  }

  static async open(session: Session): Promise<RetrievalOutput> {
    const retrievals = new ColumnWriter(await session.appender("retrieval"));
    const uses = new ColumnWriter(await session.appender("document_use"));
    return new RetrievalOutput(new TableOutput(retrievals, RETRIEVAL_TYPES), new TableOutput(uses, USE_TYPES));
  }

  note(trace: number, run: RetrievalRun, finder: UseFinder, shinglesOf: ShinglesOf): void {
    this.#shinglesOf = shinglesOf;
    const identity = new DocumentIdentity(run.spans);
    const leaders = new Map<DocumentSpan, { retrieval: Retrieval; partOf: number | null }>();
    for (const retrieval of groupRetrievals(run.spans, identity)) {
      leaders.set(retrieval.span, { retrieval, partOf: null });
      for (const part of retrieval.parts) {
        leaders.set(part, {
          retrieval: { span: part, parts: [], rerankings: retrieval.rerankings },
          partOf: retrieval.span.row,
        });
      }
    }
    for (const span of run.spans) {
      const leader = leaders.get(span);
      if (isSearch(span) && leader !== undefined) {
        const use = finder.use(span, span.retrieved);
        this.#noteRetrieval(trace, span, leader, use);
        this.#noteUses(trace, span.row, "retrieved", span.retrieved, use, finalRanks(leader.retrieval, identity));
      }
      if (span.remembered.length > 0) {
        const ranks = span.remembered.map(({ rank }) => rank);
        this.#noteUses(trace, span.row, "memory", span.remembered, finder.use(span, span.remembered), ranks);
      }
    }
  }

  close(): void {
    this.#retrievals.close();
    this.#uses.close();
  }

  #noteRetrieval(
    trace: number,
    span: DocumentSpan,
    { retrieval, partOf }: { readonly retrieval: Retrieval; readonly partOf: number | null },
    use: ListUse,
  ): void {
    const { kind, scored, best, median, spread } = scoreFigures(span.retrieved);
    const rerankings = partOf === null ? retrieval.rerankings.length : 0;
    const found = [partOf, span.retrieved.length, scored, RETRIEVAL_SCORES.indexOf(kind), best, median, spread];
    this.#retrievals.add([trace, span.row, ...found, rerankings, use.kept, use.cited, use.sentences, use.supported]);
  }

  #noteUses(
    trace: number,
    row: number,
    role: (typeof DOCUMENT_ROLES)[number],
    list: readonly ListedDocument[],
    use: ListUse,
    finalRank: readonly (number | null)[],
  ): void {
    const compared = list.slice(0, MOST_COMPARED).map(({ text }) => (text === null ? null : this.#shinglesOf(text)));
    const repeats = nearDuplicates(compared);
    list.forEach(({ rank, text }, place) => {
      const {
        kept = null,
        keptShare = null,
        cited = null,
        supported = null,
        usedShare = null,
      } = use.documents[place] ?? {};
      const own = [kept, keptShare, cited, supported, usedShare];
      this.#uses.add([
        trace,
        row,
        DOCUMENT_ROLES.indexOf(role),
        rank,
        text,
        finalRank[place] ?? null,
        ...own,
        list[repeats[place]?.of ?? -1]?.rank ?? null,
      ]);
    });
  }
}

/** Where the documents of a retrieval stand after its last reranking; null for one that fell out. */
function finalRanks(retrieval: Retrieval, identity: DocumentIdentity): (number | null)[] {
  const last = lastList(retrieval);
  if (last === retrieval.span.retrieved) return last.map(({ rank }) => rank);
  const ranks = new Map<string, number>();
  identity.keysIn(last).forEach((key, place) => {
    if (key !== null && !ranks.has(key)) ranks.set(key, last[place]?.rank ?? place);
  });
  return identity.keysIn(retrieval.span.retrieved).map((key) => ranks.get(key ?? "") ?? null);
}
