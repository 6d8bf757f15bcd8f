import type { ValueType } from "../../fits/table/column-data";
import type { LibraryType } from "./hdf5-library";

// Classes of datatypes.
const [integer, float, time, text, bits] = [0, 1, 2, 3, 4];
const [compound, reference, enumeration, list, array] = [6, 7, 8, 9, 10];

/** A single value as it lies in the memory of the library. */
export interface ElementType {
  /** Of the array of values in which it ends. */
  readonly values: ValueType;
  /** What has to be done beyond copying its bytes. */
  readonly kind: "plain" | "logical" | "float16" | "time" | "text" | "variableText" | "reference" | "region";
  readonly bytes: number;
  /** In words, for people. */
  readonly label: string;
  /** True for numbers whose first byte is the most significant. */
  readonly isSwapped?: boolean;
  /** True for text that is filled up with blanks. */
  readonly isBlankPadded?: boolean;
  /** Names of the numbers of an enumeration. */
  readonly names?: Readonly<Record<string, number>>;
}

/** A value, an array of them, a list of any length, or members side by side. */
export type CellType =
  | { readonly kind: "element"; readonly element: ElementType; readonly shape: readonly number[] }
  | { readonly kind: "list"; readonly element: ElementType }
  | { readonly kind: "compound"; readonly members: readonly CellMember[]; readonly bytes: number };

/** One member of a compound. */
export interface CellMember {
  readonly name: string;
  readonly offset: number;
  readonly type: CellType;
}

/** Compounds in compounds beyond this depth are only bytes: no writer nests so deep. */
const mostDepth = 16;

/**
 * How values of a datatype lie in the memory of the library: little-endian when the whole datatype has one order of
 * bytes, each member as in the file when orders are mixed, or from the first big-endian enumeration on, at which the
 * library ends turning bytes.
 */
export function cellType(type: LibraryType): CellType {
  return cellOf(type, 0, { isKept: isMixed(type) });
}

/** True when the library complains about turning the bytes of a datatype, for the enumerations in it. */
export function hasForeignEnum(type: LibraryType): boolean {
  const { compound_type, array_type, vlen_type } = type;
  if (compound_type) return compound_type.members.some(hasForeignEnum);
  const inner = array_type ?? vlen_type;
  return inner ? hasForeignEnum(inner) : type.type === enumeration && !type.littleEndian;
}

/** Whether bytes are as in the file from here on. */
interface ByteOrder {
  isKept: boolean;
}

function cellOf(type: LibraryType, depth: number, order: ByteOrder): CellType {
  const { size } = type;
  if (type.type === compound && type.compound_type && depth < mostDepth) {
    const { members } = type.compound_type;
    const complex = complexType(members, size, order.isKept);
    if (complex) return { kind: "element", element: complex, shape: [] };
    const fits = members.every(({ offset, size: bytes }) => offset >= 0 && offset + bytes <= size);
    if (!fits) return plainBytes(size);
    return {
      kind: "compound",
      bytes: size,
      members: members.map((member) => ({
        name: member.name,
        offset: member.offset,
        type: cellOf(member, depth + 1, order),
      })),
    };
  }
  if (type.type === array && type.array_type) {
    const inner = cellOf(type.array_type, depth + 1, order);
    const { shape } = type.array_type;
    const count = shape.reduce((a, b) => a * b, 1);
    if (inner.kind === "element" && count * cellBytes(inner) === size) {
      return { kind: "element", element: inner.element, shape: [...shape, ...inner.shape] };
    }
    return plainBytes(size);
  }
  if (type.type === list && type.vlen_type) {
    const inner = cellOf(type.vlen_type, depth + 1, order);
    const isPlain = inner.kind === "element" && inner.shape.length === 0 && !inner.element.kind.startsWith("variable");
    return isPlain ? { kind: "list", element: inner.element } : plainBytes(size);
  }
  if (type.type === enumeration && !type.littleEndian) order.isKept = true;
  const isSwapped = order.isKept && !type.littleEndian && type.size > 1;
  const known = elementType(type);
  const element = known && isSwapped && !isText(known) ? { ...known, isSwapped } : known;
  return element ? { kind: "element", element, shape: [] } : plainBytes(size);
}

