/*
 * One time step of all grains, two at a time. AssemblyScript: `node scripts/build-wasm.cjs` compiles it. The twin in
 * TypeScript, lib/src/fitting/meteoroid/erosion/step-grains.ts, does the same operations in the same order, and tests
 * hold both to the same bits: whoever changes one changes the other.
 */
import * as at from "../src/fitting/meteoroid/erosion/grain-layout";

// Asked where a table has no answer, or none yet.
@external("gaps", "lossPerE")
declare function lossPerE(place: f64): f64;
@external("gaps", "inverseRootGrowth")
declare function inverseRootGrowth(place: f64): f64;
@external("gaps", "efficiency")
declare function efficiency(speed: f64): f64;
@external("gaps", "ionization")
declare function ionization(speed: f64): f64;
@external("gaps", "massFactor")
declare function massFactor(inverseRoot: f64): f64;

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

/** Address of a row in a column. */
@inline
function column(k: i32, capacity: i32, row: i32): usize {
  return (at.columns + k * capacity + row) << 3;
}

/** Two copies of a number in memory. */
@inline
function both(place: i32): v128 {
  return v128.load_splat<f64>(place << 3);
}

@inline
function mul(a: v128, b: v128): v128 {
  return f64x2.mul(a, b);
}

@inline
function add(a: v128, b: v128): v128 {
  return f64x2.add(a, b);
}

@inline
function sub(a: v128, b: v128): v128 {
  return f64x2.sub(a, b);
}

