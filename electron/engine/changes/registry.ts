import type { ChangeCommand } from "../../../shared/contract/changes.js";
import { annotationSet } from "./annotations.js";
import type { ChangeKind, CommandName } from "./change.js";
import { conversationJoin, conversationReset, conversationSplit } from "./conversations.js";
import { itemAdd, itemEdit, itemMove, itemRemove } from "./incident-items.js";
import { incidentAdd, incidentEdit, incidentRemove } from "./incidents.js";
import { networkHide, networkMerge, networkRename, networkReset, networkShow, networkSplit } from "./network.js";
import { judgementSet, noteAdd, noteEdit, noteRemove } from "./notes.js";
import { priceRemove, priceSet } from "./prices.js";
import { redactionSet } from "./redaction.js";
import { searchSave, searchUnsave } from "./searches.js";
import { selectionRemove, selectionSave } from "./selections.js";

const kinds: { readonly [Name in CommandName]: ChangeKind<Name> } = {
  "annotation.set": annotationSet,
  "note.add": noteAdd,
  "note.edit": noteEdit,
  "note.remove": noteRemove,
  "judgement.set": judgementSet,
  "search.save": searchSave,
  "search.unsave": searchUnsave,
  "price.set": priceSet,
  "price.remove": priceRemove,
  "redaction.set": redactionSet,
  "conversation.join": conversationJoin,
  "conversation.split": conversationSplit,
  "conversation.reset": conversationReset,
  "network.merge": networkMerge,
  "network.split": networkSplit,
  "network.reset": networkReset,
  "network.rename": networkRename,
  "network.hide": networkHide,
  "network.show": networkShow,
  "selection.save": selectionSave,
  "selection.remove": selectionRemove,
  "incident.add": incidentAdd,
  "incident.edit": incidentEdit,
  "incident.remove": incidentRemove,
  "item.add": itemAdd,
  "item.edit": itemEdit,
  "item.remove": itemRemove,
  "item.move": itemMove,
};

/** The kind of a change, typed for it. */
export function kindOf<C extends ChangeCommand>(change: C): ChangeKind<C["command"]> {
  return kinds[change.command] as unknown as ChangeKind<C["command"]>;
}

/** What the list of what can be undone keeps of a change. */
export interface Summary {
  /** What undo and redo call it. */
  readonly label: string;
  /** As `goesOnWith` of its kind, with the kind; null where it stands alone. */
  readonly goesOnWith: string | null;
}

export function summaryOf(change: ChangeCommand, inverse: ChangeCommand): Summary {
  const kind = kindOf(change);
  const shared = kind.goesOnWith?.(change);
  return {
    label: typeof kind.label === "string" ? kind.label : kind.label(change, inverse),
    goesOnWith: shared === undefined ? null : `${change.command} ${shared}`,
  };
}

/** The summary of changes of which the name says all; null where what they hold must be read. */
export function summaryOfName(command: string): Summary | null {
  const kind = Object.hasOwn(kinds, command) ? kinds[command as CommandName] : undefined;
  if (kind === undefined || typeof kind.label !== "string" || kind.goesOnWith !== undefined) return null;
  return { label: kind.label, goesOnWith: null };
}
