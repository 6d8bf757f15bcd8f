import type { Command, Report } from "../code-process/conversation";
import type { JsonObject } from "../protocol/message";
import type { Cells } from "./cells";
import type { Responder } from "./responder";

type Question = Extract<Report, { type: "input" }>;

/** Passes questions of cells to the page that runs them, and the answers back. */
export class UserQuestions {
  private readonly asked: number[] = [];

  constructor(
    private readonly responder: Responder,
    private readonly cells: Cells,
    private readonly send: (command: Command) => void,
  ) {}

  /** A cell asks. */
  ask({ cell: name, id, prompt, password }: Question): void {
    const cell = this.cells.find(name);
    if (cell === undefined || !cell.allowStdin) {
      this.send({ type: "input", id, error: "This frontend does not take input (allow_stdin is off)" });
      return;
    }
    this.asked.push(id);
    this.responder.publisher.flush();
    this.responder.send("stdin", cell.request, "input_request", { prompt, password });
  }

  /** The page answers the latest question. */
  answer(content: JsonObject): void {
    const id = this.asked.pop();
    if (id !== undefined) this.send({ type: "input", id, value: String(content["value"] ?? "") });
  }
}
