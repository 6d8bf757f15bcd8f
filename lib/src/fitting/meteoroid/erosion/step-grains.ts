import { powerOfTwo, upperHalfPlace } from "../../../core/special/elementary/binary-exponent";
import type { TableGaps } from "./grain-kernel";
import * as at from "./grain-layout";

/** Memory as numbers and as their 32-bit halves, and what is asked where the tables have gaps. */
export interface GrainMemory {
  numbers: Float64Array;
  halves: Int32Array;
  gaps: TableGaps;
}

/**
 * One time step of the first grains: the twin of the WebAssembly in lib/assembly/grain-step.ts. It does the same
 * operations in the same order on the same memory, so that both give the same bits: whoever changes one changes the
 * other.
 *
 * @param memory laid out as `grain-layout` says
 * @param moving how many grains
 * @param capacity length of a column
 */
export function stepGrains(memory: GrainMemory, moving: number, capacity: number): void {
  const f = memory.numbers;
  for (let k = 0; k < 12; k++) f[at.sums + k] = 0;
  f[at.brightest] = -1;
  f[at.leading] = -1;
  f[at.deaths] = 0;
  for (let from = 0; from < moving; from += at.blockSize) {
    const size = Math.min(at.blockSize, moving - from);
    weighAir(f, from, size, capacity);
    meetAir(f, from, size, capacity);
    drag(f, from, size, capacity);
    ablate(memory, from, size, capacity);
    move(f, from, size, capacity);
    glow(memory, from, size, capacity);
    if (f[at.hasMassFactor] !== 0) weighMass(memory, from, size, capacity);
    shine(f, from, size, capacity);
    addHalf(f, 0, from, size, capacity);
    addHalf(f, 1, from, size, capacity);
    findMost(f, at.brightest, at.othersPower, at.luminosityColumn, from, size, capacity);
    findMost(f, at.leading, at.othersLength, at.lengthColumn, from, size, capacity);
    listEnds(f, from, size, capacity);
  }
}

/** Natural logarithm of the air density. */
function weighAir(f: Float64Array, from: number, size: number, capacity: number): void {
  const c0 = f[at.airCoefficients];
  const c1 = f[at.airCoefficients + 1];
  const c2 = f[at.airCoefficients + 2];
  const c3 = f[at.airCoefficients + 3];
  const c4 = f[at.airCoefficients + 4];
  const c5 = f[at.airCoefficients + 5];
  const c6 = f[at.airCoefficients + 6];
  const heights = at.columns + at.heightColumn * capacity + from;
  const powers = at.airPowers;
  const { perMegametre: unit, ln10, exponentLimit: limit } = at;
  for (let i = 0; i < size; i++) {
    const x = f[heights + i] * unit;
    const log10 = c0 + x * (c1 + x * (c2 + x * (c3 + x * (c4 + x * (c5 + x * c6)))));
    const free = log10 * ln10;
    const low = limit < free ? limit : free;
    f[powers + i] = low < -limit ? -limit : low;
  }
}

/** Air density. */
function meetAir(f: Float64Array, from: number, size: number, capacity: number): void {
  const { perLn2, rounder, ln2High, ln2Low, exp2: e2, exp3: e3, exp4: e4, exp5: e5, exp6: e6, exp7: e7 } = at;
  const { exp8: e8, exp9: e9, exp10: e10, exp11: e11, airPowers: powers } = at;
  const airs = at.columns + at.airColumn * capacity + from;
  for (let i = 0; i < size; i++) {
    const power = f[powers + i];
    const n = power * perLn2 + rounder - rounder;
    const r = power - n * ln2High - n * ln2Low;
    const s = r * r;
    const low = e2 + r * e3 + s * (e4 + r * e5);
    const high = e6 + r * e7 + s * (e8 + r * e9 + s * (e10 + r * e11));
    f[airs + i] = (1 + (r + s * (low + s * s * high))) * powerOfTwo(n);
  }
}

/** The share of the speed that drag will take, and the place in the table of mass loss. */
function drag(f: Float64Array, from: number, size: number, capacity: number): void {
  const dt = f[at.stepLength];
  const speeds = at.columns + at.speedColumn * capacity + from;
  const roots = at.columns + at.inverseRootColumn * capacity + from;
  const shapes = at.columns + at.shapeDensityColumn * capacity + from;
  const sigmas = at.columns + at.sigmaColumn * capacity + from;
  const airs = at.columns + at.airColumn * capacity + from;
  const { stepParameters: parameters, lossPlaces: places, dragShares: shares, saturated } = at;
  for (let i = 0; i < size; i++) {
    const v = f[speeds + i];
    const d = f[shapes + i] * f[airs + i] * (f[roots + i] * v * dt);
    const free = d * (f[sigmas + i] * v * v);
    const e = saturated < free ? saturated : free;
    f[parameters + i] = e;
    f[places + i] = 1 + 0.5 * e;
    // The stages of u' = −u² from u = 1.
    const u2 = 1 - 0.5 * d;
    const k2 = d * u2 * u2;
    const u3 = 1 - 0.5 * k2;
    const k3 = d * u3 * u3;
    const u4 = 1 - k3;
    const k4 = d * u4 * u4;
    f[shares + i] = (d + 2 * (k2 + k3) + k4) * (1 / 6);
  }
}

