import { type MessagePort, receiveMessageOnPort } from "node:worker_threads";
import type { InputAnswer } from "./conversation";
import { report } from "./report";

/** Questions to the user that wait for their answers. */
export class UserInput {
  private readonly waiting = new Map<number, { resolve(value: string): void; reject(error: Error): void }>();
  private count = 0;

  /**
   * @param rung changes when an answer to a blocking question has come
   * @param answers where it then lies
   */
  constructor(
    private readonly rung: Int32Array,
    private readonly answers: MessagePort,
  ) {}

  /** Asks for a line of text. */
  ask(cell: string, prompt: string, password: boolean): Promise<string> {
    const id = ++this.count;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      report({ type: "input", cell, id, prompt, password });
    });
  }

  /**
   * Asks for a line of text and lets nothing else of this process happen until it is there. An interrupt ends the wait.
   * @returns `undefined` where nobody can answer
   */
  askBlocking(cell: string, prompt: string, password: boolean): string | undefined {
    const id = ++this.count;
    report({ type: "input", cell, id, prompt, password, blocking: true });
    for (;;) {
      const seen = Atomics.load(this.rung, 0);
      for (let got = receiveMessageOnPort(this.answers); got !== undefined; got = receiveMessageOnPort(this.answers)) {
        const answer = got.message as InputAnswer;
        // What was answered after an interrupt is no answer to this.
        if (answer.id === id) return answer.value;
      }
      Atomics.wait(this.rung, 0, seen);
    }
  }

  /** The answer, or the reason why there is none. */
  answer({ id, value, error }: InputAnswer): void {
    const question = this.waiting.get(id);
    this.waiting.delete(id);
    if (value !== undefined) question?.resolve(value);
    else question?.reject(new Error(error ?? "No input"));
  }
}
