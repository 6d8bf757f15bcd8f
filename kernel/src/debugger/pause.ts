import * as path from "node:path";
import type { InspectorLink } from "./inspector-link";
import type { Scripts } from "./scripts";
import type { RemoteValue, Variable, Variables } from "./variables";

/** A call as the inspector describes it. */
export interface CallFrame {
  callFrameId: string;
  functionName: string;
  location: { scriptId: string; lineNumber: number; columnNumber?: number };
  scopeChain: { type: string; object: RemoteValue; name?: string }[];
  this: RemoteValue;
}

/** What the inspector says when the program stands still. */
export interface PausedEvent {
  reason: string;
  callFrames: CallFrame[];
  hitBreakpoints?: string[];
  data?: { description?: string };
}

/** A frame as the Debug Adapter Protocol shows it. */
export interface StackFrame {
  id: number;
  name: string;
  source: { name: string; path: string };
  line: number;
  column: number;
}

const scopeNames: Record<string, string> = {
  local: "Locals",
  block: "Block",
  catch: "Catch",
  closure: "Closure",
  module: "Module",
  script: "Notebook",
  global: "Globals",
};

/** The program stands still: its calls, their scopes and values. */
export class Pause {
  readonly frames: readonly { frame: CallFrame; shown: StackFrame }[];

  constructor(
    readonly event: PausedEvent,
    scripts: Scripts,
    private readonly variables: Variables,
    private readonly link: InspectorLink,
  ) {
    this.frames = event.callFrames.flatMap((frame, index) => {
      const place = scripts.placeOf(frame.location);
      if (place === undefined) return [];
      const source = { name: path.basename(place.file), path: place.file };
      const name = frame.functionName === "" ? "<cell>" : frame.functionName;
      return [{ frame, shown: { id: index + 1, name, source, line: place.line, column: place.column } }];
    });
  }

  /** The innermost frames of the user's code. */
  stack(start = 0, levels = 0): { stackFrames: StackFrame[]; totalFrames: number } {
    const all = this.frames.map(({ shown }) => shown);
    return { stackFrames: all.slice(start, levels > 0 ? start + levels : undefined), totalFrames: all.length };
  }

  /** The scopes that a frame sees, innermost first. */
  scopes(frameId: number): object[] {
    const frame = this.frame(frameId);
    return frame.scopeChain.map(({ type, object, name }) => ({
      name: type === "closure" && name !== undefined && name !== "" ? `Closure (${name})` : (scopeNames[type] ?? type),
      variablesReference: this.variables.reference(object, type === "global" ? "globalThis" : ""),
      expensive: type === "global",
      presentationHint: type === "local" ? "locals" : undefined,
    }));
  }

  /** Evaluates an expression as if it stood in a frame. */
  async evaluate(expression: string, frameId?: number, more: object = {}): Promise<RemoteValue> {
    const { callFrameId } = frameId === undefined ? this.innermost() : this.frame(frameId);
    const answer = await this.link.post<{ result: RemoteValue; exceptionDetails?: { exception?: RemoteValue } }>(
      "Debugger.evaluateOnCallFrame",
      { callFrameId, expression, silent: true, ...more },
    );
    if (answer.exceptionDetails !== undefined) {
      throw new Error(String(answer.exceptionDetails.exception?.description ?? "The expression failed").split("\n")[0]);
    }
    return answer.result;
  }

  /** Sets a variable of a scope or a property of an object by assignment. */
  async assign(target: string, value: string, frameId?: number): Promise<Variable> {
    return this.variables.variable(target, await this.evaluate(`${target} = (${value})`, frameId), target);
  }

  private innermost(): CallFrame {
    const first = this.frames[0]?.frame ?? this.event.callFrames[0];
    if (first === undefined) throw new Error("There is no frame");
    return first;
  }

  private frame(id: number): CallFrame {
    const found = this.frames.find(({ shown }) => shown.id === id);
    if (found === undefined) throw new Error(`There is no frame of this number: ${id}`);
    return found.frame;
  }
}
