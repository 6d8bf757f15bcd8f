import type { Section } from "../image/section";

/** The tiles into which an image is cut; all lists have the slowest axis first. */
export class TileGrid {
  /** How many tiles there are along each axis. */
  readonly counts: number[];
  readonly length: number;

  constructor(
    readonly shape: readonly number[],
    readonly tile: readonly number[],
  ) {
    this.counts = shape.map((length, axis) => Math.ceil(length / tile[axis]));
    this.length = this.counts.reduce((product, count) => product * count, 1);
  }

  /** Which part of the image a tile is. */
  section(index: number): Section {
    const start = new Array<number>(this.shape.length);
    for (let axis = this.shape.length - 1, rest = index; axis >= 0; axis--) {
      start[axis] = (rest % this.counts[axis]) * this.tile[axis];
      rest = Math.floor(rest / this.counts[axis]);
    }
    return { start, end: start.map((from, axis) => Math.min(from + this.tile[axis], this.shape[axis])) };
  }

  /** Numbers of the tiles that share something with a section. */
  *over(section: Section): Generator<number> {
    if (section.start.some((from, axis) => from >= section.end[axis])) return;
    const first = section.start.map((from, axis) => Math.floor(from / this.tile[axis]));
    const last = section.end.map((to, axis) => Math.floor((to - 1) / this.tile[axis]));
    const place = [...first];
    for (;;) {
      yield place.reduce((number, index, axis) => number * this.counts[axis] + index, 0);
      let axis = place.length - 1;
      for (; axis >= 0; axis--) {
        if (++place[axis] <= last[axis]) break;
        place[axis] = first[axis];
      }
      if (axis < 0) return;
    }
  }
}

/** Copies what two parts of an image share from the array of one to the array of the other. */
export function copyShared<Values extends { [index: number]: number | bigint }>(
  from: { section: Section; values: Values },
  to: { section: Section; values: Values },
): void {
  const axes = from.section.start.length;
  const start = from.section.start.map((value, axis) => Math.max(value, to.section.start[axis]));
  const end = from.section.end.map((value, axis) => Math.min(value, to.section.end[axis]));
  if (axes === 0 || start.some((value, axis) => value >= end[axis])) return;
  const run = end[axes - 1] - start[axes - 1];
  const place = [...start];
  for (;;) {
    const source = flatIndex(from.section, place);
    const target = flatIndex(to.section, place);
    for (let i = 0; i < run; i++) to.values[target + i] = from.values[source + i];
    let axis = axes - 2;
    for (; axis >= 0; axis--) {
      if (++place[axis] < end[axis]) break;
      place[axis] = start[axis];
    }
    if (axis < 0) return;
  }
}

function flatIndex({ start, end }: Section, place: readonly number[]): number {
  return place.reduce((index, value, axis) => index * (end[axis] - start[axis]) + value - start[axis], 0);
}
