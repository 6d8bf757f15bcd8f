import { numberText } from "../../charts/number-text";
import type { SimtelEvent, SimtelFile } from "../../ingest/eventio";
import type { RecordColumn } from "../records/records";
import { Table } from "../table";

const degrees = 180 / Math.PI;

/** What a file says about its run, one line per fact. */
export function runTable({ header, findings }: SimtelFile, path: string): Table {
  const { run, simulations, telescopes } = header;
  const rows: [string, string][] = [];
  if (run) {
    rows.push(["run", String(run.run)], ["begin", new Date(1000 * run.time).toISOString()]);
    rows.push(["telescopes", `${run.telescopes.length} (${listed([...run.telescopes])})`]);
    rows.push(["pointing", pair(run.direction, "azimuth", "altitude")]);
  }
  for (const simulation of simulations) {
    const [least, most] = simulation.energyRangeTeV;
    rows.push(["showers", `${simulation.showers}, each used ${simulation.uses} times`]);
    rows.push([
      "energies",
      `${numberText(least)} to ${numberText(most)} TeV, index ${numberText(simulation.spectralIndex)}`,
    ]);
    rows.push(["view cone", `${[...simulation.viewConeDeg].map(numberText).join(" to ")}°`]);
    rows.push(["cores within", `${numberText(simulation.coreRange[1])} m`]);
  }
  for (const [telescope, { camera }] of [...telescopes].slice(0, 12)) {
    if (camera === undefined) continue;
    const optics = `${camera.pixels} pixels, focal length ${numberText(camera.focalLength)} m`;
    rows.push([`telescope ${telescope}`, `${optics}, mirrors ${numberText(camera.mirrorArea)} m²`]);
  }
  for (const { severity, message } of findings.slice(0, 8)) rows.push([severity, message]);
  return new Table([{ title: "" }, { title: "" }], rows, `${path}: simulated by sim_telarray`);
}

function listed(numbers: readonly number[]): string {
  return numbers.length > 8 ? `${numbers.slice(0, 8).join(", ")} …` : numbers.join(", ");
}

function pair([first, second]: Float32Array, one: string, other: string): string {
  return `${one} ${numberText(first * degrees)}°, ${other} ${numberText(second * degrees)}°`;
}

/** One row per event: the shower, where it fell, and what was seen. */
export function eventColumns(events: readonly SimtelEvent[]): RecordColumn[] {
  const number = (name: string, of: (event: SimtelEvent) => number | undefined, unit?: string): RecordColumn => ({
    name,
    ...(unit ? { unit } : {}),
    type: "float64",
    length: events.length,
    cellShape: [],
    values: Float64Array.from(events, (event) => of(event) ?? Number.NaN),
  });
  return [
    number("event", ({ event }) => event),
    number("primary", ({ shower }) => shower?.primary),
    number("energy", ({ shower }) => shower?.energyTeV, "TeV"),
    number("azimuth", ({ shower }) => shower?.azimuth, "rad"),
    number("altitude", ({ shower }) => shower?.altitude, "rad"),
    number("core_x", ({ simulation }) => simulation?.coreX, "m"),
    number("core_y", ({ simulation }) => simulation?.coreY, "m"),
    number("depth_maximum", ({ shower }) => shower?.maximumDepthGcm2, "g/cm2"),
    number("telescopes", ({ telescopes }) => telescopes.size),
    number("photoelectrons", ({ photoelectronSums }) => photoelectronSums?.photoelectrons.reduce((a, b) => a + b, 0)),
  ];
}
