import type { ChangeCommand } from "../../../shared/contract/changes.js";
import type { Session } from "../db/session.js";

export type CommandName = ChangeCommand["command"];
export type CommandOf<Name extends CommandName> = Extract<ChangeCommand, { command: Name }>;

/** One kind of the user's work: how it is done, and what undoes it. */
export interface ChangeKind<Name extends CommandName> {
  readonly command: Name;
  /** What undo and redo call it, with what takes it back: "note". */
  readonly label: string | ((change: CommandOf<Name>, inverse: ChangeCommand) => string);
  /** The change that takes this one back, from the state before it. Throws NOT_FOUND where there is nothing to change. */
  inverse(session: Session, change: CommandOf<Name>): Promise<ChangeCommand>;
  apply(session: Session, change: CommandOf<Name>, atMs: number): Promise<void>;
  /**
   * What changes share that only go on with each other, as typing does that is saved at each pause: where they follow quickly, they
   * are undone as one. The inverse of the first must then take all of them back, and the last do what all of them do.
   */
  goesOnWith?(change: CommandOf<Name>): string;
}
