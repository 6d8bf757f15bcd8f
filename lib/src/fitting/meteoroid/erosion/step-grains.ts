import { powerOfTwo, upperHalfPlace } from "../../../core/special/elementary/binary-exponent";
import type { TableGaps } from "./grain-kernel";
import * as at from "./grain-layout";

/**
 * The twin of the WebAssembly that moves the grains: the same operations in the same order on the same memory, so that
 * both give the same bits. What the stages compute is told in docs/architecture.md.
 */
export class GrainStep {
  private numbers: Float64Array = new Float64Array(0);
  private halves: Int32Array = new Int32Array(0);

  constructor(private readonly gaps: TableGaps) {}

  /** Looks at other memory from now on. */
  attach(buffer: ArrayBufferLike): void {
    this.numbers = new Float64Array(buffer);
    this.halves = new Int32Array(buffer);
  }

  /** One time step of the first `moving` grains, in columns of the length `capacity`. */
  step(moving: number, capacity: number): void {
    const f = this.numbers;
    f.fill(0, at.sums, at.sums + 12);
    f[at.brightest] = -1;
    f[at.leading] = -1;
    f[at.deaths] = 0;
    for (let from = 0; from < moving; from += at.blockSize) {
      const to = Math.min(from + at.blockSize, moving);
      this.meetAir(from, to, capacity);
      this.ablate(from, to, capacity);
      this.move(from, to, capacity);
      this.shine(from, to, capacity);
      this.tally(from, to, capacity);
    }
  }

  /** Air density, the share of the speed that drag will take, and the place in the table of mass loss. */
  private meetAir(from: number, to: number, capacity: number): void {
    const f = this.numbers;
    const dt = f[at.stepLength];
    const c0 = f[at.airCoefficients];
    const c1 = f[at.airCoefficients + 1];
    const c2 = f[at.airCoefficients + 2];
    const c3 = f[at.airCoefficients + 3];
    const c4 = f[at.airCoefficients + 4];
    const c5 = f[at.airCoefficients + 5];
    const c6 = f[at.airCoefficients + 6];
    const heights = at.columns + at.heightColumn * capacity;
    const speeds = at.columns + at.speedColumn * capacity;
    const roots = at.columns + at.inverseRootColumn * capacity;
    const shapes = at.columns + at.shapeDensityColumn * capacity;
    const sigmas = at.columns + at.sigmaColumn * capacity;
    const airs = at.columns + at.airColumn * capacity;
    for (let i = from; i < to; i++) {
      const h = f[heights + i];
      const free = c0 + h * (c1 + h * (c2 + h * (c3 + h * (c4 + h * (c5 + h * c6)))));
      const power = Math.max(Math.min(free, at.exponentLimit), -at.exponentLimit);
      const n = power * at.perLn2 + at.rounder - at.rounder;
      const r = power - n * at.ln2High - n * at.ln2Low;
      const s = r * r;
      const low = at.exp2 + r * at.exp3 + s * (at.exp4 + r * at.exp5);
      const high = at.exp6 + r * at.exp7 + s * (at.exp8 + r * at.exp9 + s * (at.exp10 + r * at.exp11));
      const air = (1 + (r + s * (low + s * s * high))) * powerOfTwo(n);
      f[airs + i] = air;
      const v = f[speeds + i];
      const d = f[shapes + i] * air * f[roots + i] * v * dt;
      const e = Math.min(d * f[sigmas + i] * v * v, at.saturated);
      f[at.stepParameters + i - from] = e;
      f[at.lossPlaces + i - from] = 1 + 0.5 * e;
      // The stages of u' = −u² from u = 1.
      const u2 = 1 - 0.5 * d;
      const k2 = d * u2 * u2;
      const u3 = 1 - 0.5 * k2;
      const k3 = d * u3 * u3;
      const u4 = 1 - k3;
      const k4 = d * u4 * u4;
      f[at.dragShares + i - from] = (d + 2 * (k2 + k3) + k4) * (1 / 6);
    }
  }