/** Takes mass off. */
function ablate({ numbers: f, halves, gaps }: GrainMemory, from: number, size: number, capacity: number): void {
  const masses = at.columns + at.massColumn * capacity + from;
  const roots = at.columns + at.inverseRootColumn * capacity + from;
  const { stepParameters: parameters, lossPlaces: places, lostMasses, lossShift: shift, lossFirst: first } = at;
  const { lossCells: cells, lossTable: table, cellSize } = at;
  const upper = 2 * places + upperHalfPlace;
  for (let i = 0; i < size; i++) {
    const place = f[places + i];
    const cell = (halves[upper + 2 * i] >> shift) - first;
    const k = table + cellSize * (cell >= 0 && cell < cells ? cell : cells);
    const t = place - f[k];
    let perE = f[k + 1] + t * (f[k + 2] + t * (f[k + 3] + t * (f[k + 4] + t * (f[k + 5] + t * f[k + 6]))));
    let growth = f[k + 7] + t * (f[k + 8] + t * (f[k + 9] + t * (f[k + 10] + t * (f[k + 11] + t * f[k + 12]))));
    if (!(perE >= 0)) perE = gaps.lossPerE(place);
    if (!(growth >= 0)) growth = gaps.inverseRootGrowth(place);
    const m = f[masses + i];
    const lost = m * (f[parameters + i] * perE);
    f[lostMasses + i] = lost;
    f[masses + i] = m - lost;
    f[roots + i] *= growth;
  }
}

/** Drag, the curvature of the Earth, sinking, and the way. */
function move(f: Float64Array, from: number, size: number, capacity: number): void {
  const dt = f[at.stepLength];
  const earthRadius = f[at.earthRadius];
  const startSquare = f[at.startRadiusSquare];
  const slope = f[at.pathSlope];
  const fall = f[at.fall];
  const speeds = at.columns + at.speedColumn * capacity + from;
  const verticals = at.columns + at.verticalColumn * capacity + from;
  const horizontals = at.columns + at.horizontalColumn * capacity + from;
  const heights = at.columns + at.heightColumn * capacity + from;
  const lengths = at.columns + at.lengthColumn * capacity + from;
  const drops = at.columns + at.dropColumn * capacity + from;
  const { dragShares: shares, lostSpeeds } = at;
  for (let i = 0; i < size; i++) {
    const up = f[verticals + i];
    const along = f[horizontals + i];
    const v = f[speeds + i];
    const share = f[shares + i];
    const curvature = 1 / (earthRadius + f[heights + i]);
    const kept = 1 - share;
    const turned = v * curvature * dt;
    const newUp = up * kept - along * turned;
    const newAlong = along * kept + up * turned;
    const newSpeed = Math.sqrt(newAlong * newAlong + newUp * newUp);
    const length = f[lengths + i] + newSpeed * dt;
    const drop = f[drops + i] + fall * curvature * curvature;
    f[lostSpeeds + i] = v * share;
    f[verticals + i] = 0 < newUp ? 0 : newUp;
    f[horizontals + i] = newAlong;
    f[speeds + i] = newSpeed;
    f[lengths + i] = length;
    f[drops + i] = drop;
    f[heights + i] = Math.sqrt(startSquare - length * slope + length * length) - earthRadius - drop;
  }
}

/** Luminous efficiency but for the effect of the mass, and electrons. */
function glow({ numbers: f, halves, gaps }: GrainMemory, from: number, size: number, capacity: number): void {
  const scale = f[at.efficiencyScale];
  const wantsElectrons = f[at.wantsElectrons] !== 0;
  const speeds = at.columns + at.speedColumn * capacity + from;
  const counts = at.columns + at.countColumn * capacity + from;
  const taus = at.columns + at.tauColumn * capacity + from;
  const { speedShift: shift, speedFirst: first, speedCells: cells, speedTable: table, cellSize } = at;
  const { stageElectrons: electrons, lostMasses } = at;
  const upper = 2 * speeds + upperHalfPlace;
  for (let i = 0; i < size; i++) {
    const v = f[speeds + i];
    const cell = (halves[upper + 2 * i] >> shift) - first;
    const k = table + cellSize * (cell >= 0 && cell < cells ? cell : cells);
    const t = v - f[k];
    let tau = f[k + 1] + t * (f[k + 2] + t * (f[k + 3] + t * (f[k + 4] + t * (f[k + 5] + t * f[k + 6]))));
    if (!(tau >= 0)) tau = gaps.efficiency(v);
    f[taus + i] = tau * scale;
    if (!wantsElectrons) continue;
    let perSpeed = f[k + 7] + t * (f[k + 8] + t * (f[k + 9] + t * (f[k + 10] + t * (f[k + 11] + t * f[k + 12]))));
    if (!(perSpeed >= 0)) perSpeed = gaps.ionization(v);
    f[electrons + i] = perSpeed * f[lostMasses + i] * f[counts + i];
  }
}

