import type { QualityMeasures } from "../../../../shared/contract/quality.js";
import { formatCounted } from "../../../lib/format.js";
import type { RetrievalRoute } from "../../../state/retrieval-route.js";
import { Button } from "../../../ui/Button.js";
import { Menu } from "../../../ui/Menu.js";
import { Segmented } from "../../../ui/Segmented.js";

const RANKS = [1, 3, 5, 10, 20];

interface JudgedControlsProps {
  readonly route: RetrievalRoute;
  readonly answer: QualityMeasures;
  readonly onChange: (change: Partial<Omit<RetrievalRoute, "page">>) => void;
}

/** Which judgement is measured, and how many ranks count. */
export function JudgedControls({ route, answer, onChange }: JudgedControlsProps) {
  const longest = answer.byK.length;
  const ranks = RANKS.filter((k) => k < longest || k === route.k);
  return (
    <>
      {answer.names.length === 0 ? null : (
        <Menu
          label="Judgement"
          trigger={
            <Button look="quiet" icon="chevron-down">
              {answer.name ?? "Choose a judgement"}
            </Button>
          }
          items={answer.names.map(({ name, documents, whole }) => ({
            id: name,
            label: `${name}: ${[
              documents > 0 ? `documents of ${formatCounted(documents, "retrieval")}` : "",
              whole > 0 ? `${formatCounted(whole, "retrieval")} as a whole` : "",
            ]
              .filter((words) => words !== "")
              .join(", ")}`,
            checked: name === answer.name,
            onSelect: () => onChange({ judgement: name }),
          }))}
        />
      )}
      {answer.name === null || longest < 2 ? null : (
        <Segmented
          label="How many ranks count"
          items={[
            { id: "all", label: "All ranks" },
            ...ranks.map((k) => ({ id: String(k), label: `@${k}`, hint: `The first ${formatCounted(k, "rank")}` })),
          ]}
          value={route.k === undefined ? "all" : String(route.k)}
          onChange={(id) => onChange({ k: id === "all" ? undefined : Number(id) })}
        />
      )}
    </>
  );
}