  /** Takes mass off. */
  private ablate(from: number, to: number, capacity: number): void {
    const f = this.numbers;
    const masses = at.columns + at.massColumn * capacity;
    const roots = at.columns + at.inverseRootColumn * capacity;
    for (let i = from; i < to; i++) {
      const place = f[at.lossPlaces + i - from];
      const cell = this.cell(at.lossPlaces + i - from, at.lossShift, at.lossFirst, at.lossCells);
      const k = at.lossTable + at.cellSize * cell;
      const t = place - f[k];
      let perE = f[k + 1] + t * (f[k + 2] + t * (f[k + 3] + t * (f[k + 4] + t * (f[k + 5] + t * f[k + 6]))));
      let growth = f[k + 7] + t * (f[k + 8] + t * (f[k + 9] + t * (f[k + 10] + t * (f[k + 11] + t * f[k + 12]))));
      if (!(perE >= 0)) perE = this.gaps.lossPerE(place);
      if (!(growth >= 0)) growth = this.gaps.inverseRootGrowth(place);
      const m = f[masses + i];
      const lost = m * (f[at.stepParameters + i - from] * perE);
      f[at.lostMasses + i - from] = lost;
      f[masses + i] = m - lost;
      f[roots + i] *= growth;
    }
  }

  /** Drag, the curvature of the Earth, sinking, and the way. */
  private move(from: number, to: number, capacity: number): void {
    const f = this.numbers;
    const dt = f[at.stepLength];
    const earthRadius = f[at.earthRadius];
    const startSquare = f[at.startRadiusSquare];
    const slope = f[at.pathSlope];
    const fall = f[at.fall];
    const speeds = at.columns + at.speedColumn * capacity;
    const verticals = at.columns + at.verticalColumn * capacity;
    const horizontals = at.columns + at.horizontalColumn * capacity;
    const heights = at.columns + at.heightColumn * capacity;
    const lengths = at.columns + at.lengthColumn * capacity;
    const drops = at.columns + at.dropColumn * capacity;
    for (let i = from; i < to; i++) {
      const up = f[verticals + i];
      const along = f[horizontals + i];
      const v = f[speeds + i];
      const share = f[at.dragShares + i - from];
      const curvature = 1 / (earthRadius + f[heights + i]);
      const kept = 1 - share;
      const turned = v * curvature * dt;
      const newUp = up * kept - along * turned;
      const newAlong = along * kept + up * turned;
      const newSpeed = Math.sqrt(newAlong * newAlong + newUp * newUp);
      const length = f[lengths + i] + newSpeed * dt;
      const drop = f[drops + i] + fall * curvature * curvature;
      f[at.lostSpeeds + i - from] = v * share;
      f[verticals + i] = Math.min(newUp, 0);
      f[horizontals + i] = newAlong;
      f[speeds + i] = newSpeed;
      f[lengths + i] = length;
      f[drops + i] = drop;
      f[heights + i] = Math.sqrt(startSquare - length * slope + length * length) - earthRadius - drop;
    }
  }

  /** Luminous efficiency, light and electrons. */
  private shine(from: number, to: number, capacity: number): void {
    const f = this.numbers;
    const scale = f[at.efficiencyScale];
    const perTime = 1 / f[at.stepLength];
    const wantsElectrons = f[at.wantsElectrons] !== 0;
    const hasMassFactor = f[at.hasMassFactor] !== 0;
    const masses = at.columns + at.massColumn * capacity;
    const roots = at.columns + at.inverseRootColumn * capacity;
    const speeds = at.columns + at.speedColumn * capacity;
    const counts = at.columns + at.countColumn * capacity;
    const taus = at.columns + at.tauColumn * capacity;
    const lights = at.columns + at.luminosityColumn * capacity;
    for (let i = from; i < to; i++) {
      const v = f[speeds + i];
      const k = at.speedTable + at.cellSize * this.cell(speeds + i, at.speedShift, at.speedFirst, at.speedCells);
      const t = v - f[k];
      let tau = f[k + 1] + t * (f[k + 2] + t * (f[k + 3] + t * (f[k + 4] + t * (f[k + 5] + t * f[k + 6]))));
      if (!(tau >= 0)) tau = this.gaps.efficiency(v);
      tau *= scale;
      const count = f[counts + i];
      const lost = f[at.lostMasses + i - from];
      if (wantsElectrons) {
        let perSpeed = f[k + 7] + t * (f[k + 8] + t * (f[k + 9] + t * (f[k + 10] + t * (f[k + 11] + t * f[k + 12]))));
        if (!(perSpeed >= 0)) perSpeed = this.gaps.ionization(v);
        f[at.stageElectrons + i - from] = perSpeed * lost * count;
      }
      if (hasMassFactor) {
        const root = f[roots + i];
        const q = at.massTable + at.smallCellSize * this.cell(roots + i, at.massShift, at.massFirst, at.massCells);
        const s = root - f[q];
        let factor = f[q + 1] + s * (f[q + 2] + s * (f[q + 3] + s * (f[q + 4] + s * (f[q + 5] + s * f[q + 6]))));
        if (!(factor >= 0)) factor = this.gaps.massFactor(root);
        tau *= factor;
      }
      f[taus + i] = tau;
      const energy = 0.5 * lost * v + f[masses + i] * f[at.lostSpeeds + i - from];
      f[lights + i] = tau * v * energy * perTime * count;
    }
  }

