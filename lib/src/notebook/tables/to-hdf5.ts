import { type Hdf5AttributeValue, type Hdf5Column, writeHdf5 } from "../../ingest/hdf5";
import type { DescribedColumn, Fact, TableData } from "../../ingest/table";

/**
 * A table as an HDF5 file with one table of PyTables.
 * @param name of the table in the file
 * @throws {RangeError} when a column has arrays of variable length, or missing numbers that no double can stand beside
 */
export function tableToHdf5({ columns, metadata = {} }: TableData, name: string): Uint8Array {
  const facts = Object.entries(metadata).map(([key, fact]): [string, Hdf5AttributeValue] => [key, attribute(fact)]);
  return writeHdf5({
    members: { [name]: { title: name, columns: columns.map(hdf5Column), attributes: Object.fromEntries(facts) } },
  });
}

function attribute(fact: Fact): Hdf5AttributeValue {
  if (typeof fact === "string" || typeof fact === "number" || typeof fact === "boolean") return fact;
  const isTexts = Array.isArray(fact) && fact.length > 0 && fact.every((item) => typeof item === "string");
  return isTexts ? (fact as string[]) : JSON.stringify(fact);
}

function hdf5Column(column: DescribedColumn): Hdf5Column {
  const { name, type, values, cellShape, offsets, unit, description } = column;
  if (offsets) throw new RangeError(`Tables of HDF5 have no arrays of variable length (leave the column out): ${name}`);
  const common = { name, ...(cellShape.length > 0 ? { cellShape } : {}), unit, description };
  if (Array.isArray(values))
    return { ...common, values, ...(values.every((text) => text === "") ? { textBytes: 1 } : {}) };
  if (type === "logical" || type === "bit") return { ...common, values, type: "logical" };
  if (type.startsWith("complex")) return { ...common, values, type: "complex" };
  return { ...common, values: withGaps(column) };
}

/** Whole numbers of which some are missing become doubles, with NaN for those. */
function withGaps({ name, type, values, missing }: DescribedColumn): Exclude<DescribedColumn["values"], string[]> {
  const numbers = values as Exclude<DescribedColumn["values"], string[]>;
  if (missing === undefined || type.startsWith("float")) return numbers;
  const doubles = new Float64Array(numbers.length);
  for (let i = 0; i < doubles.length; i++) {
    doubles[i] = missing[i] ? Number.NaN : Number(numbers[i]);
    if (!missing[i] && Math.abs(doubles[i]) > 2 ** 53) {
      throw new RangeError(
        `Missing numbers beside whole ones beyond 2^53 cannot be written to HDF5 (leave the column out): ${name}`,
      );
    }
  }
  return doubles;
}
