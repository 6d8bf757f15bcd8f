import type { Conversion } from "./cell-engine";

const kept = 20;
/** A cell that loads anything may find it changed, and so may one that sees types of the notebook's own files. */
const loads = /\b(?:import|require)\b/;
const ownTypes = /\bimport\b|["']\.\.?\//;

/** Conversions of the last cells: one that runs again, with the same declarations before it, is not checked again. */
export class KnownConversions {
  private readonly conversions = new Map<string, { carried: string; conversion: Conversion }>();

  /** What became of the cell when it stood after the same declarations. */
  find(carried: string, code: string): Conversion | undefined {
    const known = this.conversions.get(code);
    return known?.carried === carried ? known.conversion : undefined;
  }

  /** Remembers a conversion if it follows from the two texts alone. */
  add(carried: string, code: string, conversion: Conversion): void {
    // Errors name their cell.
    if (conversion.status === "error" || loads.test(code) || ownTypes.test(carried)) return;
    this.conversions.delete(code);
    this.conversions.set(code, { carried, conversion });
    const oldest = this.conversions.keys().next().value;
    if (this.conversions.size > kept && oldest !== undefined) this.conversions.delete(oldest);
  }

  clear(): void {
    this.conversions.clear();
  }
}
