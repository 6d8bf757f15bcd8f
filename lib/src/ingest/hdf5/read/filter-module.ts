import { callLayout, type ModuleCalls } from "./module-calls";
import {
  at,
  body,
  code,
  constant,
  functionReference,
  functionType,
  i32,
  kinds,
  linkSection,
  text,
  vector,
  wasmModule,
} from "./wasm-bytes";

/** A filter that the page does, wholly or beside a module. */
export interface OwnFilter {
  /** Which function of the page it is. */
  readonly which: number;
  /** Where in memory its class stands: 32 bytes, which the module completes when the library asks for them. */
  readonly classAt: number;
  /**
   * Another module of the same filter, and the name under which it keeps its class; left out when there is none. That
   * class is then taken over, and what the function answers by {@link leftToInner} is left to that filter.
   */
  readonly inner?: { readonly path: string; readonly className: string };
}

/** Answer of a function that leaves a piece to the module that lies below. */
export const leftToInner = -1;

/** Length of the class of a filter, and where in it the place of the filter in the table of functions stands. */
export const [classBytes, filterOffset] = [32, 28];

/** What a filter is given: flags, number of parameters, these, bytes of the piece, where its room and its place stand. */
const filterParameters = 6;

/** A module of a filter for the HDF5 library which asks the page to do its work. */
export function filterModule({ which, classAt, inner }: OwnFilter, calls: ModuleCalls): Uint8Array {
  const [plain, write, filter] = [0, 1, 2];
  const imports = vector([
    ...askImports(write),
    [...text("env"), ...text("__indirect_function_table"), kinds.table, functionReference, 0, 0],
    [...text("env"), ...text("__table_base"), kinds.global, i32, 0],
    ...(inner ? [[...text("GOT.mem"), ...text(inner.className), kinds.global, i32, 1]] : []),
  ]);
  const [tableBase, innerClass] = [
    [code.getGlobal, 0],
    [code.getGlobal, 1],
  ];
  const parameters = Array.from({ length: filterParameters }, (_, i) => [code.getLocal, i]).flat();
  const innerFilter = [...innerClass, ...at(code.load, filterOffset)];
  const leaving = [
    ...[...answerCode(calls), ...constant(leftToInner), code.equal],
    ...[code.if, i32, ...parameters, ...innerFilter, code.callIndirect, filter, 0],
    ...[code.else, ...answerCode(calls), code.end],
  ];
  const takingOver = [...constant(classAt), ...innerClass, ...constant(classBytes), ...code.memoryCopy];
  const exported = vector([
    [...text("H5PLget_plugin_type"), kinds.function, 2],
    [...text("H5PLget_plugin_info"), kinds.function, 3],
  ]);
  return wasmModule([
    [0, linkSection(1, inner ? [inner.path] : [])],
    [1, vector([functionType(0), functionType(4), functionType(filterParameters)])],
    [2, imports],
    [3, vector([[filter], [plain], [plain]])],
    [7, exported],
    // The filter is put at the begin of the part of the table that the module gets.
    [9, vector([[0, ...tableBase, code.end, ...vector([[1]])]])],
    [
      10,
      vector([
        body(askCode(calls, which, filterParameters), inner ? leaving : answerCode(calls)),
        body(constant(0)),
        body(
          inner ? takingOver : [],
          [...constant(classAt), ...tableBase, ...at(code.store, filterOffset)],
          constant(classAt),
        ),
      ]),
    ],
  ]);
}

/** A function that other modules need and the library does not have. */
export interface MissingFunction {
  readonly name: string;
  /** Which function of the page does its work, and how many numbers it is given; left out for one that does nothing. */
  readonly work?: { readonly which: number; readonly parameters: number };
}

/** A module that holds functions for other modules. */
export function functionModule(missing: readonly MissingFunction[], calls: ModuleCalls): Uint8Array {
  const parametersOf = ({ work }: MissingFunction) => work?.parameters ?? 0;
  const most = Math.max(4, ...missing.map(parametersOf));
  return wasmModule([
    [0, linkSection(0, [])],
    [1, vector(Array.from({ length: most + 1 }, (_, parameters) => functionType(parameters)))],
    [2, vector(askImports(4))],
    [3, vector(missing.map((one) => [parametersOf(one)]))],
    [7, vector(missing.map(({ name }, i) => [...text(name), kinds.function, i + 1]))],
    [
      10,
      vector(
        missing.map(({ work }) =>
          work ? body(askCode(calls, work.which, work.parameters), answerCode(calls)) : body(constant(0)),
        ),
      ),
    ],
  ]);
}

/** What {@link askCode} needs; the function that writes becomes that of number 0. */
function askImports(type: number): number[][] {
  return [
    [...text("wasi_snapshot_preview1"), ...text("fd_write"), kinds.function, type],
    [...text("env"), ...text("memory"), kinds.memory, 0, 0],
  ];
}

/** Asks a function of the page, with the parameters of the one that asks. */
function askCode({ file, place }: ModuleCalls, which: number, parameters: number): number[] {
  const put = (value: readonly number[], offset: number) => [...constant(place), ...value, ...at(code.store, offset)];
  const numbers = Array.from({ length: parameters }, (_, i) => put([code.getLocal, i], callLayout.numbers + 4 * i));
  const write = [file, place, 1, place + callLayout.written].flatMap(constant);
  return [
    ...[...put(constant(which), callLayout.which), ...numbers.flat()],
    // Of a question that does not come through, the answer is that it failed.
    ...put(constant(0), callLayout.answer),
    ...[...write, code.call, 0, code.drop],
  ];
}

/** The answer to what was asked last. */
function answerCode({ place }: ModuleCalls): number[] {
  return [...constant(place), ...at(code.load, callLayout.answer)];
}
