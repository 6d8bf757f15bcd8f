import { atmosphericDensity } from "../atmosphere/atmospheric-density";
import * as at from "./grain-layout";
import { inverseRoot } from "./inverse-root";
import type { ResultColumns } from "./result-columns";
import type { Run } from "./run";
import { dragShare } from "./step-drag";

/**
 * Follows the main fragment as long as it is alone and nothing happens but ablation: the way down to where erosion
 * begins, or all of the way of a single body. What `tick` and `advance` would do, to the last bit, with all numbers at
 * hand. It stops before the step in which anything else happens, an end included.
 *
 * @param run the run
 * @param results gets a row per step
 */
export function flyAlone(run: Run, results: ResultColumns): void {
  const { constants: c, fragments: f, workspace } = run;
  if (f.size !== 1 || run.grains.size > 0 || f.active[0] === 0 || f.erosionCoeff[0] > 0) return;
  const lowest = heightOfNextEvent(run);
  const { overSpeed, overMass, loss } = workspace;
  const { memory } = workspace.grains;
  const { dt, r_earth: earthRadius, m_kill: massLimit, v_kill: speedLimit, dens_co: densCo } = c;
  const perTime = 1 / dt;
  const perElectron = 1 / (dt * c.mu);
  const fall = memory[at.fall];
  const slope = memory[at.pathSlope];
  const startSquare = memory[at.startRadiusSquare];
  const lengthLimit = memory[at.lengthLimit];
  const scale = memory[at.efficiencyScale];
  const hasMassFactor = memory[at.hasMassFactor] !== 0;
  const strength = c.disruption_on ? c.compressive_strength : Number.POSITIVE_INFINITY;
  const shapeDensity = f.shapeDensity[0];
  const sigma = f.sigma[0];
  const last = Math.min(run.limits.maxSteps - run.steps, run.limits.maxFragmentSteps - run.fragmentSteps);
  let mass = f.mass[0];
  let root = f.inverseRoot[0];
  let speed = f.speed[0];
  let vertical = f.vertical[0];
  let horizontal = f.horizontal[0];
  let height = f.height[0];
  let length = f.length[0];
  let drop = f.drop[0];
  let tau = f.tau[0];
  let power = f.luminosity[0];
  let electrons = f.electrons[0];
  let pressure = f.dynamicPressure[0];
  let time = c.total_time;
  let bottom = c.main_bottom_ht;
  let steps = 0;
  for (; steps < last; steps++) {
    const air = atmosphericDensity(densCo, height);
    const drag = shapeDensity * air * root * speed * dt;
    const e = Math.min(drag * speed * speed * sigma, at.saturated);
    const ablated = e * loss.value(1 + 0.5 * e) * mass;
    const newMass = mass - ablated;
    const share = dragShare(drag);
    const kept = 1 - share;
    const curvature = 1 / (earthRadius + height);
    const turned = speed * curvature * dt;
    const up = vertical * kept - horizontal * turned;
    const along = horizontal * kept + vertical * turned;
    const newSpeed = Math.sqrt(along * along + up * up);
    const newLength = length + newSpeed * dt;
    const newDrop = drop + fall * curvature * curvature;
    const newHeight = Math.sqrt(startSquare - newLength * slope + newLength * newLength) - earthRadius - newDrop;
    const newPressure = air * newSpeed * newSpeed;
    const isUneventful =
      newMass > massLimit &&
      newSpeed >= speedLimit &&
      newHeight >= lowest &&
      newLength <= lengthLimit &&
      newPressure <= strength;
    if (!isUneventful) break;
    const newRoot = inverseRoot(newMass, root);
    const cell = overSpeed.cellStart(newSpeed);
    const atRest = overSpeed.valueIn(cell, newSpeed) * scale;
    const newTau = hasMassFactor ? atRest * overMass.value(newRoot) : atRest;
    const energy = 0.5 * ablated * newSpeed + newMass * (speed * share);
    const newPower = newTau * newSpeed * energy * perTime;
    if (!(newPower >= 0)) break;
    if (run.countElectrons) electrons = overSpeed.secondIn(cell, newSpeed) * ablated * perElectron;
    mass = newMass;
    root = newRoot;
    speed = newSpeed;
    vertical = Math.min(up, 0);
    horizontal = along;
    height = newHeight;
    length = newLength;
    drop = newDrop;
    tau = newTau;
    power = newPower;
    pressure = newPressure;
    time += dt;
    if (height > 0) bottom = Math.min(bottom, height);
    results.appendAlone(time, power, electrons, tau, height, length, speed, pressure, mass);
  }
  if (steps === 0) return;
  f.mass[0] = mass;
  f.inverseRoot[0] = root;
  f.speed[0] = speed;
  f.vertical[0] = vertical;
  f.horizontal[0] = horizontal;
  f.height[0] = height;
  f.length[0] = length;
  f.drop[0] = drop;
  f.tau[0] = tau;
  f.luminosity[0] = power;
  f.electrons[0] = electrons;
  f.dynamicPressure[0] = pressure;
  f.eroded[0] = 0;
  c.total_time = time;
  c.main_bottom_ht = bottom;
  run.steps += steps;
  run.fragmentSteps += steps;
}

/** Height below which the main fragment erodes, ends, or an entry acts; where that cannot be said, nothing is low enough. */
function heightOfNextEvent({ constants: c, fragments: f, entries }: Run): number {
  let height = c.h_kill;
  if (c.erosion_on && f.eroding[0] === 1) height = Math.max(height, c.erosion_height_start);
  for (const { entry, outcome } of entries) {
    if (outcome.done) continue;
    if (entry.upward_only) return Number.POSITIVE_INFINITY;
    height = Math.max(height, entry.height);
  }
  return height;
}
