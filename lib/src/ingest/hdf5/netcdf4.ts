import type { Hdf5Array, Hdf5Attributes, Hdf5AttributeValue, Hdf5Dataset, Hdf5Group } from "./hdf5-tree";

/** A variable of a netCDF file: an array whose dimensions have names. */
export interface NetcdfVariable extends Omit<Hdf5Array, "shape"> {
  /** Names of the dimensions, of this group or one above it; `[]` is a scalar. */
  readonly dimensions: readonly string[];
  readonly attributes?: Hdf5Attributes;
}

/** A group of a netCDF file. The root of a file is one. */
export interface NetcdfGroup {
  /** Lengths of the dimensions that this group defines. */
  readonly dimensions?: Readonly<Record<string, number>>;
  /** Variables; one that bears the name of its only dimension holds the coordinates of that dimension. */
  readonly variables?: Readonly<Record<string, NetcdfVariable>>;
  readonly groups?: Readonly<Record<string, NetcdfGroup>>;
  readonly attributes?: Hdf5Attributes;
}

/** A dimension and who uses it. */
interface Dimension {
  readonly path: string;
  readonly length: number;
  readonly id: number;
  readonly uses: { path: string; dimension: number }[];
}

/**
 * A netCDF-4 file as the HDF5 file that it is: dimensions become dimension scales, variables refer to them.
 *
 * @param root the root group
 * @returns what {@link writeHdf5} writes
 * @throws {RangeError} when a variable names a dimension that is not defined, or does not have its length
 * @see [HDFGroup2024]
 *
 * @example
 * ```ts
 * import { netcdf4, writeHdf5 } from "nightbook/ingest";
 *
 * const tree = netcdf4({
 *   dimensions: { time: 3 },
 *   variables: { flux: { dimensions: ["time"], values: Float64Array.of(1, 4, 2), attributes: { units: "Jy" } } },
 * });
 * Object.keys(tree.members).join(); // => "time,flux"
 * const file = writeHdf5(tree);
 * ```
 */
export function netcdf4(root: NetcdfGroup): Hdf5Group {
  return convert(root, "", new Map(), { dimensions: 0 });
}

function convert(
  group: NetcdfGroup,
  path: string,
  above: ReadonlyMap<string, Dimension>,
  counters: { dimensions: number },
): Hdf5Group {
  const own = Object.entries(group.dimensions ?? {}).map(([name, length]): [string, Dimension] => [
    name,
    { path: `${path}/${name}`, length, id: counters.dimensions++, uses: [] },
  ]);
  const visible = new Map([...above, ...own]);
  const variables = Object.entries(group.variables ?? {}).map(([name, variable]) => {
    const dimensions = variable.dimensions.map((dimension, k) => {
      const found = visible.get(dimension);
      if (!found) throw new RangeError(`The variable ${path}/${name} has an unknown dimension: ${dimension}`);
      if (!isCoordinate(name, variable)) found.uses.push({ path: `${path}/${name}`, dimension: k });
      return found;
    });
    return { name, variable, dimensions };
  });
  const groups = Object.entries(group.groups ?? {}).map(([name, inner]): [string, Hdf5Group] => [
    name,
    convert(inner, `${path}/${name}`, visible, counters),
  ]);
  const members: [string, Hdf5Group | Hdf5Dataset][] = [];
  const coordinates = new Map(
    variables.filter((v) => isCoordinate(v.name, v.variable)).map((v) => [v.name, v.variable]),
  );
  for (const [name, dimension] of own) members.push([name, scale(name, dimension, coordinates.get(name))]);
  for (const { name, variable, dimensions } of variables) {
    if (coordinates.has(name)) continue;
    const references = { references: dimensions.map((dimension) => [dimension.path]) };
    const { values, strings, attributes = {} } = variable;
    const shape = dimensions.map(({ length }) => length);
    const links: Record<string, Hdf5AttributeValue> = dimensions.length > 0 ? { DIMENSION_LIST: references } : {};
    members.push([name, { values, strings, shape, attributes: { ...links, ...attributes } }]);
  }
  return { members: Object.fromEntries([...members, ...groups]), attributes: group.attributes };
}

function isCoordinate(name: string, { dimensions }: NetcdfVariable): boolean {
  return dimensions.length === 1 && dimensions[0] === name;
}

/** A dimension as HDF5 knows it: a data set, which is empty when the dimension has no coordinates. */
function scale(name: string, { length, id, uses }: Dimension, coordinates: NetcdfVariable | undefined): Hdf5Dataset {
  const fixed = (text: string): Hdf5Array => ({ values: [text], shape: [], strings: "fixed" });
  const links = {
    CLASS: fixed("DIMENSION_SCALE"),
    // The words by which the netCDF library knows a dimension that has no coordinates.
    NAME: fixed(
      coordinates ? name : `This is a netCDF dimension but not a netCDF variable.${String(length).padStart(10)}`,
    ),
    _Netcdf4Dimid: { values: Int32Array.of(id), shape: [] },
    ...(uses.length > 0 && { REFERENCE_LIST: { uses } }),
  };
  if (!coordinates) return { values: new Float32Array(0), shape: [length], isEmpty: true, attributes: links };
  const { values, strings, attributes } = coordinates;
  return { values, strings, shape: [length], attributes: { ...links, ...attributes } };
}
