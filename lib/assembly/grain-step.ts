/*
 * One time step of all grains, two at a time. AssemblyScript: `node scripts/build-wasm.cjs` compiles it. The twin in
 * TypeScript, lib/src/fitting/meteoroid/erosion/step-grains.ts, does the same operations in the same order, and tests
 * hold both to the same bits: whoever changes one changes the other.
 */
import * as at from "../src/fitting/meteoroid/erosion/grain-layout";
import { glow, shine, weighMass } from "./light";
import { add, both, column, firsts, mul, plus, seconds, sub } from "./pairs";
import { areKnown, askGrowth, askLoss, cell } from "./tables";

/** One time step of the first `moving` grains, in columns of the length `capacity`. */
export function step(moving: i32, capacity: i32): void {
  clearTallies();
  if (moving & 1) keepRow(moving, capacity, true);
  for (let from = 0; from < moving; from += at.blockSize) {
    const to = min(from + at.blockSize, moving);
    const pairs = (to - from + 1) >> 1;
    weighAir(from, pairs, capacity);
    meetAir(from, pairs, capacity);
    drag(from, pairs, capacity);
    ablate(from, pairs, capacity);
    move(from, pairs, capacity);
    glow(from, to, capacity);
    if (load<f64>(at.hasMassFactor << 3) != 0) weighMass(from, pairs, capacity);
    shine(from, to, capacity);
  }
  if (moving & 1) keepRow(moving, capacity, false);
}

function clearTallies(): void {
  for (let k = 0; k < 12; k++) store<f64>((at.sums + k) << 3, 0);
  store<f64>(at.brightest << 3, -1);
  store<f64>(at.leading << 3, -1);
  store<f64>(at.deaths << 3, 0);
}

/** Puts the state of a row aside, or back. */
function keepRow(row: i32, capacity: i32, aside: bool): void {
  for (let k = 0; k < at.stateColumns; k++) {
    const place = (at.columns + k * capacity + row) << 3;
    const safe = (at.savedRow + k) << 3;
    if (aside) store<f64>(safe, load<f64>(place));
    else store<f64>(place, load<f64>(safe));
  }
}

/** Natural logarithm of the air density. */
function weighAir(from: i32, pairs: i32, capacity: i32): void {
  const c0 = both(at.airCoefficients);
  const c1 = both(at.airCoefficients + 1);
  const c2 = both(at.airCoefficients + 2);
  const c3 = both(at.airCoefficients + 3);
  const c4 = both(at.airCoefficients + 4);
  const c5 = both(at.airCoefficients + 5);
  const c6 = both(at.airCoefficients + 6);
  const unit = both(at.constants + 0);
  const ln10 = both(at.constants + 1);
  const limit = both(at.constants + 2);
  const lowLimit = both(at.constants + 3);
  let height = column(at.heightColumn, capacity, from);
  let stage: usize = 0;
  for (let i = 0; i < pairs; i++) {
    const x = mul(v128.load(height), unit);
    const log10 = plus(c0, x, plus(c1, x, plus(c2, x, plus(c3, x, plus(c4, x, plus(c5, x, c6))))));
    const power = f64x2.pmax(f64x2.pmin(mul(log10, ln10), limit), lowLimit);
    v128.store(stage, power, at.airPowers << 3);
    height += 16;
    stage += 16;
  }
}

/** Air density. */
function meetAir(from: i32, pairs: i32, capacity: i32): void {
  const one = f64x2.splat(1);
  const bias = i64x2.splat(1023);
  const perLn2 = both(at.constants + 4);
  const ln2High = both(at.constants + 5);
  const ln2Low = both(at.constants + 6);
  const rounder = both(at.constants + 7);
  const e2 = both(at.constants + 8);
  const e3 = both(at.constants + 9);
  const e4 = both(at.constants + 10);
  const e5 = both(at.constants + 11);
  const e6 = both(at.constants + 12);
  const e7 = both(at.constants + 13);
  let airs = column(at.airColumn, capacity, from);
  let stage: usize = 0;
  for (let i = 0; i < pairs; i++) {
    const power = v128.load(stage, at.airPowers << 3);
    const rounded = add(mul(power, perLn2), rounder);
    const n = sub(rounded, rounder);
    const r = sub(sub(power, mul(n, ln2High)), mul(n, ln2Low));
    const s = mul(r, r);
    const low = plus(plus(e2, r, e3), s, plus(e4, r, e5));
    const highest = plus(both(at.constants + 16), r, both(at.constants + 17));
    const high = plus(plus(e6, r, e7), s, plus(plus(both(at.constants + 14), r, both(at.constants + 15)), s, highest));
    // The lowest bits of the rounded number are n.
    const scale = i64x2.shl(i64x2.add(rounded, bias), 52);
    v128.store(airs, mul(add(one, plus(r, s, plus(low, mul(s, s), high))), scale));
    airs += 16;
    stage += 16;
  }
}

