import { RETRIEVAL_SORTS, type RetrievalSort } from "../../../../shared/contract/retrieval.js";
import { Button } from "../../../ui/Button.js";
import { Icon } from "../../../ui/Icon.js";
import { Menu } from "../../../ui/Menu.js";
import { SORT_WORDS } from "./model.js";

interface SortMenuProps {
  readonly sort: RetrievalSort;
  readonly onSort: (sort: RetrievalSort) => void;
}

/** What the list is sorted by. The same entry again turns the order round. */
export function SortMenu({ sort, onSort }: SortMenuProps) {
  return (
    <Menu
      label="Sort by"
      trigger={
        <Button look="quiet" aria-label={`Sort by: ${SORT_WORDS[sort]}`}>
          {SORT_WORDS[sort]}
          <Icon name="chevron-down" size={12} />
        </Button>
      }
      items={RETRIEVAL_SORTS.map((id) => ({
        id,
        label: SORT_WORDS[id],
        checked: id === sort,
        onSelect: () => onSort(id),
      }))}
    />
  );
}