/** Effect of the mass on the luminous efficiency. */
function weighMass({ numbers: f, halves, gaps }: GrainMemory, from: number, size: number, capacity: number): void {
  const roots = at.columns + at.inverseRootColumn * capacity + from;
  const taus = at.columns + at.tauColumn * capacity + from;
  const { massShift: shift, massFirst: first, massCells: cells, massTable: table, smallCellSize: cellSize } = at;
  const upper = 2 * roots + upperHalfPlace;
  for (let i = 0; i < size; i++) {
    const root = f[roots + i];
    const cell = (halves[upper + 2 * i] >> shift) - first;
    const k = table + cellSize * (cell >= 0 && cell < cells ? cell : cells);
    const t = root - f[k];
    let factor = f[k + 1] + t * (f[k + 2] + t * (f[k + 3] + t * (f[k + 4] + t * (f[k + 5] + t * f[k + 6]))));
    if (!(factor >= 0)) factor = gaps.massFactor(root);
    f[taus + i] *= factor;
  }
}

/** Light, and who ended. */
function shine(f: Float64Array, from: number, size: number, capacity: number): void {
  const perTime = 1 / f[at.stepLength];
  const massLimit = f[at.massLimit];
  const speedLimit = f[at.speedLimit];
  const heightLimit = f[at.heightLimit];
  const lengthLimit = f[at.lengthLimit];
  const masses = at.columns + at.massColumn * capacity + from;
  const speeds = at.columns + at.speedColumn * capacity + from;
  const heights = at.columns + at.heightColumn * capacity + from;
  const lengths = at.columns + at.lengthColumn * capacity + from;
  const counts = at.columns + at.countColumn * capacity + from;
  const taus = at.columns + at.tauColumn * capacity + from;
  const lights = at.columns + at.luminosityColumn * capacity + from;
  const { lostMasses, lostSpeeds, ends } = at;
  for (let i = 0; i < size; i++) {
    const v = f[speeds + i];
    const m = f[masses + i];
    const energy = 0.5 * f[lostMasses + i] * v + m * f[lostSpeeds + i];
    const light = f[taus + i] * v * energy * (perTime * f[counts + i]);
    f[lights + i] = light;
    const ended =
      m <= massLimit || v < speedLimit || f[heights + i] < heightLimit || light < 0 || f[lengths + i] > lengthLimit;
    f[ends + i] = ended ? 1 : 0;
  }
}

/** Adds up the grains of even (0) or odd (1) rows. */
function addHalf(f: Float64Array, half: number, from: number, size: number, capacity: number): void {
  const masses = at.columns + at.massColumn * capacity + from;
  const counts = at.columns + at.countColumn * capacity + from;
  const entries = at.columns + at.entryColumn * capacity + from;
  const taus = at.columns + at.tauColumn * capacity + from;
  const lights = at.columns + at.luminosityColumn * capacity + from;
  const { ends, stageElectrons } = at;
  const wantsElectrons = f[at.wantsElectrons] !== 0;
  const sums = at.sums + half;
  let power = f[sums + at.powerSum];
  let tauPower = f[sums + at.tauPowerSum];
  let erodedPower = f[sums + at.erodedPowerSum];
  let erodedTauPower = f[sums + at.erodedTauPowerSum];
  let mass = f[sums + at.massSum];
  let electrons = f[sums + at.electronSum];
  for (let i = half; i < size; i += 2) {
    const light = f[lights + i];
    const tauLight = f[taus + i] * light;
    power += light;
    tauPower += tauLight;
    if (wantsElectrons) electrons += f[stageElectrons + i];
    if (f[ends + i] !== 0) continue;
    mass += f[masses + i] * f[counts + i];
    if (f[entries + i] >= 0) continue;
    erodedPower += light;
    erodedTauPower += tauLight;
  }
  f[sums + at.powerSum] = power;
  f[sums + at.tauPowerSum] = tauPower;
  f[sums + at.erodedPowerSum] = erodedPower;
  f[sums + at.erodedTauPowerSum] = erodedTauPower;
  f[sums + at.massSum] = mass;
  f[sums + at.electronSum] = electrons;
}

/** Finds the first row that has most in a column, if it has more than the rows before and the other fragments. */
function findMost(
  f: Float64Array,
  result: number,
  others: number,
  column: number,
  from: number,
  size: number,
  capacity: number,
): void {
  const values = at.columns + column * capacity;
  let best = f[result];
  let most = best < 0 ? f[others] : f[values + best];
  for (let i = from; i < from + size; i++) {
    if (!(f[values + i] > most)) continue;
    most = f[values + i];
    best = i;
  }
  f[result] = best;
}

/** Lists the rows that ended. */
function listEnds(f: Float64Array, from: number, size: number, capacity: number): void {
  const dead = at.columns + at.deadColumn * capacity;
  let deaths = f[at.deaths];
  for (let i = 0; i < size; i++) if (f[at.ends + i] !== 0) f[dead + deaths++] = from + i;
  f[at.deaths] = deaths;
}
