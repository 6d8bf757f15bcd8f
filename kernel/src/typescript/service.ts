import type { Conversion } from "./cell-engine";
import { CompilerEnded, CompilerThread } from "./compiler-thread";
import type { Completeness } from "./completeness";
import type { Completions } from "./completion";
import type { Inspection } from "./inspection";
import { KnownConversions } from "./known-conversions";

/** What the TypeScript thread can be asked. Cursors count UTF-16 units. */
export interface CompilerWork {
  convert(code: string, cell: string): Conversion;
  complete(code: string, cursor: number): Completions;
  inspect(code: string, cursor: number): Inspection | undefined;
  completeness(code: string): Completeness;
  statementLines(code: string): number[];
  expressions(asked: Record<string, string>): Record<string, string>;
  warmUp(): void;
}

/**
 * What TypeScript does for the kernel. What earlier cells declared is kept here and goes with every call:
 * the thread may die without loss.
 */
export class TypeScriptService {
  private readonly thread = new CompilerThread();
  private readonly known = new KnownConversions();
  private carried = "";
  private candidate = "";

  /** Checks a cell and makes JavaScript of it. Its declarations count only after {@link commit}. */
  async convert(code: string, cell: string): Promise<Conversion> {
    const { carried } = this;
    const known = this.known.find(carried, code);
    const conversion =
      known ??
      (await this.ask("convert", code, cell).catch((error: Error) => {
        // A defect of the compiler may lie in the declarations: it must not befall every later cell.
        if (!(error instanceof CompilerEnded)) this.reset();
        throw error;
      }));
    if (known === undefined) this.known.add(carried, code, conversion);
    // What was forgotten meanwhile must not come back.
    if (conversion.status === "ok" && this.carried === carried) this.candidate = conversion.declarations;
    return conversion;
  }

  /** The last converted cell has run: later cells see what it declared. */
  commit(): void {
    this.carried = this.candidate;
  }

  /** Forgets everything that cells declared. */
  reset(): void {
    this.carried = "";
    this.candidate = "";
  }

  complete(code: string, cursor: number): Promise<Completions> {
    return this.ask("complete", code, cursor);
  }

  inspect(code: string, cursor: number): Promise<Inspection | undefined> {
    return this.ask("inspect", code, cursor);
  }

  completeness(code: string): Promise<Completeness> {
    return this.ask("completeness", code);
  }

  /** The lines (one-based) on which a statement begins: there the debugger can stop. */
  statementLines(code: string): Promise<number[]> {
    return this.ask("statementLines", code);
  }

  /** JavaScript of the expressions that are to be evaluated beside a cell. */
  async expressions(asked: Record<string, string>): Promise<Record<string, string>> {
    return Object.keys(asked).length === 0 ? asked : this.ask("expressions", asked);
  }

  warmUp(): Promise<void> {
    return this.ask("warmUp");
  }

  /** Starts the compiler afresh: packages that were not there before are seen. What cells declared is kept. */
  restart(): Promise<void> {
    this.known.clear();
    return this.thread.restart();
  }

  close(): Promise<void> {
    return this.thread.end();
  }

  private ask<Name extends keyof CompilerWork>(
    name: Name,
    ...args: Parameters<CompilerWork[Name]>
  ): Promise<ReturnType<CompilerWork[Name]>> {
    return this.thread.ask(name, this.carried, args);
  }
}
