/* What grains give off in a time step: light, electrons, and who is brightest, leads or has ended. */
import * as at from "../src/fitting/meteoroid/erosion/grain-layout";
import { add, both, column, firsts, mul, plus, seconds, sub } from "./pairs";
import { areKnown, askEfficiency, askIonization, askMassFactor, cell } from "./tables";

/** Luminous efficiency but for the effect of the mass, and electrons. */
export function glow(from: i32, to: i32, capacity: i32): void {
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
export function weighMass(from: i32, pairs: i32, capacity: i32): void {
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
export function shine(from: i32, to: i32, capacity: i32): void {
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
