import { atmosphericDensity } from "../atmosphere/atmospheric-density";
import { luminousEfficiency } from "../luminous-efficiency";
import * as at from "./grain-layout";
import { inverseRoot } from "./inverse-root";
import type { Run } from "./run";
import { dragShare } from "./step-drag";

/**
 * Moves one fragment on by one step: mass, speed, height, then its light, electrons and dynamic pressure. The laws and
 * the order are those of the grains' step, but two coefficients take mass off at once.
 *
 * @param run the run
 * @param i row of the fragment
 */
export function advance(run: Run, i: number): void {
  const { constants: c, fragments: f, workspace } = run;
  const { memory } = workspace.grains;
  const { dt, r_earth: earthRadius } = c;
  const mass = f.mass[i];
  const speed = f.speed[i];
  const air = atmosphericDensity(c.dens_co, f.height[i]);

  const root = f.inverseRoot[i];
  const drag = f.shapeDensity[i] * air * root * speed * dt;
  const heat = drag * speed * speed;
  const ablated = lostShare(run, heat * f.sigma[i]) * mass;
  const erodes = f.eroding[i] === 1 && f.erosionCoeff[i] > 0;
  const eroded = erodes ? lostShare(run, heat * f.erosionCoeff[i]) * mass : 0;
  // The mass is clamped, the ablated part is not: light follows the latter.
  const newMass = Math.max(mass - (ablated + eroded), 0);
  const newRoot = newMass > 0 ? inverseRoot(newMass, root) : 0;

  const share = dragShare(drag);
  const kept = 1 - share;
  const curvature = 1 / (earthRadius + f.height[i]);
  const turned = speed * curvature * dt;
  const up = f.vertical[i] * kept - f.horizontal[i] * turned;
  const along = f.horizontal[i] * kept + f.vertical[i] * turned;
  const newSpeed = Math.sqrt(along * along + up * up);
  const length = f.length[i] + newSpeed * dt;
  // The drop grows linearly with the steps, not with their square; published fits rest on this.
  const drop = f.drop[i] + memory[at.fall] * curvature * curvature;
  f.mass[i] = newMass;
  f.inverseRoot[i] = newRoot;
  f.vertical[i] = Math.min(up, 0);
  f.horizontal[i] = along;
  f.speed[i] = newSpeed;
  f.length[i] = length;
  f.drop[i] = drop;
  const square = memory[at.startRadiusSquare] - length * memory[at.pathSlope] + length * length;
  f.height[i] = Math.sqrt(square) - earthRadius - drop;

  const tau = efficiency(run, newSpeed, newMass, newRoot);
  f.tau[i] = tau;
  const energy = 0.5 * ablated * newSpeed + newMass * (speed * share);
  f.luminosity[i] = tau * newSpeed * energy * (1 / dt) * f.count[i];
  f.electrons[i] = run.countElectrons
    ? workspace.overSpeed.second(newSpeed) * ablated * (1 / (dt * c.mu)) * f.count[i]
    : 0;
  f.dynamicPressure[i] = air * newSpeed * newSpeed;
  f.eroded[i] = eroded;
}

/** Share of the mass that a coefficient takes off, for its e = K ρ m^(−1/3) v³ dt times the coefficient. */
function lostShare({ workspace }: Run, e: number): number {
  const bounded = Math.min(e, at.saturated);
  return bounded * workspace.loss.value(1 + 0.5 * bounded);
}

function efficiency({ constants: c, workspace }: Run, speed: number, mass: number, root: number): number {
  // At the mass 0 the logarithm in the law is infinite, and the law itself knows what to do.
  if (mass === 0) return luminousEfficiency(c.lum_eff_type, c.lum_eff, speed, 0);
  const { memory } = workspace.grains;
  const atRest = workspace.overSpeed.value(speed) * memory[at.efficiencyScale];
  return memory[at.hasMassFactor] === 0 ? atRest : atRest * workspace.overMass.value(root);
}
