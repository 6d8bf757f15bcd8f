import type { Completion } from "../completion/complete";
import type { AfterEdit } from "./grid-keys";
import type { EntryRow } from "./prior-rows";
import type { PriorShape } from "./prior-shape";

/** An edit under way: which column, and the key that began it. */
export interface Editing {
  column: number;
  typed: string | null;
}

/** What rows ask of the table. */
export interface RowActions {
  commit(row: number, column: number, text: string, then: AfterEdit): void;
  chooseShape(row: number, shape: PriorShape): void;
  /** Gives up and goes back to the cell. */
  cancel(): void;
  /** Gives up and lets the focus go where it went. */
  leave(): void;
  remove(row: number): void;
  /** What may be meant by what is typed into a cell. */
  complete(row: EntryRow, column: "name" | "value", text: string, cursor: number): Completion;
  save(): void;
}
