import type { InspectorCommand, InspectorMessage } from "../code-process/inspector-bridge";

/** Talks with the inspector of the code process. */
export class InspectorLink {
  private readonly waiting = new Map<number, { resolve(result: object): void; reject(error: Error): void }>();
  private count = 0;

  /**
   * @param send hands a command to the present code process
   * @param onEvent is told what the inspector says of itself
   */
  constructor(
    private readonly send: (command: InspectorCommand) => void,
    private readonly onEvent: (method: string, params: object) => void,
  ) {}

  /** Sends a command and resolves with its result. */
  post<Result extends object = object>(method: string, params: object = {}): Promise<Result> {
    const id = ++this.count;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (result: object) => void, reject });
      this.send({ id, method, params });
    });
  }

  /** Takes a message from the inspector. */
  receive(message: InspectorMessage): void {
    if (message.id === undefined) {
      this.onEvent(message.method, message.params);
      return;
    }
    const call = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (message.error === undefined) call?.resolve(message.result ?? {});
    else call?.reject(new Error(message.error));
  }

  /** The process is gone, and with it every answer. */
  lost(): void {
    for (const { reject } of this.waiting.values()) reject(new Error("The process that runs your code has ended"));
    this.waiting.clear();
  }
}
