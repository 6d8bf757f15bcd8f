import type { Message } from "../protocol/message";

/** One execution of a cell. */
export interface Cell {
  /** Name that its stack frames carry. */
  name: string;
  request: Message;
  code: string;
  silent: boolean;
  allowStdin: boolean;
}

const keptCells = 1000;

/** The cells that ran lately: what they still print finds its way to them. */
export class Cells {
  private readonly cells = new Map<string, Cell>();
  private silentCount = 0;
  private latest: Cell | undefined;

  /** Registers an execution under its number; one that does not count gets a name of its own. */
  add(request: Message, count: number, counted: boolean): Cell {
    const { content } = request;
    const cell: Cell = {
      name: counted ? `cell-${count}` : `cell-${count}s${++this.silentCount}`,
      request,
      code: String(content["code"] ?? ""),
      silent: content["silent"] === true,
      allowStdin: content["allow_stdin"] === true,
    };
    this.cells.set(cell.name, cell);
    this.latest = cell;
    const oldest = this.cells.keys().next().value;
    if (this.cells.size > keptCells && oldest !== undefined) this.cells.delete(oldest);
    return cell;
  }

  /** The cell of that name, or the latest one. */
  find(name: string): Cell | undefined {
    return this.cells.get(name) ?? this.latest;
  }

  get last(): Cell | undefined {
    return this.latest;
  }
}