/** The share of the speed that drag will take, and the place in the table of mass loss. */
function drag(from: i32, pairs: i32, capacity: i32): void {
  const dt = both(at.stepLength);
  const half = f64x2.splat(0.5);
  const one = f64x2.splat(1);
  const two = f64x2.splat(2);
  const sixth = f64x2.splat(1.0 / 6.0);
  const saturated = f64x2.splat(<f64>at.saturated);
  let speed = column(at.speedColumn, capacity, from);
  let root = column(at.inverseRootColumn, capacity, from);
  let shape = column(at.shapeDensityColumn, capacity, from);
  let sigma = column(at.sigmaColumn, capacity, from);
  let airs = column(at.airColumn, capacity, from);
  let stage: usize = 0;
  for (let i = 0; i < pairs; i++) {
    const v = v128.load(speed);
    const d = mul(mul(v128.load(shape), v128.load(airs)), mul(mul(v128.load(root), v), dt));
    const e = f64x2.pmin(mul(d, mul(mul(v128.load(sigma), v), v)), saturated);
    v128.store(stage, e, at.stepParameters << 3);
    v128.store(stage, plus(one, half, e), at.lossPlaces << 3);
    // The stages of u' = −u² from u = 1.
    const u2 = sub(one, mul(half, d));
    const k2 = mul(mul(d, u2), u2);
    const u3 = sub(one, mul(half, k2));
    const k3 = mul(mul(d, u3), u3);
    const u4 = sub(one, k3);
    const k4 = mul(mul(d, u4), u4);
    v128.store(stage, mul(add(plus(d, two, add(k2, k3)), k4), sixth), at.dragShares << 3);
    speed += 16;
    root += 16;
    shape += 16;
    sigma += 16;
    airs += 16;
    stage += 16;
  }
}

/** Takes mass off. */
function ablate(from: i32, pairs: i32, capacity: i32): void {
  let mass = column(at.massColumn, capacity, from);
  let root = column(at.inverseRootColumn, capacity, from);
  let stage: usize = 0;
  for (let i = 0; i < pairs; i++) {
    const address = stage + (at.lossPlaces << 3);
    const place = v128.load(stage, at.lossPlaces << 3);
    const p = cell(address, at.lossTable, at.cellSize, at.lossShift, at.lossFirst, at.lossCells);
    const q = cell(address + 8, at.lossTable, at.cellSize, at.lossShift, at.lossFirst, at.lossCells);
    const p0 = v128.load(p);
    const q0 = v128.load(q);
    const p1 = v128.load(p, 16);
    const q1 = v128.load(q, 16);
    const p2 = v128.load(p, 32);
    const q2 = v128.load(q, 32);
    const p3 = v128.load(p, 48);
    const q3 = v128.load(q, 48);
    const t = sub(place, firsts(p0, q0));
    const c3 = plus(firsts(p2, q2), t, plus(seconds(p2, q2), t, firsts(p3, q3)));
    let perE = plus(seconds(p0, q0), t, plus(firsts(p1, q1), t, plus(seconds(p1, q1), t, c3)));
    const p4 = v128.load(p, 64);
    const q4 = v128.load(q, 64);
    const p5 = v128.load(p, 80);
    const q5 = v128.load(q, 80);
    const p6 = v128.load(p, 96);
    const q6 = v128.load(q, 96);
    const g3 = plus(firsts(p5, q5), t, plus(seconds(p5, q5), t, firsts(p6, q6)));
    let growth = plus(seconds(p3, q3), t, plus(firsts(p4, q4), t, plus(seconds(p4, q4), t, g3)));
    if (!areKnown(perE)) perE = askLoss(perE, address);
    if (!areKnown(growth)) growth = askGrowth(growth, address);
    const m = v128.load(mass);
    const lost = mul(m, mul(v128.load(stage, at.stepParameters << 3), perE));
    v128.store(stage, lost, at.lostMasses << 3);
    v128.store(mass, sub(m, lost));
    v128.store(root, mul(v128.load(root), growth));
    mass += 16;
    root += 16;
    stage += 16;
  }
}

/** Drag, the curvature of the Earth, sinking, and the way. */
function move(from: i32, pairs: i32, capacity: i32): void {
  const dt = both(at.stepLength);
  const earthRadius = both(at.earthRadius);
  const startSquare = both(at.startRadiusSquare);
  const slope = both(at.pathSlope);
  const fall = both(at.fall);
  const zero = f64x2.splat(0);
  const one = f64x2.splat(1);
  let speeds = column(at.speedColumn, capacity, from);
  let verticals = column(at.verticalColumn, capacity, from);
  let horizontals = column(at.horizontalColumn, capacity, from);
  let heights = column(at.heightColumn, capacity, from);
  let lengths = column(at.lengthColumn, capacity, from);
  let drops = column(at.dropColumn, capacity, from);
  let stage: usize = 0;
  for (let i = 0; i < pairs; i++) {
    const up = v128.load(verticals);
    const along = v128.load(horizontals);
    const v = v128.load(speeds);
    const share = v128.load(stage, at.dragShares << 3);
    const curvature = f64x2.div(one, add(earthRadius, v128.load(heights)));
    const kept = sub(one, share);
    const turned = mul(mul(v, curvature), dt);
    const newUp = sub(mul(up, kept), mul(along, turned));
    const newAlong = add(mul(along, kept), mul(up, turned));
    const newSpeed = f64x2.sqrt(add(mul(newAlong, newAlong), mul(newUp, newUp)));
    const length = plus(v128.load(lengths), newSpeed, dt);
    const drop = add(v128.load(drops), mul(mul(fall, curvature), curvature));
    v128.store(stage, mul(v, share), at.lostSpeeds << 3);
    v128.store(verticals, f64x2.pmin(newUp, zero));
    v128.store(horizontals, newAlong);
    v128.store(speeds, newSpeed);
    v128.store(lengths, length);
    v128.store(drops, drop);
    const square = add(sub(startSquare, mul(length, slope)), mul(length, length));
    v128.store(heights, sub(sub(f64x2.sqrt(square), earthRadius), drop));
    speeds += 16;
    verticals += 16;
    horizontals += 16;
    heights += 16;
    lengths += 16;
    drops += 16;
    stage += 16;
  }
}