/** a + b·c */
@inline
function plus(a: v128, b: v128, c: v128): v128 {
  return f64x2.add(a, f64x2.mul(b, c));
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

/** Address of the cell of the number at an address. */
@inline
function cell(address: usize, table: i32, size: i32, shift: i32, first: i32, cells: i32): usize {
  const k = (load<i32>(address, 4) >> shift) - first;
  return (table + size * select<i32>(k, cells, <u32>k < <u32>cells)) << 3;
}

/** The first numbers of two pairs. */
@inline
function firsts(a: v128, b: v128): v128 {
  return v128.shuffle<f64>(a, b, 0, 2);
}

/** The second numbers of two pairs. */
@inline
function seconds(a: v128, b: v128): v128 {
  return v128.shuffle<f64>(a, b, 1, 3);
}

/** True where both numbers are known; NaN and negative ones stand for gaps. */
@inline
function areKnown(values: v128): bool {
  return i64x2.all_true(f64x2.ge(values, f64x2.splat(0)));
}

// Both numbers of a pair, each asked for where it is not known.

function askLoss(known: v128, address: usize): v128 {
  const first = f64x2.extract_lane(known, 0);
  const second = f64x2.extract_lane(known, 1);
  return f64x2(
    first >= 0 ? first : lossPerE(load<f64>(address)),
    second >= 0 ? second : lossPerE(load<f64>(address, 8)),
  );
}

function askGrowth(known: v128, address: usize): v128 {
  const first = f64x2.extract_lane(known, 0);
  const second = f64x2.extract_lane(known, 1);
  return f64x2(
    first >= 0 ? first : inverseRootGrowth(load<f64>(address)),
    second >= 0 ? second : inverseRootGrowth(load<f64>(address, 8)),
  );
}

function askEfficiency(known: v128, address: usize): v128 {
  const first = f64x2.extract_lane(known, 0);
  const second = f64x2.extract_lane(known, 1);
  return f64x2(
    first >= 0 ? first : efficiency(load<f64>(address)),
    second >= 0 ? second : efficiency(load<f64>(address, 8)),
  );
}

function askIonization(known: v128, address: usize): v128 {
  const first = f64x2.extract_lane(known, 0);
  const second = f64x2.extract_lane(known, 1);
  return f64x2(
    first >= 0 ? first : ionization(load<f64>(address)),
    second >= 0 ? second : ionization(load<f64>(address, 8)),
  );
}

function askMassFactor(known: v128, address: usize): v128 {
  const first = f64x2.extract_lane(known, 0);
  const second = f64x2.extract_lane(known, 1);
  return f64x2(
    first >= 0 ? first : massFactor(load<f64>(address)),
    second >= 0 ? second : massFactor(load<f64>(address, 8)),
  );
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

/** Luminous efficiency but for the effect of the mass, and electrons. */
function glow(from: i32, to: i32, capacity: i32): void {
  const scale = both(at.efficiencyScale);
  const wantsElectrons = load<f64>(at.wantsElectrons << 3) != 0;
  let speeds = column(at.speedColumn, capacity, from);
  let counts = column(at.countColumn, capacity, from);
  let taus = column(at.tauColumn, capacity, from);
  let stage: usize = 0;
  for (let i = from; i < to; i += 2) {
    const p = cell(speeds, at.speedTable, at.cellSize, at.speedShift, at.speedFirst, at.speedCells);
    const q = cell(speeds + 8, at.speedTable, at.cellSize, at.speedShift, at.speedFirst, at.speedCells);
    const p0 = v128.load(p);
    const q0 = v128.load(q);
    const p1 = v128.load(p, 16);
    const q1 = v128.load(q, 16);
    const p2 = v128.load(p, 32);
    const q2 = v128.load(q, 32);
    const p3 = v128.load(p, 48);
    const q3 = v128.load(q, 48);
    const t = sub(v128.load(speeds), firsts(p0, q0));
    const c3 = plus(firsts(p2, q2), t, plus(seconds(p2, q2), t, firsts(p3, q3)));
    let tau = plus(seconds(p0, q0), t, plus(firsts(p1, q1), t, plus(seconds(p1, q1), t, c3)));
    if (!areKnown(tau)) tau = askEfficiency(tau, speeds);
    v128.store(taus, mul(tau, scale));
    if (wantsElectrons) {
      const p4 = v128.load(p, 64);
      const q4 = v128.load(q, 64);
      const p5 = v128.load(p, 80);
      const q5 = v128.load(q, 80);
      const p6 = v128.load(p, 96);
      const q6 = v128.load(q, 96);
      const g3 = plus(firsts(p5, q5), t, plus(seconds(p5, q5), t, firsts(p6, q6)));
      let perSpeed = plus(seconds(p3, q3), t, plus(firsts(p4, q4), t, plus(seconds(p4, q4), t, g3)));
      if (!areKnown(perSpeed)) perSpeed = askIonization(perSpeed, speeds);
      const electrons = mul(mul(perSpeed, v128.load(stage, at.lostMasses << 3)), v128.load(counts));
      v128.store(stage, electrons, at.stageElectrons << 3);
    }
    speeds += 16;
    counts += 16;
    taus += 16;
    stage += 16;
  }
}

/** Effect of the mass on the luminous efficiency. */
function weighMass(from: i32, pairs: i32, capacity: i32): void {
  let roots = column(at.inverseRootColumn, capacity, from);
  let taus = column(at.tauColumn, capacity, from);
  for (let i = 0; i < pairs; i++) {
    const a = cell(roots, at.massTable, at.smallCellSize, at.massShift, at.massFirst, at.massCells);
    const b = cell(roots + 8, at.massTable, at.smallCellSize, at.massShift, at.massFirst, at.massCells);
    const a0 = v128.load(a);
    const b0 = v128.load(b);
    const a1 = v128.load(a, 16);
    const b1 = v128.load(b, 16);
    const a2 = v128.load(a, 32);
    const b2 = v128.load(b, 32);
    const a3 = v128.load(a, 48);
    const b3 = v128.load(b, 48);
    const t = sub(v128.load(roots), firsts(a0, b0));
    const c3 = plus(firsts(a2, b2), t, plus(seconds(a2, b2), t, firsts(a3, b3)));
    let factor = plus(seconds(a0, b0), t, plus(firsts(a1, b1), t, plus(seconds(a1, b1), t, c3)));
    if (!areKnown(factor)) factor = askMassFactor(factor, roots);
    v128.store(taus, mul(v128.load(taus), factor));
    roots += 16;
    taus += 16;
  }
}

/** Light, sums, the brightest, the leading one, and those that ended. */
function shine(from: i32, to: i32, capacity: i32): void {
  const perTime = f64x2.splat(1 / load<f64>(at.stepLength << 3));
  const half = f64x2.splat(0.5);
  const zero = f64x2.splat(0);
  const massLimit = both(at.massLimit);
  const speedLimit = both(at.speedLimit);
  const heightLimit = both(at.heightLimit);
  const lengthLimit = both(at.lengthLimit);
  const sums: usize = at.sums << 3;
  let power = v128.load(sums + (at.powerSum << 3));
  let tauPower = v128.load(sums + (at.tauPowerSum << 3));
  let erodedPower = v128.load(sums + (at.erodedPowerSum << 3));
  let erodedTauPower = v128.load(sums + (at.erodedTauPowerSum << 3));
  let massSum = v128.load(sums + (at.massSum << 3));
  let anyEnd = zero;
  let masses = column(at.massColumn, capacity, from);
  let speeds = column(at.speedColumn, capacity, from);
  let heights = column(at.heightColumn, capacity, from);
  let lengths = column(at.lengthColumn, capacity, from);
  let counts = column(at.countColumn, capacity, from);
  let entries = column(at.entryColumn, capacity, from);
  let taus = column(at.tauColumn, capacity, from);
  let lights = column(at.luminosityColumn, capacity, from);
  let stage: usize = 0;
  for (let i = from; i < to; i += 2) {
    // All bits where a row takes part.
    const counted = i64x2.replace_lane(i64x2.splat(-1), 1, i + 1 < to ? -1 : 0);
    const v = v128.load(speeds);
    const m = v128.load(masses);
    const tau = v128.load(taus);
    const count = v128.load(counts);
    const lost = v128.load(stage, at.lostMasses << 3);
    const energy = add(mul(mul(half, lost), v), mul(m, v128.load(stage, at.lostSpeeds << 3)));
    const light = mul(mul(mul(tau, v), energy), mul(perTime, count));
    v128.store(lights, light);
    const tauLight = mul(tau, light);
    power = add(power, v128.and(light, counted));
    tauPower = add(tauPower, v128.and(tauLight, counted));
    const ended = v128.or(
      v128.or(
        v128.or(f64x2.le(m, massLimit), f64x2.lt(v, speedLimit)),
        v128.or(f64x2.lt(v128.load(heights), heightLimit), f64x2.lt(light, zero)),
      ),
      f64x2.gt(v128.load(lengths), lengthLimit),
    );
    const end = v128.and(ended, counted);
    v128.store(stage, end, at.ends << 3);
    anyEnd = v128.or(anyEnd, end);
    const alive = v128.andnot(counted, ended);
    massSum = add(massSum, v128.and(mul(m, count), alive));
    const eroded = v128.andnot(alive, f64x2.ge(v128.load(entries), zero));
    erodedPower = add(erodedPower, v128.and(light, eroded));
    erodedTauPower = add(erodedTauPower, v128.and(tauLight, eroded));
    masses += 16;
    speeds += 16;
    heights += 16;
    lengths += 16;
    counts += 16;
    entries += 16;
    taus += 16;
    lights += 16;
    stage += 16;
  }
  v128.store(sums + (at.powerSum << 3), power);
  v128.store(sums + (at.tauPowerSum << 3), tauPower);
  v128.store(sums + (at.erodedPowerSum << 3), erodedPower);
  v128.store(sums + (at.erodedTauPowerSum << 3), erodedTauPower);
  v128.store(sums + (at.massSum << 3), massSum);
  if (load<f64>(at.wantsElectrons << 3) != 0) addElectrons(from, to);
  findMost(at.brightest, at.othersPower, at.luminosityColumn, from, to, capacity);
  findMost(at.leading, at.othersLength, at.lengthColumn, from, to, capacity);
  if (v128.any_true(anyEnd)) listEnds(from, to, capacity);
}

function addElectrons(from: i32, to: i32): void {
  const sum: usize = (at.sums + at.electronSum) << 3;
  let electrons = v128.load(sum);
  let stage: usize = 0;
  for (let i = from; i < to; i += 2) {
    const counted = i64x2.replace_lane(i64x2.splat(-1), 1, i + 1 < to ? -1 : 0);
    electrons = add(electrons, v128.and(v128.load(stage, at.stageElectrons << 3), counted));
    stage += 16;
  }
  v128.store(sum, electrons);
}

/** Finds the first row that has most in a column, if it has more than the rows before and the other fragments. */
function findMost(result: i32, others: i32, k: i32, from: i32, to: i32, capacity: i32): void {
  const known = load<f64>(result << 3);
  const least = known < 0 ? load<f64>(others << 3) : load<f64>(column(k, capacity, <i32>known));
  let most = f64x2.splat(least);
  let address = column(k, capacity, from);
  for (let i = from; i < to; i += 2) {
    const values = v128.load(address);
    // The row behind the last is passed over.
    most = f64x2.pmax(most, i + 1 < to ? values : firsts(values, values));
    address += 16;
  }
  const a = f64x2.extract_lane(most, 0);
  const b = f64x2.extract_lane(most, 1);
  const best = b > a ? b : a;
  if (!(best > least)) return;
  address = column(k, capacity, from);
  let row = from;
  while (load<f64>(address) != best) {
    row++;
    address += 8;
  }
  store<f64>(result << 3, <f64>row);
}

/** Lists the rows that ended. */
function listEnds(from: i32, to: i32, capacity: i32): void {
  let deaths = <i32>load<f64>(at.deaths << 3);
  let stage: usize = 0;
  for (let i = from; i < to; i++) {
    if (load<i64>(stage, at.ends << 3) != 0) {
      store<f64>(column(at.deadColumn, capacity, deaths), <f64>i);
      deaths++;
    }
    stage += 8;
  }
  store<f64>(at.deaths << 3, <f64>deaths);
}
