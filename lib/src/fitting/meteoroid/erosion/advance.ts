import { atmosphericDensity } from "../atmosphere/atmospheric-density";
import { ionizationEfficiency } from "../ionization-efficiency";
import { luminousEfficiency } from "../luminous-efficiency";
import { deceleration } from "./deceleration";
import { massLoss } from "./mass-loss";
import { pathHeight } from "./path-height";
import type { Run } from "./run";

/** Standard gravity at the ground, m/s². */
export const groundGravity = 9.81;

/**
 * Moves one fragment on by one step: mass, speed, height, then its light, electrons and dynamic pressure.
 *
 * @param run the run
 * @param i row of the fragment
 */
export function advance(run: Run, i: number): void {
  const { constants: c, fragments: f } = run;
  const { dt, r_earth: earthRadius } = c;
  const shapeDensity = f.shapeDensity[i];
  const startMass = f.mass[i];
  const startSpeed = f.speed[i];
  const air = atmosphericDensity(run.airCoefficients, f.height[i]);

  const ablated = massLoss(dt, shapeDensity, f.sigma[i], startMass, air, startSpeed);
  const erodes = f.eroding[i] === 1 && f.erosionCoeff[i] > 0;
  const eroded = erodes ? massLoss(dt, shapeDensity, f.erosionCoeff[i], startMass, air, startSpeed) : 0;
  // The mass is clamped, the ablated part is not: light follows the latter.
  const mass = Math.max(startMass + (ablated + eroded), 0);
  const acceleration = startMass > 0 ? deceleration(dt, shapeDensity, startMass, air, startSpeed) : 0;

  const speed = turn(run, i, acceleration);
  f.mass[i] = mass;
  f.speed[i] = speed;
  f.length[i] += speed * dt;
  f.height[i] = pathHeight(c.h_init, run.cosZenith, f.length[i], earthRadius) - f.drop[i];

  const tau = luminousEfficiency(c.lum_eff_type, c.lum_eff, speed, mass);
  const power = (ablated / dt) * ((speed * speed) / 2) + mass * speed * acceleration;
  f.tau[i] = tau;
  f.luminosity[i] = -tau * power * f.count[i];
  if (run.countElectrons) {
    f.electrons[i] = ((-ionizationEfficiency(speed) * (ablated / dt)) / (c.mu * speed)) * f.count[i];
  }
  f.dynamicPressure[i] = air * speed * speed;
  f.eroded[i] = eroded;
}

/**
 * Turns the velocity by drag and by the curvature of the Earth, and lets the fragment sink.
 *
 * @returns the new speed, m/s
 */
function turn(run: Run, i: number, acceleration: number): number {
  const { constants: c, fragments: f } = run;
  const { dt } = c;
  const speed = f.speed[i];
  const vertical = f.vertical[i];
  const horizontal = f.horizontal[i];
  const radius = c.r_earth + f.height[i];
  const relativeHeight = 1 + f.height[i] / c.r_earth;
  const gravity = groundGravity / (relativeHeight * relativeHeight);
  const verticalLoss = (-acceleration * vertical) / speed + (horizontal * speed) / radius;
  const horizontalLoss = (-acceleration * horizontal) / speed - (vertical * speed) / radius;
  // The drop grows linearly with the steps, not with their square; published fits rest on this.
  f.drop[i] += 0.5 * gravity * dt * dt;
  const newVertical = vertical - verticalLoss * dt;
  const newHorizontal = horizontal - horizontalLoss * dt;
  f.vertical[i] = Math.min(newVertical, 0);
  f.horizontal[i] = newHorizontal;
  return Math.sqrt(newHorizontal * newHorizontal + newVertical * newVertical);
}