/** True when some numbers of a datatype are little-endian and others big-endian. */
function isMixed(type: LibraryType): boolean {
  const orders = new Set<boolean>();
  const visit = (part: LibraryType): void => {
    const inner = part.array_type ?? part.vlen_type;
    if (part.compound_type) part.compound_type.members.forEach(visit);
    else if (inner) visit(inner);
    else if ([integer, float, bits, enumeration].includes(part.type)) orders.add(part.littleEndian);
  };
  visit(type);
  return orders.size > 1;
}

/** What is not known stays bytes. */
function plainBytes(size: number): CellType {
  return { kind: "element", element: { values: "uint8", kind: "plain", bytes: 1, label: "bytes" }, shape: [size] };
}

function elementType(type: LibraryType): ElementType | undefined {
  const { size, signed } = type;
  const number = numberType(type.type === enumeration ? integer : type.type, size, signed);
  if (type.type === enumeration && number && type.enum_type) {
    const { members } = type.enum_type;
    const isTruth = size === 1 && members["FALSE"] === 0 && members["TRUE"] === 1 && Object.keys(members).length === 2;
    if (isTruth) return { values: "logical", kind: "logical", bytes: 1, label: "bool" };
    return { ...number, label: `enum of ${number.label}`, names: members };
  }
  if (type.type === float && size === 2) return { values: "float32", kind: "float16", bytes: 2, label: "float16" };
  if (number) return number;
  // PyTables keeps times as whole seconds, or as these and millionths of them, and truths as fields of eight bits.
  if (type.type === time && size === 4) return { values: "int32", kind: "plain", bytes: 4, label: "seconds (int32)" };
  if (type.type === time && size === 8) return { values: "float64", kind: "time", bytes: 8, label: "seconds" };
  if (type.type === bits && size === 1) return { values: "logical", kind: "logical", bytes: 1, label: "bool" };
  if (type.type === text) {
    if (type.vlen) return { values: "text", kind: "variableText", bytes: size, label: "text" };
    const label = `text of ${size} bytes`;
    return { values: "text", kind: "text", bytes: size, label, isBlankPadded: type.strpad === 2 };
  }
  if (type.type === reference) {
    const isRegion = type.ref_type === "region";
    const label = isRegion ? "reference to a region" : "reference";
    return { values: "text", kind: isRegion ? "region" : "reference", bytes: size, label };
  }
  return undefined;
}

function numberType(kind: number, size: number, signed: boolean): ElementType | undefined {
  const name = `${kind === float ? "float" : signed ? "int" : "uint"}${8 * size}`;
  const isKnown = (kind === integer && [1, 2, 4, 8].includes(size)) || (kind === float && (size === 4 || size === 8));
  return isKnown ? { values: name as ValueType, kind: "plain", bytes: size, label: name } : undefined;
}

/** Real and imaginary part, as h5py and PyTables name them. */
function complexType(
  members: readonly (LibraryType & { name: string; offset: number })[],
  size: number,
  keepsOrder: boolean,
) {
  const [re, im] = members;
  const isPair =
    members.length === 2 && re.name === "r" && im.name === "i" && re.offset === 0 && im.offset === size / 2;
  const isFloat = isPair && members.every((part) => part.type === float && part.size === size / 2);
  if (!isFloat || (size !== 8 && size !== 16)) return undefined;
  const name = `complex${8 * size}` as ValueType;
  const isSwapped = keepsOrder && !re.littleEndian;
  return { values: name, kind: "plain", bytes: size, label: name, ...(isSwapped && { isSwapped }) } as const;
}

function isText({ values }: ElementType): boolean {
  return values === "text";
}

/** Bytes of a cell in the memory of the library. */
export function cellBytes(type: CellType): number {
  if (type.kind === "compound") return type.bytes;
  if (type.kind === "list") return 8;
  return type.shape.reduce((product, length) => product * length, type.element.bytes);
}

/** A datatype in words. */
export function typeLabel(type: CellType): string {
  if (type.kind === "compound") return `${type.members.length} columns`;
  if (type.kind === "list") return `lists of ${type.element.label}`;
  const { element, shape } = type;
  return shape.length === 0 ? element.label : `${shape.join(" × ")} of ${element.label}`;
}
