import type { Constants } from "../constants";
import { CellTable } from "./cell-table";
import { FragmentTable } from "./fragment-table";
import type { MakeGrainKernel } from "./grain-kernel";
import * as at from "./grain-layout";
import { GrainTable } from "./grain-table";
import { lightLaws } from "./light-laws";
import { ResultColumns } from "./result-columns";
import { stepLoss } from "./step-loss";

/** Standard gravity at the ground, m/s². */
export const groundGravity = 9.81;

const numbersAtHand = [
  at.perMegametre,
  at.ln10,
  at.exponentLimit,
  -at.exponentLimit,
  at.perLn2,
  at.ln2High,
  at.ln2Low,
  at.rounder,
  at.exp2,
  at.exp3,
  at.exp4,
  at.exp5,
  at.exp6,
  at.exp7,
  at.exp8,
  at.exp9,
  at.exp10,
  at.exp11,
];

/**
 * What a run needs in memory. It is kept from run to run, so that runs leave nothing behind to be collected, and so
 * that the tables fill once: a fit changes none of them.
 */
export class Workspace {
  readonly fragments = new FragmentTable();
  readonly grains: GrainTable;
  readonly results = new ResultColumns();
  readonly loss = new CellTable({
    start: at.lossTable,
    size: at.cellSize,
    cells: at.lossCells,
    shift: at.lossShift,
    first: at.lossFirst,
  });
  readonly overSpeed = new CellTable({
    start: at.speedTable,
    size: at.cellSize,
    cells: at.speedCells,
    shift: at.speedShift,
    first: at.speedFirst,
  });
  readonly overMass = new CellTable({
    start: at.massTable,
    size: at.smallCellSize,
    cells: at.massCells,
    shift: at.massShift,
    first: at.massFirst,
  });

  constructor(makeKernel: MakeGrainKernel) {
    const kernel = makeKernel({
      lossPerE: (place) => this.loss.meet(place, 0),
      inverseRootGrowth: (place) => this.loss.meet(place, 1),
      efficiency: (v) => this.overSpeed.meet(v, 0),
      ionization: (v) => this.overSpeed.meet(v, 1),
      massFactor: (inverseRoot) => this.overMass.meet(inverseRoot, 0),
    });
    this.grains = new GrainTable(kernel, [this.loss, this.overSpeed, this.overMass]);
    this.loss.use(stepLoss);
    this.grains.memory.set(numbersAtHand, at.constants);
  }

  /** Empties everything and sets what a run does not change. */
  start(c: Constants, cosZenith: number, countElectrons: boolean): void {
    this.fragments.clear();
    this.results.clear();
    this.grains.size = 0;
    const laws = lightLaws(c.lum_eff_type);
    this.overSpeed.use(laws.overSpeed);
    if (laws.massFactor !== null) this.overMass.use(laws.massFactor);
    const { memory } = this.grains;
    const startRadius = c.h_init + c.r_earth;
    memory[at.stepLength] = c.dt;
    memory[at.earthRadius] = c.r_earth;
    memory[at.startRadiusSquare] = startRadius * startRadius;
    memory[at.pathSlope] = 2 * cosZenith * startRadius;
    memory[at.fall] = 0.5 * groundGravity * c.r_earth * c.r_earth * c.dt * c.dt;
    memory[at.massLimit] = c.m_kill;
    memory[at.speedLimit] = c.v_kill;
    memory[at.heightLimit] = c.h_kill;
    memory[at.lengthLimit] = c.len_kill > 0 ? c.len_kill : Number.POSITIVE_INFINITY;
    memory[at.efficiencyScale] = c.lum_eff_type === 0 ? c.lum_eff / 100 : 1;
    memory[at.wantsElectrons] = countElectrons ? 1 : 0;
    memory[at.hasMassFactor] = laws.massFactor === null ? 0 : 1;
    for (let k = 0; k < c.dens_co.length; k++) memory[at.airCoefficients + k] = c.dens_co[k];
  }
}
