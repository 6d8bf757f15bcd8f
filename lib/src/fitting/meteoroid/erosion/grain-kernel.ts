/** What the step of all grains asks back where its tables have no answer, or none yet. */
export interface TableGaps {
  /** Share of the mass that a step takes, per e, at 1 + e/2. */
  lossPerE(place: number): number;
  /** Growth of m^(−1/3) at 1 + e/2. */
  inverseRootGrowth(place: number): number;
  /** Luminous efficiency at a speed, but for the effect of the mass. */
  efficiency(speed: number): number;
  /** Ionization efficiency per speed at a speed. */
  ionization(speed: number): number;
  /** Effect of the mass on the luminous efficiency at m^(−1/3). */
  massFactor(inverseRoot: number): number;
}

/** Memory that holds grains as `grain-layout` says, and the step that moves them all. */
export interface GrainKernel {
  /** All memory; another one after {@link reserve}. */
  buffer(): ArrayBufferLike;
  /** Makes room for at least so many bytes; keeps what there is. */
  reserve(bytes: number): void;
  /**
   * One time step of the first grains.
   *
   * @param moving how many
   * @param capacity length of a column
   */
  step(moving: number, capacity: number): void;
}

/** Makes a kernel; the gaps may not be asked before it is made. */
export type MakeGrainKernel = (gaps: TableGaps) => GrainKernel;
