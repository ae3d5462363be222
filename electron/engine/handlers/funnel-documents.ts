import type { FunnelDocument } from "../../../shared/contract/retrieval.js";
import type { TextPreview } from "../../../shared/contract/spans.js";
import type { StagedDocument } from "../analysis/retrieval/funnel.js";
import { marksOf, sharedWithQuery } from "../analysis/retrieval/overlap.js";
import type { ListedDocument } from "../analysis/retrieval/run.js";
import { nearDuplicates, Shingles } from "../analysis/retrieval/similarity.js";
import { titleOf } from "../analysis/retrieval/title.js";
import type { ListUse, UseFinder } from "../analysis/retrieval/use.js";
import { placedWordsOf, type Words, wordsOf } from "../analysis/retrieval/words.js";
import type { Session } from "../db/session.js";
import { readPreviews } from "../queries/text-preview.js";

/** Documents whose texts are compared with each other. */
const MOST_COMPARED = 100;

/** Each document of a funnel, with its text and where it meets query and answer. `main` are what represent them. */
export async function describeDocuments(
  session: Session,
  staged: readonly StagedDocument[],
  main: readonly ListedDocument[],
  metadata: ReadonlyMap<string, number>,
  query: string | null,
  use: ListUse,
  finder: UseFinder,
): Promise<FunnelDocument[]> {
  const detailsOf = ({ places }: StagedDocument): number | null => {
    const keys = places.flatMap((place, stage) => (place === null ? [] : `${stage} ${place}`));
    return keys.map((key) => metadata.get(key)).find((text) => text !== undefined) ?? null;
  };
  const previews = await readPreviews(session, [...main.map(({ text }) => text), ...staged.map(detailsOf)]);
  const asked = wordsOf(query ?? "");
  const repeats = nearDuplicates(main.slice(0, MOST_COMPARED).map(({ text }) => shinglesOf(previews(text))));
  return staged.map((document, at): FunnelDocument => {
    const own = main[at] ?? NOTHING;
    const content = previews(own.text);
    const details = previews(detailsOf(document));
    const scored = document.listed.findLast((listed) => listed !== null && listed.score !== null);
    const kept = use.documents[at];
    const repeat = repeats[at] ?? null;
    return {
      id: own.id,
      title: titleOf(details?.text ?? null, own.id, content?.text ?? null),
      content,
      metadata: details,
      ranks: [...document.places, ...endRanks(document, kept?.kept ?? null, kept?.cited ?? null)],
      scores: [...document.listed.map((listed) => listed?.score ?? null), null, null],
      score: scored?.score ?? null,
      scoreKind: scored?.scoreKind ?? "unknown",
      kept: kept?.kept ?? null,
      keptShare: kept?.keptShare ?? null,
      cited: kept?.cited ?? null,
      supported: kept?.supported ?? null,
      usedShare: kept?.usedShare ?? null,
      ...marksIn(content, asked, use, at, finder),
      duplicateOf: repeat?.of ?? null,
      similarity: repeat?.similarity ?? null,
    };
  });
}

const NOTHING: ListedDocument = { rank: 0, id: null, text: null, score: null, scoreKind: "unknown" };

function shinglesOf(content: TextPreview | null): Shingles | null {
  return content === null ? null : new Shingles(wordsOf(content.text));
}

/** Kept and cited documents stay at the place that they had last. */
function endRanks({ places }: StagedDocument, kept: boolean | null, cited: boolean | null): (number | null)[] {
  const last = places.findLast((place) => place !== null) ?? null;
  return [kept === true ? last : null, cited === true ? last : null];
}

function marksIn(
  content: TextPreview | null,
  query: Words,
  use: ListUse,
  at: number,
  finder: UseFinder,
): Pick<FunnelDocument, "queryMarks" | "answerMarks"> {
  if (content === null) return { queryMarks: [], answerMarks: [] };
  const placed = placedWordsOf(content.text);
  const call = use.documents[at]?.kept === true ? (use.answerOf[at] ?? null) : null;
  return {
    queryMarks: marksOf(placed, sharedWithQuery(placed.words, query)),
    answerMarks: call === null ? [] : marksOf(placed, finder.sharedWith(placed.words, call)),
  };
}
