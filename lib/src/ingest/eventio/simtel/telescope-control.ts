import { Cursor } from "../cursor";
import type { ObjectReader } from "../object-reader";

/** Object 2005: pixels that are switched off. */
export interface DisabledPixels {
  telescope: number;
  /** Left out of the trigger. */
  trigger: Int32Array;
  /** Without high voltage. */
  voltage: Int32Array;
}

export const disabledPixelsReader: ObjectReader<DisabledPixels> = {
  type: 2005,
  versions: [0, 0],
  read(object) {
    const cursor = new Cursor(object);
    return { telescope: object.id, trigger: cursor.int32s(cursor.int32()), voltage: cursor.int32s(cursor.int32()) };
  },
};

/** Object 2006: how the software of a camera is set; modes and periods as their numbers. */
export interface CameraSoftwareSettings {
  telescope: number;
  dynamicTriggerMode: number;
  dynamicTriggerThreshold: number;
  dynamicVoltageMode: number;
  dynamicVoltageThreshold: number;
  dataReductionMode: number;
  zeroSuppressionMode: number;
  zeroSuppressionThresholds: Int32Array;
  unbiasedScale: number;
  dynamicPedestalMode: number;
  dynamicPedestalEvents: number;
  dynamicPedestalPeriod: number;
  monitorCurrentPeriod: number;
  reportCurrentPeriod: number;
  monitorVoltagePeriod: number;
  reportVoltagePeriod: number;
}

export const cameraSoftwareSettingsReader: ObjectReader<CameraSoftwareSettings> = {
  type: 2006,
  versions: [0, 0],
  read(object) {
    const cursor = new Cursor(object);
    return {
      telescope: object.id,
      dynamicTriggerMode: cursor.int32(),
      dynamicTriggerThreshold: cursor.int32(),
      dynamicVoltageMode: cursor.int32(),
      dynamicVoltageThreshold: cursor.int32(),
      dataReductionMode: cursor.int32(),
      zeroSuppressionMode: cursor.int32(),
      zeroSuppressionThresholds: cursor.int32s(cursor.int32()),
      unbiasedScale: cursor.int32(),
      dynamicPedestalMode: cursor.int32(),
      dynamicPedestalEvents: cursor.int32(),
      dynamicPedestalPeriod: cursor.int32(),
      monitorCurrentPeriod: cursor.int32(),
      reportCurrentPeriod: cursor.int32(),
      monitorVoltagePeriod: cursor.int32(),
      reportVoltagePeriod: cursor.int32(),
    };
  },
};

/** Object 2007: a model of how the pointing errs. */
export interface PointingCorrection {
  telescope: number;
  functionType: number;
  parameters: Float32Array;
}

export const pointingCorrectionReader: ObjectReader<PointingCorrection> = {
  type: 2007,
  versions: [0, 0],
  read(object) {
    const cursor = new Cursor(object);
    return { telescope: object.id, functionType: cursor.int32(), parameters: cursor.float32s(cursor.int32()) };
  },
};

/** Object 2008: the drive; each pair is azimuth and altitude, angles in rad. */
export interface DriveSettings {
  telescope: number;
  driveType: Int16Array;
  zeroPoint: Float32Array;
  sign: Float32Array;
  resolution: Float32Array;
  rangeLow: Float32Array;
  rangeHigh: Float32Array;
  parkPosition: Float32Array;
}

export const driveSettingsReader: ObjectReader<DriveSettings> = {
  type: 2008,
  versions: [0, 0],
  read(object) {
    const cursor = new Cursor(object);
    return {
      telescope: object.id,
      driveType: cursor.int16s(2),
      zeroPoint: cursor.float32s(2),
      sign: cursor.float32s(2),
      resolution: cursor.float32s(2),
      rangeLow: cursor.float32s(2),
      rangeHigh: cursor.float32s(2),
      parkPosition: cursor.float32s(2),
    };
  },
};
