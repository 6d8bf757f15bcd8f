import type { Session } from "node:inspector";
import { Socket } from "node:net";
import { pipes } from "./conversation";
import { encodeFrame, FrameDecoder } from "./frame-codec";

/** A command to the inspector, as the kernel's debugger sends it. */
export interface InspectorCommand {
  id: number;
  method: string;
  params?: object;
}

/** What the inspector answers or tells. */
export type InspectorMessage =
  | { id: number; result?: object; error?: string }
  | { id?: undefined; method: string; params: object };

/** Commands that end a pause. The inspector aborts the process when one comes without a pause. */
const resuming: ReadonlySet<string> = new Set([
  "Debugger.resume",
  "Debugger.stepInto",
  "Debugger.stepOver",
  "Debugger.stepOut",
]);

/** What the debugger is told of; everything else the inspector says stays here. */
const told = ["Debugger.paused", "Debugger.resumed", "Debugger.scriptParsed", "Debugger.breakpointResolved"] as const;

/**
 * Connects the kernel's debugger with the inspector of the main thread. It works in the thread of the interrupts,
 * because the main thread stands still at a breakpoint.
 */
export class InspectorBridge {
  private readonly pipe = new Socket({ fd: pipes.inspector, readable: true, writable: true });
  private isPaused = false;

  constructor(private readonly session: Session) {
    const decoder = new FrameDecoder<InspectorCommand>();
    this.pipe.on("data", (chunk: Buffer) => {
      for (const { header } of decoder.push(chunk)) this.obey(header);
    });
    this.pipe.on("error", () => {});
    for (const method of told) {
      session.on(method, ({ params }: { params: object }) => {
        if (method === "Debugger.paused") this.isPaused = true;
        if (method === "Debugger.resumed") this.isPaused = false;
        this.tell({ method, params });
      });
    }
  }

  /** Ends what stands at a breakpoint; false when nothing does. */
  abandonPause(): boolean {
    if (!this.isPaused) return false;
    this.isPaused = false;
    this.session.post("Debugger.resume", { terminateOnResume: true });
    return true;
  }

  private obey({ id, method, params }: InspectorCommand): void {
    if (resuming.has(method)) {
      if (!this.isPaused) {
        this.tell({ id, error: "Nothing is paused" });
        return;
      }
      this.isPaused = false;
    }
    this.session.post(method, params, (error: Error | null, result?: object) => {
      this.tell(error === null ? { id, result } : { id, error: error.message });
    });
  }

  private tell(message: InspectorMessage): void {
    this.pipe.write(encodeFrame(message));
  }
}
