import type { Simulation } from "../erosion/simulate";

/** Density of a meteoroid whose density changes on the way. */
export interface BulkDensity {
  /** The two densities weighted by the masses that had them, kg/m³. */
  massWeighted: number;
  /** The initial mass over the volume of both parts, kg/m³. */
  volumeWeighted: number;
  /** Mass of the main fragment at the change, or where it was lost before, of all fragments at that height, kg. */
  massAtChange: number;
}

/**
 * Density of the whole meteoroid where the erosion model changes it at the height of the erosion change: the part m_c of the
 * mass m₀ that is left there has the second density, the rest the first.
 * Mass-weighted: ρ |m₀ − m_c| / m₀ + ρ₂ m_c / m₀. Volume-weighted: m₀ / (|m₀ − m_c| / ρ + m_c / ρ₂).
 *
 * @param simulation a run of the erosion model
 * @returns both densities
 * @see [Vida2024]
 *
 * @example
 * ```ts
 * import { meteoroid } from "nightbook/fitting";
 *
 * const run = meteoroid.simulate({ rho: 500, erosion_rho_change: 500, disruption_on: false });
 * meteoroid.bulkDensity(run).massWeighted.toFixed(3); // => "500.000"
 * ```
 */
export function bulkDensity(simulation: Simulation): BulkDensity {
  const { constantsAfter: c, columns } = simulation;
  const massAtChange = c.mass_at_erosion_change ?? columns.mass_total_active[rowAtChange(simulation)] ?? 0;
  const lost = Math.abs(c.m_init - massAtChange);
  return {
    massWeighted: c.rho * (lost / c.m_init) + c.erosion_rho_change * (massAtChange / c.m_init),
    volumeWeighted: c.m_init / (lost / c.rho + massAtChange / c.erosion_rho_change),
    massAtChange,
  };
}

/** Row of a run where the leading fragment is closest to the height of the erosion change; the last row does not count. */
export function rowAtChange({ columns, constantsAfter, nRows }: Simulation): number {
  const height = columns.leading_frag_height;
  let best = 0;
  for (let i = 1; i < nRows - 1; i++) {
    const distance = Math.abs(height[i] - constantsAfter.erosion_height_change);
    if (distance < Math.abs(height[best] - constantsAfter.erosion_height_change)) best = i;
  }
  return best;
}
