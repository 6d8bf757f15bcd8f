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
    meetAir(from, to, capacity);
    ablate(from, to, capacity);
    move(from, to, capacity);
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

/** Air density, the share of the speed that drag will take, and the place in the table of mass loss. */
function meetAir(from: i32, to: i32, capacity: i32): void {
  const dt = both(at.stepLength);
  const c0 = both(at.airCoefficients);
  const c1 = both(at.airCoefficients + 1);
  const c2 = both(at.airCoefficients + 2);
  const c3 = both(at.airCoefficients + 3);
  const c4 = both(at.airCoefficients + 4);
  const c5 = both(at.airCoefficients + 5);
  const c6 = both(at.airCoefficients + 6);
  const half = f64x2.splat(0.5);
  const one = f64x2.splat(1);
  const two = f64x2.splat(2);
  const sixth = f64x2.splat(1.0 / 6.0);
  const limit = f64x2.splat(<f64>at.exponentLimit);
  const lowLimit = f64x2.splat(-(<f64>at.exponentLimit));
  const perLn2 = both(at.constants);
  const rounder = both(at.constants + 3);
  const bias = i64x2.splat(1023);
  const saturated = f64x2.splat(<f64>at.saturated);
  const span = (to - from + 1) & ~1;
  let height = column(at.heightColumn, capacity, from);
  let speed = column(at.speedColumn, capacity, from);
  let root = column(at.inverseRootColumn, capacity, from);
  let shape = column(at.shapeDensityColumn, capacity, from);
  let sigma = column(at.sigmaColumn, capacity, from);
  let airs = column(at.airColumn, capacity, from);
  let stage: usize = 0;
  for (let i = 0; i < span; i += 2) {
    const h = v128.load(height);
    const free = plus(c0, h, plus(c1, h, plus(c2, h, plus(c3, h, plus(c4, h, plus(c5, h, c6))))));
    const power = f64x2.max(f64x2.min(free, limit), lowLimit);
    const rounded = add(mul(power, perLn2), rounder);
    const n = sub(rounded, rounder);
    const r = sub(sub(power, mul(n, both(at.constants + 1))), mul(n, both(at.constants + 2)));
    const s = mul(r, r);
    const low = plus(
      plus(both(at.constants + 4), r, both(at.constants + 5)),
      s,
      plus(both(at.constants + 6), r, both(at.constants + 7)),
    );
    const high = plus(
      plus(both(at.constants + 8), r, both(at.constants + 9)),
      s,
      plus(
        plus(both(at.constants + 10), r, both(at.constants + 11)),
        s,
        plus(both(at.constants + 12), r, both(at.constants + 13)),
      ),
    );
    // The lowest bits of the rounded number are n.
    const scale = i64x2.shl(i64x2.add(rounded, bias), 52);
    const air = mul(add(one, plus(r, s, plus(low, mul(s, s), high))), scale);
    v128.store(airs, air);
    const v = v128.load(speed);
    const d = mul(mul(mul(mul(v128.load(shape), air), v128.load(root)), v), dt);
    const e = f64x2.min(mul(mul(mul(d, v128.load(sigma)), v), v), saturated);
    v128.store(stage + (at.stepParameters << 3), e);
    v128.store(stage + (at.lossPlaces << 3), plus(one, half, e));
    const u2 = sub(one, mul(half, d));
    const k2 = mul(mul(d, u2), u2);
    const u3 = sub(one, mul(half, k2));
    const k3 = mul(mul(d, u3), u3);
    const u4 = sub(one, k3);
    const k4 = mul(mul(d, u4), u4);
    v128.store(stage + (at.dragShares << 3), mul(add(plus(d, two, add(k2, k3)), k4), sixth));
    height += 16;
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

/** Takes mass off. */
function ablate(from: i32, to: i32, capacity: i32): void {
  const span = (to - from + 1) & ~1;
  let mass = column(at.massColumn, capacity, from);
  let root = column(at.inverseRootColumn, capacity, from);
  let stage: usize = 0;
  for (let i = 0; i < span; i += 2) {
    const address = stage + (at.lossPlaces << 3);
    const place = v128.load(address);
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
    if (!areKnown(perE)) {
      const first = f64x2.extract_lane(perE, 0);
      const second = f64x2.extract_lane(perE, 1);
      perE = f64x2(
        first >= 0 ? first : lossPerE(load<f64>(address)),
        second >= 0 ? second : lossPerE(load<f64>(address, 8)),
      );
    }
    if (!areKnown(growth)) {
      const first = f64x2.extract_lane(growth, 0);
      const second = f64x2.extract_lane(growth, 1);
      growth = f64x2(
        first >= 0 ? first : inverseRootGrowth(load<f64>(address)),
        second >= 0 ? second : inverseRootGrowth(load<f64>(address, 8)),
      );
    }
    const m = v128.load(mass);
    const lost = mul(m, mul(v128.load(stage + (at.stepParameters << 3)), perE));
    v128.store(stage + (at.lostMasses << 3), lost);
    v128.store(mass, sub(m, lost));
    v128.store(root, mul(v128.load(root), growth));
    mass += 16;
    root += 16;
    stage += 16;
  }
}

/** Drag, the curvature of the Earth, sinking, and the way. */
function move(from: i32, to: i32, capacity: i32): void {
  const dt = both(at.stepLength);
  const earthRadius = both(at.earthRadius);
  const startSquare = both(at.startRadiusSquare);
  const slope = both(at.pathSlope);
  const fall = both(at.fall);
  const zero = f64x2.splat(0);
  const one = f64x2.splat(1);
  const span = (to - from + 1) & ~1;
  let speeds = column(at.speedColumn, capacity, from);
  let verticals = column(at.verticalColumn, capacity, from);
  let horizontals = column(at.horizontalColumn, capacity, from);
  let heights = column(at.heightColumn, capacity, from);
  let lengths = column(at.lengthColumn, capacity, from);
  let drops = column(at.dropColumn, capacity, from);
  let stage: usize = 0;
  for (let i = 0; i < span; i += 2) {
    const up = v128.load(verticals);
    const along = v128.load(horizontals);
    const v = v128.load(speeds);
    const share = v128.load(stage + (at.dragShares << 3));
    const curvature = f64x2.div(one, add(earthRadius, v128.load(heights)));
    const kept = sub(one, share);
    const turned = mul(mul(v, curvature), dt);
    const newUp = sub(mul(up, kept), mul(along, turned));
    const newAlong = add(mul(along, kept), mul(up, turned));
    const newSpeed = f64x2.sqrt(add(mul(newAlong, newAlong), mul(newUp, newUp)));
    const length = plus(v128.load(lengths), newSpeed, dt);
    const drop = add(v128.load(drops), mul(mul(fall, curvature), curvature));
    v128.store(stage + (at.lostSpeeds << 3), mul(v, share));
    v128.store(verticals, f64x2.min(newUp, zero));
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

/** Luminous efficiency, light and electrons; then sums, the brightest, the leading one, and those that ended. */
function shine(from: i32, to: i32, capacity: i32): void {
  const scale = both(at.efficiencyScale);
  const perTime = f64x2.splat(1 / load<f64>(at.stepLength << 3));
  const wantsElectrons = load<f64>(at.wantsElectrons << 3) != 0;
  const hasMassFactor = load<f64>(at.hasMassFactor << 3) != 0;
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
  let electrons = v128.load(sums + (at.electronSum << 3));
  const knownBrightest = load<f64>(at.brightest << 3);
  const knownLeading = load<f64>(at.leading << 3);
  let brightest = f64x2.splat(knownBrightest);
  let mostLight = f64x2.splat(
    knownBrightest < 0
      ? load<f64>(at.othersPower << 3)
      : load<f64>(column(at.luminosityColumn, capacity, <i32>knownBrightest)),
  );
  let leading = f64x2.splat(knownLeading);
  let mostLength = f64x2.splat(
    knownLeading < 0
      ? load<f64>(at.othersLength << 3)
      : load<f64>(column(at.lengthColumn, capacity, <i32>knownLeading)),
  );
  let masses = column(at.massColumn, capacity, from);
  let roots = column(at.inverseRootColumn, capacity, from);
  let speeds = column(at.speedColumn, capacity, from);
  let heights = column(at.heightColumn, capacity, from);
  let lengths = column(at.lengthColumn, capacity, from);
  let counts = column(at.countColumn, capacity, from);
  let entries = column(at.entryColumn, capacity, from);
  let taus = column(at.tauColumn, capacity, from);
  let lights = column(at.luminosityColumn, capacity, from);
  let stage: usize = 0;
  for (let i = from; i < to; i += 2) {
    const v = v128.load(speeds);
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
    const t = sub(v, firsts(p0, q0));
    const c3 = plus(firsts(p2, q2), t, plus(seconds(p2, q2), t, firsts(p3, q3)));
    let tau = plus(seconds(p0, q0), t, plus(firsts(p1, q1), t, plus(seconds(p1, q1), t, c3)));
    if (!areKnown(tau)) {
      const first = f64x2.extract_lane(tau, 0);
      const second = f64x2.extract_lane(tau, 1);
      tau = f64x2(
        first >= 0 ? first : efficiency(load<f64>(speeds)),
        second >= 0 ? second : efficiency(load<f64>(speeds, 8)),
      );
    }
    tau = mul(tau, scale);
    const count = v128.load(counts);
    const lost = v128.load(stage + (at.lostMasses << 3));
    // All bits where a row takes part.
    const counted = i64x2(-1, i + 1 < to ? -1 : 0);
    if (wantsElectrons) {
      const p4 = v128.load(p, 64);
      const q4 = v128.load(q, 64);
      const p5 = v128.load(p, 80);
      const q5 = v128.load(q, 80);
      const p6 = v128.load(p, 96);
      const q6 = v128.load(q, 96);
      const g3 = plus(firsts(p5, q5), t, plus(seconds(p5, q5), t, firsts(p6, q6)));
      let perSpeed = plus(seconds(p3, q3), t, plus(firsts(p4, q4), t, plus(seconds(p4, q4), t, g3)));
      if (!areKnown(perSpeed)) {
        const first = f64x2.extract_lane(perSpeed, 0);
        const second = f64x2.extract_lane(perSpeed, 1);
        perSpeed = f64x2(
          first >= 0 ? first : ionization(load<f64>(speeds)),
          second >= 0 ? second : ionization(load<f64>(speeds, 8)),
        );
      }
      electrons = add(electrons, v128.and(mul(mul(perSpeed, lost), count), counted));
    }
    if (hasMassFactor) {
      const root = v128.load(roots);
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
      const s = sub(root, firsts(a0, b0));
      const f3 = plus(firsts(a2, b2), s, plus(seconds(a2, b2), s, firsts(a3, b3)));
      let factor = plus(seconds(a0, b0), s, plus(firsts(a1, b1), s, plus(seconds(a1, b1), s, f3)));
      if (!areKnown(factor)) {
        const first = f64x2.extract_lane(factor, 0);
        const second = f64x2.extract_lane(factor, 1);
        factor = f64x2(
          first >= 0 ? first : massFactor(load<f64>(roots)),
          second >= 0 ? second : massFactor(load<f64>(roots, 8)),
        );
      }
      tau = mul(tau, factor);
    }
    v128.store(taus, tau);
    const m = v128.load(masses);
    const energy = add(mul(mul(half, lost), v), mul(m, v128.load(stage + (at.lostSpeeds << 3))));
    const light = mul(mul(mul(mul(tau, v), energy), perTime), count);
    v128.store(lights, light);

    const tauLight = mul(tau, light);
    const length = v128.load(lengths);
    power = add(power, v128.and(light, counted));
    tauPower = add(tauPower, v128.and(tauLight, counted));
    const ended = v128.or(
      v128.or(
        v128.or(f64x2.le(m, massLimit), f64x2.lt(v, speedLimit)),
        v128.or(f64x2.lt(v128.load(heights), heightLimit), f64x2.lt(light, zero)),
      ),
      f64x2.gt(length, lengthLimit),
    );
    const alive = v128.andnot(counted, ended);
    massSum = add(massSum, v128.and(mul(m, count), alive));
    const eroded = v128.andnot(alive, f64x2.ge(v128.load(entries), zero));
    erodedPower = add(erodedPower, v128.and(light, eroded));
    erodedTauPower = add(erodedTauPower, v128.and(tauLight, eroded));

    const row = f64x2.add(f64x2.splat(<f64>i), f64x2(0, 1));
    const isBrighter = v128.and(f64x2.gt(light, mostLight), counted);
    mostLight = v128.bitselect(light, mostLight, isBrighter);
    brightest = v128.bitselect(row, brightest, isBrighter);
    const isAhead = v128.and(f64x2.gt(length, mostLength), counted);
    mostLength = v128.bitselect(length, mostLength, isAhead);
    leading = v128.bitselect(row, leading, isAhead);
    const dead = v128.and(ended, counted);
    if (v128.any_true(dead)) noteDead(i, dead, capacity);

    masses += 16;
    roots += 16;
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
  v128.store(sums + (at.electronSum << 3), electrons);
  store<f64>(at.brightest << 3, rowOfMost(mostLight, brightest));
  store<f64>(at.leading << 3, rowOfMost(mostLength, leading));
}

/** Of the two halves' rows the one that has more, or the first of equals. */
function rowOfMost(most: v128, rows: v128): f64 {
  const a = f64x2.extract_lane(most, 0);
  const b = f64x2.extract_lane(most, 1);
  const first = f64x2.extract_lane(rows, 0);
  const second = f64x2.extract_lane(rows, 1);
  if (b > a) return second;
  return b == a && second < first ? second : first;
}

/** Lists the rows of a pair that ended. */
function noteDead(row: i32, dead: v128, capacity: i32): void {
  for (let lane = 0; lane < 2; lane++) {
    const isDead = lane == 0 ? i64x2.extract_lane(dead, 0) : i64x2.extract_lane(dead, 1);
    if (isDead == 0) continue;
    const deaths = <i32>load<f64>(at.deaths << 3);
    store<f64>(column(at.deadColumn, capacity, deaths), <f64>(row + lane));
    store<f64>(at.deaths << 3, <f64>(deaths + 1));
  }
}
