import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import {
  openSimtel,
  type PhotonBunches,
  readSimtelStream,
  type SimtelEvent,
  type SimtelFile,
  type TelescopeDescription,
  type TelescopeEvent,
} from "../../../src/ingest/eventio";
import { availableSamples, goldenValues, samplePath, sha1 } from "./golden";

type Json = null | number | string | Json[] | { [key: string]: Json };
type Golden = { header: Json; cameras: Record<string, Json>; events: Json[]; histograms: Json };

const golden = goldenValues<Golden>("simtel.json.gz");
const names = availableSamples(Object.keys(golden));
const opened = new Map<string, SimtelFile>();

function open(name: string): SimtelFile {
  const known =
    opened.get(name) ?? openSimtel(readFileSync(samplePath(name) ?? ""), { gunzip: (bytes) => gunzipSync(bytes) });
  opened.set(name, known);
  return known;
}

const number = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value);
const mapped = <V>(map: ReadonlyMap<number, V>, of: (value: V) => Json | undefined): Json =>
  Object.fromEntries(
    [...map].map(([key, value]) => [String(key), of(value)]).filter(([, value]) => value !== undefined),
  );

function header({ header }: SimtelFile): Json {
  const { run, simulations, history, inputCards, atmospheres, metadata } = header;
  const [simulation] = simulations;
  return {
    run: [run?.run ?? 0, run?.time ?? 0, [...(run?.telescopes ?? [])]],
    positions: sha1(run?.positions ?? ""),
    direction: [...(run?.direction ?? [])],
    simulation: [
      simulation.showers,
      simulation.uses,
      simulation.observationHeight,
      simulation.spectralIndex,
      simulation.atmosphere,
    ],
    energies: [...simulation.energyRangeTeV],
    history: [history.length, sha1(history.map(({ text }) => text).join(""))],
    card: sha1(inputCards.join("")),
    atmospheres: atmospheres.map(({ altitudeKm, densityGcm3 }) => [sha1(altitudeKm), sha1(densityGcm3)]),
    meta: Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1)),
  };
}

function camera({ camera, organization, pixels, disabled, drive, software }: TelescopeDescription): Json {
  if (!camera || !organization || !pixels) return null;
  return {
    xy: [sha1(camera.x), sha1(camera.y)],
    areas: [sha1(camera.area), sha1(camera.size), sha1(camera.shape)],
    numbers: [camera.pixels, camera.focalLength, camera.mirrorArea, camera.mirrors, camera.rotation],
    effective: camera.effectiveFocalLength ?? -1,
    wiring: [organization.drawer, organization.card, organization.chip, organization.channel].map(sha1),
    sectors: sha1(organization.sectors),
    thresholds: sha1(organization.sectorThreshold),
    pulse: sha1(pixels.referencePulse?.values ?? ""),
    slice: pixels.sampleNs ?? null,
    disabled: [...(disabled?.voltage ?? [])],
    parking: drive?.parkPosition[1] ?? null,
    software: software?.zeroSuppressionMode ?? null,
  };
}

function telescope({ header, waveforms, sums, timing, images, pixelLists, traces }: TelescopeEvent): Json {
  const [image] = images;
  const shape = (one: { gains: number; pixels: number; samples?: number }) =>
    one.samples === undefined ? [one.gains, one.pixels] : [one.gains, one.pixels, one.samples];
  return {
    ...(waveforms ? { samples: [shape(waveforms), sha1(waveforms.values)] } : {}),
    ...(sums ? { sums: [shape(sums), sha1(sums.values)] } : {}),
    ...(timing
      ? {
          times: sha1(timing.times.map((time) => (Number.isNaN(time) ? -1 : time))),
          pulse_sums: [sha1(timing.ownSums), sha1(timing.commonSums)],
          time_types: [...timing.timeTypes],
          time_levels: sha1(timing.levels),
          timing: [timing.beforePeak, timing.afterPeak, timing.threshold, timing.granularity, timing.commonPeak].map(
            number,
          ),
        }
      : {}),
    ...(image
      ? {
          image: [
            image.pixels,
            image.amplitude,
            image.x,
            image.y,
            image.phi,
            image.length,
            image.width,
            image.concentration,
          ].map(number),
        }
      : {}),
    ...(image?.hot ? { hot: [sha1(image.hot.amplitudes), [...image.hot.pixels]] } : {}),
    lists: Object.fromEntries(pixelLists.map(({ code, pixels }) => [String(code), sha1(pixels)])),
    header: [
      header?.localCount ?? 0,
      header?.globalCount ?? 0,
      header?.cpuTime.seconds ?? 0,
      header?.cpuTime.nanoseconds ?? 0,
    ],
    sectors: [...(header?.triggeredSectors ?? [])],
    start_readout: header?.readoutStart ?? -1,
    traces: Object.fromEntries(traces.map(({ id, values }) => [String(id), sha1(values)])),
  };
}

