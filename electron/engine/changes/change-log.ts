import type { ChangeCommand } from "../../../shared/contract/changes.js";
import { AppError } from "../../../shared/contract/errors.js";
import type { Session } from "../db/session.js";
import { headOf, type LogHead, readHeads, readReversible, writeLine } from "./change-rows.js";
import type { ChangeMirror, LoggedChange } from "./mirror.js";
import { kindOf, type Summary } from "./registry.js";

/** What undo takes back: a change, or several that went on with each other. What they hold is read when it is wanted. */
interface Done extends Summary {
  /** Numbers of the first and the last line: the inverse of the first, and the change of the last. */
  readonly first: number;
  readonly seq: number;
  readonly beganAtMs: number;
  readonly atMs: number;
}

/** A pause that ends what is undone as one, and the longest time that it may take. */
const PAUSE_MS = 5_000;
const MOST_MERGED_MS = 60_000;

/**
 * The one door for everything that the user changes. Each change is applied and logged in one transaction, and is on
 * the disk in the mirror before that is committed. Undo and redo are changes too, so they survive a restart.
 */
export class ChangeLog {
  #session: Session;
  readonly #mirror: ChangeMirror;
  readonly #workspace: string;
  #undoable: Done[] = [];
  #redoable: Done[] = [];
  #next = 1;
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(session: Session, mirror: ChangeMirror, workspace: string) {
    this.#session = session;
    this.#mirror = mirror;
    this.#workspace = workspace;
  }

  /** Reads the log, and applies what the mirror has beyond it. */
  static async open(session: Session, mirror: ChangeMirror, workspace: string): Promise<ChangeLog> {
    const log = new ChangeLog(session, mirror, workspace);
    for (const head of await readHeads(session)) log.#remember(head);
    const owner = mirror.workspace();
    if (owner !== null && owner !== workspace) mirror.setAside();
    else for (const change of mirror.changesAfter(log.#next - 1)) await log.#replay(change);
    return log;
  }

  get canUndo(): string | null {
    return this.#undoable.at(-1)?.label ?? null;
  }
  get canRedo(): string | null {
    return this.#redoable.at(-1)?.label ?? null;
  }

  /** Applies a change; returns its number. */
  apply(change: ChangeCommand): Promise<number> {
    return this.#inTurn(async () => {
      const inverse = await kindOf(change).inverse(this.#session, change);
      return this.#write({ type: "do", change, inverse });
    });
  }

  /** Takes the last change back. Returns what it was, or null where there is none. */
  undo(): Promise<string | null> {
    return this.#inTurn(async () => {
      const last = this.#undoable.at(-1);
      if (last === undefined) return null;
      await this.#write({ type: "undo", of: last.seq });
      return last.label;
    });
  }

  redo(): Promise<string | null> {
    return this.#inTurn(async () => {
      const last = this.#redoable.at(-1);
      if (last === undefined) return null;
      await this.#write({ type: "redo", of: last.seq });
      return last.label;
    });
  }

  /**
   * Closes the connection while `work` runs; changes wait. Afterwards, whatever became of it, the log goes on with the
   * connection that `open` gives.
   */
  paused<T>(work: () => Promise<T>, open: () => Promise<Session>): Promise<T> {
    return this.#inTurn(async () => {
      await this.#session.close();
      try {
        return await work();
      } finally {
        this.#session = await open();
      }
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #write(entry: LoggedChange["entry"]): Promise<number> {
    const logged: LoggedChange = { seq: this.#next, atMs: Date.now(), entry };
    await this.#commit(logged, () => {
      this.#mirror.append(this.#workspace, logged);
      // The number is spent, whether the database takes the change or not.
      this.#next = logged.seq + 1;
    });
    return logged.seq;
  }

  /** Applies what only the mirror has. A line that cannot be applied must not keep the workspace shut. */
  async #replay(logged: LoggedChange): Promise<void> {
    if (logged.seq < this.#next) return;
    try {
      await this.#commit(logged, () => undefined);
    } catch (error) {
      if (!(error instanceof AppError) || error.code === "DISK_FULL") throw error;
    }
  }

  /** One transaction; `mirror` runs when all but the commit itself has been done. */
  async #commit(logged: LoggedChange, mirror: () => void): Promise<void> {
    const effect = await this.#effect(logged);
    await this.#session.run("BEGIN");
    try {
      if (effect !== null) await kindOf(effect.change).apply(this.#session, effect.change, effect.atMs);
      await writeLine(this.#session, logged);
      mirror();
      await this.#session.run("COMMIT");
    } catch (error) {
      await this.#session.run("ROLLBACK").catch(() => undefined);
      throw error;
    }
    this.#remember(headOf(logged));
  }

  /** What a line of the log does to the workspace. What is done again is of the time when it was done first. */
  async #effect({
    entry,
    atMs,
  }: LoggedChange): Promise<{ readonly change: ChangeCommand; readonly atMs: number } | null> {
    if (entry.type === "do") return { change: entry.change, atMs };
    const from = entry.type === "undo" ? this.#undoable : this.#redoable;
    const done = from.find((candidate) => candidate.seq === entry.of);
    if (done === undefined) return null;
    return entry.type === "undo"
      ? { change: (await readReversible(this.#session, done.first)).inverse, atMs }
      : { change: (await readReversible(this.#session, done.seq)).change, atMs: done.atMs };
  }

  #remember({ seq, atMs, entry }: LogHead): void {
    this.#next = seq + 1;
    if (entry.type === "do") {
      const { label, goesOnWith } = entry;
      const earlier = this.#redoable.length === 0 ? this.#undoable.at(-1) : undefined;
      const begun = earlier !== undefined && isMoreOf(earlier, entry, atMs) ? this.#undoable.pop() : undefined;
      this.#undoable.push({
        label,
        goesOnWith,
        seq,
        atMs,
        first: begun?.first ?? seq,
        beganAtMs: begun?.beganAtMs ?? atMs,
      });
      this.#redoable = [];
      return;
    }
    const [from, to] = entry.type === "undo" ? [this.#undoable, this.#redoable] : [this.#redoable, this.#undoable];
    const index = from.findIndex((candidate) => candidate.seq === entry.of);
    const [done] = index === -1 ? [] : from.splice(index, 1);
    if (done !== undefined) to.push(done);
  }
}

function isMoreOf(earlier: Done, { goesOnWith }: Summary, atMs: number): boolean {
  if (goesOnWith === null || earlier.goesOnWith !== goesOnWith) return false;
  return atMs - earlier.atMs <= PAUSE_MS && atMs - earlier.beganAtMs <= MOST_MERGED_MS;
}
