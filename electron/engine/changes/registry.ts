import type { ChangeCommand } from "../../../shared/contract/changes.js";
import type { ChangeKind, CommandName } from "./change.js";
import { conversationJoin, conversationReset, conversationSplit } from "./conversations.js";
import { judgementSet } from "./judgements.js";
import { networkHide, networkMerge, networkRename, networkReset, networkShow, networkSplit } from "./network.js";
import { noteAdd, noteEdit, noteRemove } from "./notes.js";
import { priceRemove, priceSet } from "./prices.js";
import { redactionSet } from "./redaction.js";
import { searchSave, searchUnsave } from "./searches.js";
import { selectionRemove, selectionSave } from "./selections.js";

const kinds: { readonly [Name in CommandName]: ChangeKind<Name> } = {
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
};

/** The kind of a change, typed for it. */
export function kindOf<C extends ChangeCommand>(change: C): ChangeKind<C["command"]> {
  return kinds[change.command] as unknown as ChangeKind<C["command"]>;
}
