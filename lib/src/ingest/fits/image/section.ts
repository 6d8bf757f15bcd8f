/** A part of a grid: from `start` up to but without `end` on each axis, the slowest axis first. */
export interface Section {
  start: readonly number[];
  end: readonly number[];
}

/** Length of each axis of a section. */
export function sectionShape({ start, end }: Section): number[] {
  return start.map((from, axis) => end[axis] - from);
}

/**
 * A section whose limits have been checked.
 * @throws {RangeError} when it is not inside the grid
 */
export function checkedSection(shape: readonly number[], section: Partial<Section> | undefined): Section {
  const start = section?.start ?? shape.map(() => 0);
  const end = section?.end ?? shape;
  if (start.length !== shape.length || end.length !== shape.length) {
    throw new RangeError(`A section needs a limit for each of ${shape.length} axes: ${start.length}, ${end.length}`);
  }
  for (const [axis, length] of shape.entries()) {
    const [from, to] = [start[axis], end[axis]];
    if (!(Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from <= to && to <= length)) {
      throw new RangeError(`A section must lie in the grid (axis ${axis}, 0 to ${length}): ${from} to ${to}`);
    }
  }
  return { start, end };
}

/**
 * The contiguous stretches of a section in the order of storage.
 * @param shape of the grid
 * @param visit called with the first element of each stretch and how many there are
 */
export function forEachRun(
  shape: readonly number[],
  section: Section,
  visit: (element: number, length: number) => void,
): void {
  const lengths = sectionShape(section);
  if (lengths.includes(0)) return;
  // Axes that are taken whole belong to one stretch with the axis before them.
  let first = shape.length - 1;
  while (first > 0 && lengths[first] === shape[first]) first--;
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, length) => product * length, 1));
  const run = shape.length === 0 ? 1 : lengths[first] * strides[first];
  const place = [...section.start];
  for (;;) {
    visit(
      place.reduce((sum, index, axis) => sum + index * strides[axis], 0),
      run,
    );
    let axis = first - 1;
    for (; axis >= 0; axis--) {
      if (++place[axis] < section.end[axis]) break;
      place[axis] = section.start[axis];
    }
    if (axis < 0) return;
  }
}
