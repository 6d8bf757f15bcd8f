import { Cursor } from "../cursor";
import type { ObjectReader } from "../object-reader";

/** Object 2001: how showers and detector were simulated. Lengths in m, angles in rad. */
export interface SimulationRun {
  /** 1 CORSIKA, 2 ALTAI, 3 KASCADE, 4 MOCCA. */
  showerProgram: number;
  showerProgramVersion: number;
  /** Unix time in seconds. */
  showerProgramTime: number;
  /** 1 sim_telarray, 2 sim_hessarray. */
  detectorProgram: number;
  detectorProgramVersion: number;
  detectorProgramTime: number;
  observationHeight: number;
  showers: number;
  /** How often each shower was used. */
  uses: number;
  /** 0 fixed cores, 1 spread over a circle, 2 over a rectangle. */
  coreMode: number;
  coreRange: Float32Array;
  altitudeRange: Float32Array;
  azimuthRange: Float32Array;
  isDiffuse: boolean;
  /** Inner and outer radius, degrees. */
  viewConeDeg: Float32Array;
  energyRangeTeV: Float32Array;
  spectralIndex: number;
  /** Total magnetic field, µT. */
  fieldMicroT: number;
  fieldInclination: number;
  fieldDeclination: number;
  injectionHeight: number;
  atmosphere: number;
  /** Bits of CORSIKA's IACT option. */
  iactOptions: number;
  lowEnergyModel: number;
  highEnergyModel: number;
  /** Photons per bunch. */
  bunchSize: number;
  leastWavelengthNm: number;
  mostWavelengthNm: number;
  lowEnergyDetail: number;
  highEnergyDetail: number;
}

export const simulationRunReader: ObjectReader<SimulationRun> = {
  type: 2001,
  versions: [4, 4],
  read(object) {
    const cursor = new Cursor(object);
    return {
      showerProgram: cursor.int32(),
      showerProgramVersion: cursor.int32(),
      showerProgramTime: cursor.int32(),
      detectorProgram: cursor.int32(),
      detectorProgramVersion: cursor.int32(),
      detectorProgramTime: cursor.int32(),
      observationHeight: cursor.float32(),
      showers: cursor.int32(),
      uses: cursor.int32(),
      coreMode: cursor.int32(),
      coreRange: cursor.float32s(2),
      altitudeRange: cursor.float32s(2),
      azimuthRange: cursor.float32s(2),
      isDiffuse: cursor.int32() !== 0,
      viewConeDeg: cursor.float32s(2),
      energyRangeTeV: cursor.float32s(2),
      spectralIndex: cursor.float32(),
      fieldMicroT: cursor.float32(),
      fieldInclination: cursor.float32(),
      fieldDeclination: cursor.float32(),
      injectionHeight: cursor.float32(),
      atmosphere: cursor.int32(),
      iactOptions: cursor.int32(),
      lowEnergyModel: cursor.int32(),
      highEnergyModel: cursor.int32(),
      bunchSize: cursor.float32(),
      leastWavelengthNm: cursor.float32(),
      mostWavelengthNm: cursor.float32(),
      lowEnergyDetail: cursor.int32(),
      highEnergyDetail: cursor.int32(),
    };
  },
};
