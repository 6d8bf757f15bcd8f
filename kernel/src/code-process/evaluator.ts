import { Session } from "node:inspector";

/** How an evaluation ended. */
export type Evaluation =
  | { status: "value"; value: unknown }
  | { status: "thrown"; thrown: unknown }
  | { status: "terminated" };

/** What the inspector tells about a value. */
interface RemoteObject {
  type: string;
  subtype?: string;
  value?: unknown;
  unserializableValue?: string;
  objectId?: string;
}

interface EvaluateReply {
  result: RemoteObject;
  exceptionDetails?: { exception?: RemoteObject; text: string };
}

/**
 * Evaluates cells as a REPL does, through an inspector session on this very thread: names can be declared
 * again, closures see later changes, `await` works at the top. (Evaluation through a session on another
 * thread could not be interrupted.)
 */
export class Evaluator {
  private readonly session = new Session();
  private taken: unknown;
  private readonly taker: string;

  constructor() {
    this.session.connect();
    const take = (value: unknown) => {
      this.taken = value;
    };
    const key = "__nb_take";
    Object.defineProperty(globalThis, key, { configurable: true, value: take });
    let objectId: string | undefined;
    this.session.post("Runtime.evaluate", { expression: key }, (_error, reply) => {
      objectId = reply.result.objectId;
    });
    Reflect.deleteProperty(globalThis, key);
    if (objectId === undefined) throw new Error("The inspector did not answer");
    this.taker = objectId;
  }

  /** Evaluates a script under a file name. Resolves when the script, its awaits included, has ended. */
  evaluate(script: string, file: string): Promise<Evaluation> {
    const group = file;
    return new Promise((resolve) => {
      this.session.post(
        "Runtime.evaluate",
        {
          expression: `${script}\n//# sourceURL=${file}`,
          replMode: true,
          awaitPromise: true,
          objectGroup: group,
        },
        (error: Error | null, reply?: object) => {
          resolve(error === null ? this.outcome(reply as EvaluateReply) : { status: "terminated" });
          this.session.post("Runtime.releaseObjectGroup", { objectGroup: group });
        },
      );
    });
  }

  private outcome(reply: EvaluateReply): Evaluation {
    const { exceptionDetails } = reply;
    if (exceptionDetails === undefined) return { status: "value", value: this.valueOf(reply.result) };
    if (exceptionDetails.exception === undefined) return { status: "terminated" };
    return { status: "thrown", thrown: this.valueOf(exceptionDetails.exception) };
  }

  /** The value itself, for what the inspector only describes. */
  private valueOf(remote: RemoteObject): unknown {
    if (remote.type === "undefined") return undefined;
    if (remote.objectId === undefined && remote.unserializableValue === undefined) return remote.value;
    const { objectId, unserializableValue } = remote;
    this.session.post("Runtime.callFunctionOn", {
      objectId: this.taker,
      functionDeclaration: "function (value) { this(value); }",
      arguments: [objectId === undefined ? { unserializableValue } : { objectId }],
    });
    const value = this.taken;
    this.taken = undefined;
    return value;
  }
}
