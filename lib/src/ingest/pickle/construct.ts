import * as builtin from "./builtin-constructors";
import * as calendar from "./calendar-constructors";
import type { ConstructionSite, Constructor } from "./construction-site";
import { canonicalModule } from "./forbidden";
import { NumpyArray } from "./numpy-array";
import * as numpy from "./numpy-constructors";
import type { PickleGlobal, PickleValue } from "./value";

const constructors: ReadonlyMap<string, Constructor> = new Map<string, Constructor>([
  ["copyreg._reconstructor", builtin.reconstructObject],
  ["copyreg.__newobj__", builtin.newObject],
  ["_codecs.encode", builtin.encode],
  ["builtins.bytes", builtin.byteString],
  ["builtins.bytearray", builtin.byteString],
  ["builtins.list", builtin.list],
  ["builtins.tuple", builtin.tuple],
  ["builtins.set", builtin.set],
  ["builtins.frozenset", builtin.frozenSet],
  ["builtins.dict", builtin.dictionary],
  ["builtins.complex", builtin.complex],
  ["builtins.int", builtin.number],
  ["builtins.long", builtin.number],
  ["builtins.float", builtin.number],
  ["collections.OrderedDict", builtin.dictionary],
  ["collections.defaultdict", builtin.defaultDictionary],
  ["datetime.datetime", calendar.dateTime],
  ["datetime.date", calendar.date],
  ["datetime.time", calendar.time],
  ["datetime.timedelta", calendar.timeDelta],
  ["numpy.dtype", numpy.dtype],
  ["numpy.core.multiarray._reconstruct", () => new NumpyArray()],
  ["numpy.core.multiarray.scalar", numpy.scalar],
  ["numpy.core.numeric._frombuffer", numpy.fromBuffer],
]);

/**
 * What a named class or function makes of its arguments, if it is one of the few we know.
 * All of them only arrange data. Undefined when the name is not in the table, or when the arguments
 * are not the ones the class itself pickles.
 */
export function construct(
  callee: PickleGlobal,
  args: readonly PickleValue[],
  site: ConstructionSite,
): PickleValue | undefined {
  const make = constructors.get(`${canonicalModule(callee.module)}.${callee.name}`);
  if (make === undefined) return undefined;
  site.allowance.spend(8 * args.length, site.offset);
  return make(args, site);
}