  /** Sums over the grains of even and of odd rows, the brightest, the leading one, and those that ended. */
  private tally(from: number, to: number, capacity: number): void {
    const f = this.numbers;
    for (let half = 0; half < 2; half++) this.addHalf(from + half, to, from, half, capacity);
    const lights = at.columns + at.luminosityColumn * capacity;
    const lengths = at.columns + at.lengthColumn * capacity;
    let brightest = f[at.brightest];
    let power = brightest < 0 ? f[at.othersPower] : f[lights + brightest];
    let leading = f[at.leading];
    let length = leading < 0 ? f[at.othersLength] : f[lengths + leading];
    for (let i = from; i < to; i++) {
      if (f[lights + i] > power) {
        power = f[lights + i];
        brightest = i;
      }
      if (f[lengths + i] > length) {
        length = f[lengths + i];
        leading = i;
      }
    }
    f[at.brightest] = brightest;
    f[at.leading] = leading;
    const dead = at.columns + at.deadColumn * capacity;
    for (let i = from; i < to; i++) if (this.hasEnded(i, capacity)) f[dead + f[at.deaths]++] = i;
  }

  private addHalf(from: number, to: number, block: number, half: number, capacity: number): void {
    const f = this.numbers;
    const masses = at.columns + at.massColumn * capacity;
    const counts = at.columns + at.countColumn * capacity;
    const entries = at.columns + at.entryColumn * capacity;
    const taus = at.columns + at.tauColumn * capacity;
    const lights = at.columns + at.luminosityColumn * capacity;
    const wantsElectrons = f[at.wantsElectrons] !== 0;
    const sums = at.sums + half;
    let power = f[sums + at.powerSum];
    let tauPower = f[sums + at.tauPowerSum];
    let erodedPower = f[sums + at.erodedPowerSum];
    let erodedTauPower = f[sums + at.erodedTauPowerSum];
    let mass = f[sums + at.massSum];
    let electrons = f[sums + at.electronSum];
    for (let i = from; i < to; i += 2) {
      const light = f[lights + i];
      const tauLight = f[taus + i] * light;
      power += light;
      tauPower += tauLight;
      if (wantsElectrons) electrons += f[at.stageElectrons + i - block];
      if (this.hasEnded(i, capacity)) continue;
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

  private hasEnded(i: number, capacity: number): boolean {
    const f = this.numbers;
    const row = at.columns + i;
    return (
      f[row + at.massColumn * capacity] <= f[at.massLimit] ||
      f[row + at.speedColumn * capacity] < f[at.speedLimit] ||
      f[row + at.heightColumn * capacity] < f[at.heightLimit] ||
      f[row + at.luminosityColumn * capacity] < 0 ||
      f[row + at.lengthColumn * capacity] > f[at.lengthLimit]
    );
  }

  /** Cell of the number in the given place of memory. */
  private cell(place: number, shift: number, first: number, cells: number): number {
    const cell = (this.halves[2 * place + upperHalfPlace] >> shift) - first;
    return cell >= 0 && cell < cells ? cell : cells;
  }
}
