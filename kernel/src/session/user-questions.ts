import type { InputAnswer, Report } from "../code-process/conversation";
import type { Message } from "../protocol/message";
import type { Cells } from "./cells";
import type { Responder } from "./responder";

type Question = Extract<Report, { type: "input" }>;

/** Who is told the answers. */
export interface Asker {
  /** For a question that was asked while all else goes on. */
  send(answer: InputAnswer): void;
  /** For one that the code stands still for. */
  sendBlocking(answer: InputAnswer): void;
}

/** Passes questions of cells to the page that runs them, and the answers back. */
export class UserQuestions {
  private asked: { question: Question; message: string }[] = [];

  constructor(
    private readonly responder: Responder,
    private readonly cells: Cells,
    private readonly asker: Asker,
  ) {}

  /** A cell asks. */
  ask(question: Question): void {
    const { cell: name, id, prompt, password } = question;
    const cell = this.cells.find(name);
    if (cell === undefined || !cell.allowStdin) {
      this.tell(question, { id, error: "This frontend does not take input (allow_stdin is off)" });
      return;
    }
    this.responder.publisher.flush();
    const message = this.responder.send("stdin", cell.request, "input_request", { prompt, password });
    this.asked.push({ question, message });
  }

  /** The page answers the question that it names, or else the latest one. */
  answer({ content, parent }: Message): void {
    const named = this.asked.findIndex(({ message }) => message === parent["msg_id" as keyof typeof parent]);
    const [found] = this.asked.splice(named < 0 ? -1 : named, 1);
    if (found === undefined) return;
    const { question } = found;
    this.tell(question, { id: question.id, value: String(content["value"] ?? "") });
  }

  /** What was asked is not waited for any more: the user has interrupted, or the process is gone. */
  forget(): void {
    this.asked = [];
  }

  private tell(question: Question, answer: InputAnswer): void {
    if (question.blocking === true) this.asker.sendBlocking(answer);
    else this.asker.send(answer);
  }
}
