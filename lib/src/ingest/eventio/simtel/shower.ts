import { Cursor } from "../cursor";
import type { EventioObject } from "../object-header";
import type { ObjectReader } from "../object-reader";
import { subObjects } from "../sub-objects";

/** Object 2020: a simulated shower. Angles in rad. */
export interface SimulatedShower {
  shower: number;
  /** As CORSIKA numbers it by 1000s less 1: 0 gamma, 1 electron, 101 proton, 402 helium, 5626 iron. */
  primary: number;
  energyTeV: number;
  azimuth: number;
  altitude: number;
  /** Depth where it began, g/cm². */
  startDepthGcm2: number;
  /** Height of the first interaction, m. */
  firstInteractionHeight: number;
  /** Depth of most particles, g/cm². */
  maximumDepthGcm2: number;
  /** Height of most particles, m. */
  maximumHeight: number;
  /** Depth of most electrons and of most Cherenkov light, g/cm². */
  electronMaximumDepthGcm2: number;
  cherenkovMaximumDepthGcm2: number;
  profiles: ShowerProfile[];
  /** Object 1215, from version 2 on. */
  extra?: { weight: number; integers: Int32Array; numbers: Float32Array };
}

/** How something in a shower changes with depth. */
export interface ShowerProfile {
  id: number;
  /** g/cm². */
  startGcm2: number;
  endGcm2: number;
  values: Float32Array;
}

export const showerReader: ObjectReader<SimulatedShower> = {
  type: 2020,
  versions: [0, 2],
  read(object) {
    const isNew = object.version >= 1;
    const cursor = new Cursor(object);
    const shower: SimulatedShower = {
      shower: object.id,
      primary: cursor.int32(),
      energyTeV: cursor.float32(),
      azimuth: cursor.float32(),
      altitude: cursor.float32(),
      startDepthGcm2: isNew ? cursor.float32() : 0,
      firstInteractionHeight: cursor.float32(),
      maximumDepthGcm2: cursor.float32(),
      maximumHeight: isNew ? cursor.float32() : 0,
      electronMaximumDepthGcm2: isNew ? cursor.float32() : 0,
      cherenkovMaximumDepthGcm2: isNew ? cursor.float32() : 0,
      profiles: [],
    };
    const count = cursor.int16();
    for (let i = 0; i < count; i++) shower.profiles.push(profile(cursor));
    if (object.version >= 2) {
      for (const part of subObjects(object, cursor.at)) if (part.type === 1215) shower.extra = extraParameters(part);
    }
    return shower;
  },
};

function profile(cursor: Cursor): ShowerProfile {
  const [id, steps] = [cursor.int32(), cursor.int32()];
  return { id, startGcm2: cursor.float32(), endGcm2: cursor.float32(), values: cursor.float32s(steps) };
}

function extraParameters(object: EventioObject) {
  const cursor = new Cursor(object);
  const [weight, integers, numbers] = [cursor.float32(), cursor.uvarint(), cursor.uvarint()];
  return { weight, integers: cursor.int32s(integers), numbers: cursor.float32s(numbers) };
}

/** Object 2021: one use of a shower. Lengths in m. */
export interface SimulatedEvent {
  event: number;
  shower: number;
  coreX: number;
  coreY: number;
  /** Of the area that the core stands for. */
  areaWeight: number;
}

export const simulatedEventReader: ObjectReader<SimulatedEvent> = {
  type: 2021,
  versions: [0, 2],
  read(object) {
    const cursor = new Cursor(object);
    return {
      event: object.id,
      shower: cursor.int32(),
      coreX: cursor.float32(),
      coreY: cursor.float32(),
      areaWeight: object.version >= 2 ? cursor.float32() : 1,
    };
  },
};
