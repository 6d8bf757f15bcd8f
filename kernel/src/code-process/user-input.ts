import { report } from "./report";

/** Questions to the user that wait for their answers. */
export class UserInput {
  private readonly waiting = new Map<number, { resolve(value: string): void; reject(error: Error): void }>();
  private count = 0;

  /** Asks for a line of text. */
  ask(cell: string, prompt: string, password: boolean): Promise<string> {
    const id = ++this.count;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      report({ type: "input", cell, id, prompt, password });
    });
  }

  /** The answer, or the reason why there is none. */
  answer(id: number, value: string | undefined, error: string | undefined): void {
    const question = this.waiting.get(id);
    this.waiting.delete(id);
    if (value !== undefined) question?.resolve(value);
    else question?.reject(new Error(error ?? "No input"));
  }
}
