import type { SpanFacts } from "../../../shared/model/facts.js";
import type {
  FieldSource,
  MeaningField,
  MeaningList,
  MeaningLists,
  MeaningScalars,
} from "../../../shared/model/meaning.js";
import { byKey } from "./by-key.js";
import type { Convention, MeaningWriter } from "./convention.js";
import { addFallbacks } from "./fallbacks.js";
import { CONVENTIONS } from "./registry.js";
import { isPlaceholder } from "./values.js";

/** What a span means, and who said so. */
export interface Meaning {
  readonly scalars: Readonly<Partial<MeaningScalars>>;
  readonly lists: Readonly<Partial<MeaningLists>>;
  /** For every field and list that is there: the convention and the attribute that won. */
  readonly sources: ReadonlyMap<MeaningField | MeaningList, FieldSource>;
  /** Ids of the conventions that had something to say, also where another was heard; in the order of the registry. */
  readonly speakers: readonly string[];
}

/** Fields in which "None" and "null" are an answer rather than the absence of one. */
const CONTENT_FIELDS: ReadonlySet<MeaningField> = new Set<MeaningField>([
  "input",
  "output",
  "toolArguments",
  "toolResult",
  "retrievalQuery",
]);

/** Worse than any rank of a convention. */
const INFERRED = 10_000;

/** A field's source, and the rank that it won with; one object a field, since this runs for every span of an import. */
class SignedSource implements FieldSource {
  readonly #rank: number;
  constructor(
    readonly convention: string,
    readonly attribute: string,
    rank: number,
  ) {
    this.#rank = rank;
  }
  losesTo(rank: number): boolean {
    return rank < this.#rank;
  }
}

/** Collects a span's meaning: for each field the lowest rank wins, among equals the first; lists are taken whole. */
export class MeaningBuilder implements MeaningWriter, Meaning {
  readonly scalars: Partial<MeaningScalars> = {};
  readonly lists: Partial<MeaningLists> = {};
  readonly sources = new Map<MeaningField | MeaningList, SignedSource>();
  readonly speakers: string[] = [];
  #convention = "";
  #spoke = false;

  /** Lets one convention speak; what it writes is signed with its id. */
  hear(convention: Convention, span: SpanFacts): void {
    this.#convention = convention.id;
    this.#spoke = false;
    convention.interpret(span, this);
    if (this.#spoke) this.speakers.push(convention.id);
  }

  wants(field: MeaningField | MeaningList, rank: number): boolean {
    this.#spoke = true;
    const present = this.sources.get(field);
    return present === undefined || present.losesTo(rank);
  }

  set<F extends MeaningField>(
    field: F,
    value: MeaningScalars[F] | null | undefined,
    attribute: string,
    rank: number,
  ): void {
    if (value === null || value === undefined) return;
    if (typeof value === "string" ? isPlaceholder(value, CONTENT_FIELDS.has(field)) : Number.isNaN(Number(value)))
      return;
    // Wrappers around a model that do not know it say so; another attribute often does.
    if (value === "unknown" && (field === "model" || field === "requestModel")) return;
    if (!this.wants(field, rank)) return;
    this.scalars[field] = value;
    this.#sign(field, attribute, rank);
  }

  setList<L extends MeaningList>(
    list: L,
    value: MeaningLists[L] | null | undefined,
    attribute: string,
    rank: number,
  ): void {
    if (value === null || value === undefined || value.length === 0 || !this.wants(list, rank)) return;
    this.lists[list] = value;
    this.#sign(list, attribute, rank);
  }

  /** Replaces a value that is there by one worked out from it; its source stays. */
  amend<F extends MeaningField>(field: F, value: MeaningScalars[F]): void {
    this.scalars[field] = value;
  }

  /** Fills an empty field from what another one gave, and signs it with that one's source. */
  borrow<F extends MeaningField>(
    field: F,
    value: MeaningScalars[F] | null | undefined,
    from: MeaningField | MeaningList,
  ): void {
    const source = this.sources.get(from);
    if (value === null || value === undefined || value === "" || source === undefined || this.sources.has(field))
      return;
    this.scalars[field] = value;
    this.sources.set(field, source);
  }

  /** Fills an empty list from what a field gave, and signs it with that field's source. */
  borrowList<L extends MeaningList>(list: L, value: MeaningLists[L], from: MeaningField): void {
    const source = this.sources.get(from);
    if (value.length === 0 || source === undefined || this.sources.has(list)) return;
    this.lists[list] = value;
    this.sources.set(list, source);
  }

  /** Fills an empty field with what was inferred, signed with whose reading it is. */
  infer<F extends MeaningField>(
    field: F,
    value: MeaningScalars[F] | null | undefined,
    convention: string,
    attribute: string,
  ): void {
    if (value === null || value === undefined || value === "" || this.sources.has(field)) return;
    this.scalars[field] = value;
    this.sources.set(field, new SignedSource(convention, attribute, INFERRED));
  }

  #sign(field: MeaningField | MeaningList, attribute: string, rank: number): void {
    this.sources.set(field, new SignedSource(this.#convention, attribute, rank));
  }
}

/** A value nested beyond the stack can't be printed. It costs a span some of its meaning, never the file its import. */
function unlessTooDeep(step: () => void): void {
  try {
    step();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
}

/** Conventions that are told by their keys, each with a bit of its own (so at most 32), and those that must be asked. */
interface Hearing {
  readonly bits: readonly number[];
  readonly tellingOf: (key: string) => number;
}
const hearings = new WeakMap<readonly Convention[], Hearing>();

function hearingOf(conventions: readonly Convention[]): Hearing {
  let hearing = hearings.get(conventions);
  if (hearing === undefined) {
    let next = 0;
    const bits = conventions.map((one) => (one.tells === undefined ? 0 : 1 << next++));
    const tellingOf = byKey((key) =>
      conventions.reduce((told, one, place) => (one.tells?.(key) === true ? told | (bits[place] ?? 0) : told), 0),
    );
    hearings.set(conventions, (hearing = { bits, tellingOf }));
  }
  return hearing;
}

/** Says what a span means by every convention given, field by field. Pure and fast: it runs once per span. */
export function interpret(span: SpanFacts, conventions: readonly Convention[] = CONVENTIONS): Meaning {
  const builder = new MeaningBuilder();
  const { bits, tellingOf } = hearingOf(conventions);
  let told = 0;
  for (const key of span.attributes.keys()) told |= tellingOf(key);
  for (let place = 0; place < conventions.length; place++) {
    const convention = conventions[place];
    if (convention === undefined || ((told & (bits[place] ?? 0)) === 0 && !convention.speaks(span))) continue;
    unlessTooDeep(() => builder.hear(convention, span));
  }
  unlessTooDeep(() => addFallbacks(span, builder));
  return builder;
}