function record(event: SimtelEvent): Json {
  const { shower, simulation, trigger, particles, photoelectronSums: sums } = event;
  return {
    event: event.event,
    kind: event.kind,
    ...(shower && simulation
      ? {
          shower: [
            shower.primary,
            shower.energyTeV,
            shower.azimuth,
            shower.altitude,
            shower.startDepthGcm2,
            shower.firstInteractionHeight,
            shower.maximumDepthGcm2,
            shower.maximumHeight,
            shower.electronMaximumDepthGcm2,
            shower.cherenkovMaximumDepthGcm2,
          ],
          profiles: shower.profiles.map(({ id, startGcm2, values }) => [id, startGcm2, sha1(values)]),
          core: [simulation.shower, simulation.coreX, simulation.coreY, simulation.areaWeight],
        }
      : {}),
    trigger: [
      [trigger?.cpuTime.seconds ?? 0, trigger?.cpuTime.nanoseconds ?? 0],
      [...(trigger?.triggered ?? [])],
      [...(trigger?.timesNs ?? [])],
      [...(trigger?.withData ?? [])],
      [...(trigger?.types ?? [])],
    ],
    telescopes: mapped(event.telescopes, telescope),
    tracking: mapped(event.tracking, ({ raw }) => [raw?.azimuth ?? -1, raw?.altitude ?? -1]),
    photoelectrons: Object.fromEntries(
      event.photoelectrons.map((list) => [
        String(list.telescopeIndex),
        [
          list.pixel.length,
          ...[list.counts, list.pixel, list.timesNs, list.amplitudes, list.photons].map((one) => sha1(one ?? "")),
        ],
      ]),
    ),
    photons: Object.fromEntries(event.photons.map((list) => [String(list.telescopeIndex), bunches(list)])),
    ...(particles ? { particles: bunches(particles) } : {}),
    ...(sums ? { sums: [[...sums.photoelectrons], [...(sums.photons?.all ?? [])]] } : {}),
    monitors: seen(event, ({ camera }) => {
      const pedestal = camera?.pedestal;
      return pedestal && [sha1(pedestal.values), sha1(pedestal.noise), pedestal.slices];
    }),
    lasers: seen(
      event,
      ({ laser }) => laser && [laser.factors, laser.timeOffsets, laser.flatField].map((one) => sha1(one ?? "")),
    ),
    pixel_monitors: seen(event, ({ pixels }) => pixels?.nightSkyRate && sha1(pixels.nightSkyRate)),
  };
}

function bunches({ xCm, yCm, cosX, cosY, timesNs, heightCm, weight, wavelengthNm }: PhotonBunches): Json {
  return [xCm.length, ...[xCm, yCm, cosX, cosY, timesNs, heightCm, weight, wavelengthNm].map(sha1)];
}

/** The state of those telescopes that were read out. */
function seen(
  event: SimtelEvent,
  of: (monitor: NonNullable<ReturnType<SimtelEvent["monitor"]["get"]>>) => Json | undefined,
): Json {
  return mapped(new Map([...event.monitor].filter(([telescope]) => event.telescopes.has(telescope))), of);
}

/** Numbers as the file has them: those that another program keeps as float32 are compared as float32. */
describe.each(names)("%s", (name) => {
  const { header: head, cameras, events, histograms } = golden[name];

  it("has the header that pyeventio reads", () => expect(header(open(name))).toEqual(head));

  it("describes the telescopes as pyeventio reads them", () => {
    expect(mapped(open(name).header.telescopes, camera)).toEqual(cameras);
  });

  it("has the events that pyeventio reads, to the last bit", () => {
    const found = [...open(name).events()].map(record);
    expect(found).toHaveLength(events.length);
    for (const [i, event] of found.entries()) expect(event).toEqual(events[i]);
  });

  it("has its histograms", () => {
    const found = open(name).histograms();
    const values = found.map((one) => [one.id, one.title, one.entries, sha1(Float32Array.from(one.values))]);
    expect(values).toEqual(histograms);
  });

  it("gives the same event by its place, from the last to the first", () => {
    const file = open(name);
    const inOrder = [...file.events()];
    const places = Array.from({ length: file.count() }, (_, place) => place).reverse();
    const byPlace = places.map((place) => file.event(place)).filter((event) => event.telescopes.size > 0);
    expect(byPlace.reverse().map(record)).toEqual(inOrder.map(record));
    expect(() => file.event(file.count())).toThrow(RangeError);
  });

  it("gives the same as a stream of pieces", async () => {
    const { source, header } = open(name);
    const pieces = (function* () {
      for (let at = 0; at < source.size; at += 9973) yield source.read(at, 9973).slice();
    })();
    const stream = readSimtelStream(pieces);
    const found: Json[] = [];
    for await (const event of stream) found.push(record(event));
    expect(found).toEqual(events);
    expect(stream.header.history).toEqual(header.history);
    expect(stream.histograms.length).toBe(open(name).histograms().length);
    expect(stream.findings).toEqual([]);
  });

  it("has nothing wrong", () => expect(open(name).findings).toEqual([]));
});

describe("events", () => {
  it("without numbers per pixel are the same but for those", () => {
    const file = open("lst_with_photons.simtel.zst");
    const [event] = file.events({ pixels: false });
    const [whole] = file.events();
    expect(event.shower).toEqual(whole.shower);
    expect(event.trigger).toEqual(whole.trigger);
    expect(event.photoelectrons).toEqual([]);
    expect([...event.telescopes.values()].some(({ waveforms, timing }) => waveforms || timing)).toBe(false);
  });

  it("that no telescope was read out for come when they are asked for", () => {
    const file = open("calib_events.simtel.gz");
    expect(file.count()).toBeLessThan(file.count({ untriggered: true }));
    expect([...file.events({ untriggered: true })].length).toBe(file.count({ untriggered: true }));
  });
});
