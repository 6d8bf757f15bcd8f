import { Cursor } from "../cursor";
import type { ObjectReader } from "../object-reader";
import { type EventTime, readTime } from "./event-time";

/** Object 2022: the state of a camera. Each object brings what has changed; sums of several have all parts. */
export interface CameraMonitoring {
  telescope: number;
  /** Parts that are known, and new, as bits. */
  known: number;
  changed: number;
  monitor: number;
  time: EventTime;
  sectors: number;
  pixels: number;
  drawers: number;
  gains: number;
  status?: { time: EventTime; bits: number };
  rates?: {
    time: EventTime;
    coincidences: number;
    events: number;
    triggerHz: number;
    sectorHz: Float32Array;
    eventHz: number;
    dataRate: number;
    meanSignificant: number;
  };
  /** Sums over `slices` samples, ADC counts: pedestal and its noise, `[gain][pixel]`. */
  pedestal?: { time: EventTime; slices: number; values: Float32Array; noise: Float32Array };
  voltage?: {
    time: EventTime;
    voltage: Int16Array;
    current: Int16Array;
    status: Uint8Array;
    drawerTemperatures: Int16Array;
    cameraTemperatures: Int16Array;
  };
  currents?: { time: EventTime; current: Uint16Array; scaler: Uint16Array };
  thresholds?: {
    time: EventTime;
    voltageDac: Uint16Array;
    thresholdDac: Uint16Array;
    isVoltageOn: Uint8Array;
    isTriggerOn: Uint8Array;
  };
  readout?: { time: EventTime; configuration: number; scalerWindow: number; nd: number; acc: number; nl: number };
}

export const cameraMonitoringReader: ObjectReader<CameraMonitoring> = {
  type: 2022,
  versions: [0, 1],
  read(object) {
    const { id } = object;
    const cursor = new Cursor(object);
    const head = { known: cursor.int16(), changed: cursor.int16(), monitor: cursor.int32(), time: readTime(cursor) };
    const [sectors, pixels, drawers, gains] = object.version === 0 ? cursor.int16s(4) : cursor.varints(4);
    const state: CameraMonitoring = {
      telescope: (id & 0xff) | ((id & 0x3f000000) >> 16),
      ...head,
      sectors,
      pixels,
      drawers,
      gains,
    };
    const what = (id >> 8) & 0xffff;
    if (what & 0x01) state.status = { time: readTime(cursor), bits: cursor.int32() };
    if (what & 0x02) state.rates = rates(cursor, sectors);
    if (what & 0x04) state.pedestal = pedestal(cursor, gains * pixels);
    if (what & 0x08) state.voltage = voltage(cursor, pixels, drawers);
    if (what & 0x10) {
      state.currents = { time: readTime(cursor), current: cursor.uint16s(pixels), scaler: cursor.uint16s(pixels) };
    }
    if (what & 0x20) {
      state.thresholds = {
        time: readTime(cursor),
        voltageDac: cursor.uint16s(pixels),
        thresholdDac: cursor.uint16s(drawers),
        isVoltageOn: cursor.uint8s(pixels),
        isTriggerOn: cursor.uint8s(pixels),
      };
    }
    if (what & 0x40) {
      const time = readTime(cursor);
      const [configuration, scalerWindow, nd, acc, nl] = cursor.int16s(5);
      state.readout = { time, configuration, scalerWindow, nd, acc, nl };
    }
    return state;
  },
};

function rates(cursor: Cursor, sectors: number) {
  return {
    time: readTime(cursor),
    coincidences: cursor.int32(),
    events: cursor.int32(),
    triggerHz: cursor.float32(),
    sectorHz: cursor.float32s(sectors),
    eventHz: cursor.float32(),
    dataRate: cursor.float32(),
    meanSignificant: cursor.float32(),
  };
}

function pedestal(cursor: Cursor, count: number) {
  return {
    time: readTime(cursor),
    slices: cursor.int16(),
    values: cursor.float32s(count),
    noise: cursor.float32s(count),
  };
}

function voltage(cursor: Cursor, pixels: number, drawers: number) {
  const time = readTime(cursor);
  const [perDrawer, perCamera] = cursor.int16s(2);
  return {
    time,
    voltage: cursor.int16s(pixels),
    current: cursor.int16s(pixels),
    status: cursor.uint8s(pixels),
    drawerTemperatures: cursor.int16s(drawers * perDrawer),
    cameraTemperatures: cursor.int16s(perCamera),
  };
}

/** Object 2023: calibration by light of a laser; all arrays are `[gain][pixel]`. */
export interface LaserCalibration {
  telescope: number;
  calibration: number;
  pixels: number;
  gains: number;
  /** Photo-electrons per count of the ADC. */
  factors: Float32Array;
  /** Per gain (version 1): the share of the peak sample in a sum, and that of a sum around a pixel's peak. */
  peakShare?: Float32Array;
  pixelPeakShare?: Float32Array;
  /** Samples to take from the times of pixels (version 2). */
  timeOffsets?: Float32Array;
  /** Version 3. */
  flatField?: Float32Array;
}

export const laserCalibrationReader: ObjectReader<LaserCalibration> = {
  type: 2023,
  versions: [0, 3],
  read(object) {
    const { version } = object;
    const cursor = new Cursor(object);
    const [pixels, gains, calibration] = [cursor.uint16(), cursor.int16(), cursor.int32()];
    const laser: LaserCalibration = {
      telescope: object.id,
      calibration,
      pixels,
      gains,
      factors: cursor.float32s(gains * pixels),
    };
    if (version >= 1) {
      const shares = cursor.float32s(2 * gains);
      laser.peakShare = shares.filter((_, i) => i % 2 === 0);
      laser.pixelPeakShare = shares.filter((_, i) => i % 2 === 1);
    }
    if (version >= 2) laser.timeOffsets = cursor.float32s(gains * pixels);
    if (version >= 3) laser.flatField = cursor.float32s(gains * pixels);
    return laser;
  },
};

/** Object 2033: the state of pixels; those numbers that are given. */
export interface PixelMonitoring {
  telescope: number;
  pixels: number;
  gains: number;
  /** Photo-electrons of the night sky per ns. */
  nightSkyRate?: Float32Array;
  relativeEfficiency?: Float32Array;
  relativeGain?: Float32Array;
  relativeVoltage?: Float32Array;
  current?: Float32Array;
  /** Amplitude of a photo-electron in the high and the low gain. */
  highGainAmplitude?: Float32Array;
  lowGainAmplitude?: Float32Array;
  isDisabled?: Uint8Array;
}

export const pixelMonitoringReader: ObjectReader<PixelMonitoring> = {
  type: 2033,
  versions: [0, 0],
  read(object) {
    const cursor = new Cursor(object);
    const [flags, pixels, gains] = [cursor.int32(), cursor.int32(), cursor.int16()];
    const row = () => cursor.float32s(pixels);
    return {
      telescope: object.id,
      pixels,
      gains,
      ...(flags & 1 ? { nightSkyRate: row() } : {}),
      ...(flags & 2 ? { relativeEfficiency: row() } : {}),
      ...(flags & 4 ? { relativeGain: row() } : {}),
      ...(flags & 8 ? { relativeVoltage: row() } : {}),
      ...(flags & 16 ? { current: row() } : {}),
      ...(flags & 32 ? { highGainAmplitude: row() } : {}),
      ...(flags & 64 && gains > 1 ? { lowGainAmplitude: row() } : {}),
      ...(flags & 128 ? { isDisabled: cursor.uint8s(pixels) } : {}),
    };
  },
};
