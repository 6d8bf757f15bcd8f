/** The functions that the modules of filters find, by name. */
export type FilterFunctions = Record<string, unknown>;

/** What is put in front of the module of a filter, and where that lies. */
export interface OwnFilter {
  /** Names of functions that the library has, under which the class of the filter and the filter are found. */
  readonly classOf: string;
  readonly filter: string;
  /** The module of the filter, and the name under which it keeps its class; left out when there is none. */
  readonly inner?: { readonly path: string; readonly className: string };
}

/**
 * A module of a filter for the HDF5 library which asks functions of the page to do its work, and has the library load
 * another module before, to which these may leave it.
 *
 * `classOf(inner, filter)` is given the place of the class of the inner module in memory, or 0, and the place of the
 * filter in the table of functions; it gives the place of a class.
 */
export function filterModule({ classOf, filter, inner }: OwnFilter): Uint8Array {
  const memoryAndTable = [0, 0, 1, 0];
  const needed = inner ? [[2, ...sized(vector([name(inner.path)]))]] : [];
  const link = [...name("dylink.0"), 1, ...sized(memoryAndTable), ...needed.flat()];
  const types = vector([type(0), type(2), type(6)]);
  const imports = vector([
    [...name("env"), ...name("__indirect_function_table"), table, functions, 0, 0],
    [...name("env"), ...name("__table_base"), global, i32, 0],
    [...name("env"), ...name(classOf), 0, 1],
    [...name("env"), ...name(filter), 0, 2],
    ...(inner ? [[...name("GOT.mem"), ...name(inner.className), global, i32, 1]] : []),
  ]);
  const exports = vector([
    [...name("H5PLget_plugin_type"), 0, 2],
    [...name("H5PLget_plugin_info"), 0, 3],
  ]);
  // The filter is put at the begin of the part of the table that the module gets.
  const elements = vector([[0, getGlobal, 0, end, ...vector([[1]])]]);
  const innerClass = inner ? [getGlobal, 1] : [constant, 0];
  const bodies = vector([sized([0, constant, 0, end]), sized([0, ...innerClass, getGlobal, 0, call, 0, end])]);
  const sections: [number, number[]][] = [
    [0, link],
    [1, types],
    [2, imports],
    [3, vector([[0], [0]])],
    [7, exports],
    [9, elements],
    [10, bodies],
  ];
  const parts = sections.flatMap(([id, content]) => [id, ...sized(content)]);
  return Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...parts);
}

const [i32, functions] = [0x7f, 0x70];
const [table, global] = [1, 3];
const [getGlobal, constant, call, end] = [0x23, 0x41, 0x10, 0x0b];

/** A function of some numbers that gives a number. */
function type(parameters: number): number[] {
  return [0x60, parameters, ...new Array<number>(parameters).fill(i32), 1, i32];
}

function vector(items: readonly (readonly number[])[]): number[] {
  return [items.length, ...items.flat()];
}

function name(text: string): number[] {
  return sized(Array.from(text, (letter) => letter.charCodeAt(0)));
}

function sized(bytes: readonly number[]): number[] {
  // A number of two digits of seven bits.
  return [(bytes.length & 0x7f) | 0x80, bytes.length >>> 7, ...bytes];
}
