import * as fs from "node:fs";
import type { InspectorLink } from "./inspector-link";
import type { Scripts } from "./scripts";

/** A breakpoint as a page asks for it. */
export interface SourceBreakpoint {
  line: number;
  condition?: string;
  logMessage?: string;
}

/** A breakpoint as a page is told of it. */
export interface Breakpoint {
  id: number;
  verified: boolean;
  line: number;
  source: { path: string };
}

/** The breakpoints of all files. They are set in every script that stands for their file, now and later. */
export class Breakpoints {
  private readonly wanted = new Map<string, { asked: SourceBreakpoint; shown: Breakpoint }[]>();
  private readonly ids = new Map<string, string[]>();
  /** Time of change of every module that has breakpoints. */
  private readonly modified = new Map<string, number>();
  private count = 0;

  constructor(
    private readonly link: InspectorLink,
    private readonly scripts: Scripts,
    private readonly isLive: () => boolean,
  ) {}

  /**
   * Replaces the breakpoints of a file.
   * @param lines for each breakpoint the line on which it can stop
   */
  async replace(file: string, asked: readonly SourceBreakpoint[], lines: readonly number[]): Promise<Breakpoint[]> {
    const breakpoints = asked.map((breakpoint, index) => {
      const line = lines[index] ?? breakpoint.line;
      return { asked: breakpoint, shown: { id: ++this.count, verified: true, line, source: { path: file } } };
    });
    if (breakpoints.length === 0) this.wanted.delete(file);
    else this.wanted.set(file, breakpoints);
    if (this.isLive()) await this.renew(file);
    return breakpoints.map(({ shown }) => shown);
  }

  /** Sets the breakpoints of a file afresh in all its scripts. */
  async renew(file: string): Promise<void> {
    for (const breakpointId of this.ids.get(file) ?? []) {
      await this.link.post("Debugger.removeBreakpoint", { breakpointId });
    }
    this.ids.delete(file);
    await this.setIn(file);
  }

  /** Sets the breakpoints of a file in a script that is new. */
  async setIn(file: string, url?: string): Promise<void> {
    const breakpoints = this.wanted.get(file);
    if (breakpoints === undefined) this.modified.delete(file);
    else if (url === undefined && fs.existsSync(file)) this.modified.set(file, timeOf(file));
    for (const { asked, shown } of breakpoints ?? []) {
      for (const place of this.scripts.placesOf(file, shown.line)) {
        if (url !== undefined && place.url !== url) continue;
        const { breakpointId } = await this.link.post<{ breakpointId: string }>("Debugger.setBreakpointByUrl", {
          ...place,
          condition: conditionOf(asked),
        });
        this.ids.set(file, [...(this.ids.get(file) ?? []), breakpointId]);
      }
    }
  }

  /** Sets all breakpoints, in a process that has none. */
  async setAll(): Promise<void> {
    this.ids.clear();
    for (const file of this.wanted.keys()) await this.setIn(file);
  }

  /** Sets afresh those of modules that have been edited: their lines may have moved. */
  async followEdits(): Promise<void> {
    for (const [file, before] of [...this.modified]) if (timeOf(file) !== before) await this.renew(file);
  }

  /** All breakpoints, by file, as `debugInfo` tells them. */
  get all(): { source: string; breakpoints: Breakpoint[] }[] {
    return [...this.wanted].map(([source, list]) => ({ source, breakpoints: list.map(({ shown }) => shown) }));
  }

  /** The debugger ends: no breakpoint is left. */
  clear(): void {
    this.wanted.clear();
    this.modified.clear();
    this.ids.clear();
  }
}

function timeOf(file: string): number {
  return fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** A log point is a condition that prints and is never true. */
function conditionOf({ condition, logMessage }: SourceBreakpoint): string {
  if (logMessage === undefined || logMessage === "") return condition ?? "";
  const text = `\`${logMessage.replace(/[\\`]/g, "\\$&").replace(/\{/g, "${")}\``;
  return `${condition ? `(${condition}) && ` : ""}(console.log(${text}), false)`;
}
