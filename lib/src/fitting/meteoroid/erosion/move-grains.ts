import { groundGravity } from "./advance";
import type { Run } from "./run";

/** Turns all grains by drag and by the curvature of the Earth, lets them sink, and moves them on, as `advance` does. */
export function moveGrains({ grains, constants, cosZenith }: Run): void {
  const { moving, speed, vertical, horizontal, height, length, drop, dragShare, slowed } = grains;
  const { dt, r_earth: earthRadius } = constants;
  const startRadius = constants.h_init + earthRadius;
  const startRadiusSquare = startRadius * startRadius;
  const fall = 0.5 * groundGravity * earthRadius * earthRadius * dt * dt;
  for (let i = 0; i < moving; i++) {
    const up = vertical[i];
    const along = horizontal[i];
    const v = speed[i];
    const curvature = 1 / (earthRadius + height[i]);
    const share = dragShare[i];
    const kept = 1 - share;
    const turned = v * curvature * dt;
    const newUp = up * kept - along * turned;
    const newAlong = along * kept + up * turned;
    const newSpeed = Math.sqrt(newAlong * newAlong + newUp * newUp);
    const newLength = length[i] + newSpeed * dt;
    const newDrop = drop[i] + fall * curvature * curvature;
    slowed[i] = v * share;
    vertical[i] = Math.min(newUp, 0);
    horizontal[i] = newAlong;
    speed[i] = newSpeed;
    length[i] = newLength;
    drop[i] = newDrop;
    const square = startRadiusSquare - 2 * newLength * cosZenith * startRadius + newLength * newLength;
    height[i] = Math.sqrt(square) - earthRadius - newDrop;
  }
}
