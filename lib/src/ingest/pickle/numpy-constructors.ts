import { bytesOf, type Constructor } from "./construction-site";
import { fillArray, NumpyArray, scalarOf } from "./numpy-array";
import { dtypeFromCode, NumpyDtype } from "./numpy-dtype";
import { pickleError } from "./pickle-error";
import { PickleGlobal, PickleTuple } from "./value";

export const dtype: Constructor = ([code], { offset }) => {
  // Arrays of records name the class of an element; its fields follow.
  if (code instanceof PickleGlobal && code.module === "numpy" && /^(record|void)$/.test(code.name)) {
    return dtypeFromCode("V");
  }
  if (typeof code !== "string") return undefined;
  const result = dtypeFromCode(code);
  if (result === undefined) throw pickleError("PICKLE_DAMAGED", offset, `there is no numpy type ${code.slice(0, 20)}`);
  return result;
};

export const scalar: Constructor = ([type, content], site) => {
  if (!(type instanceof NumpyDtype)) return undefined;
  if (type.letter === "O") return content ?? null;
  const bytes = bytesOf(content, site);
  if (bytes === undefined) return undefined;
  const array = new NumpyArray();
  fillArray(array, type, new PickleTuple([]), false, bytes, site);
  return scalarOf(array) ?? array;
};

export const fromBuffer: Constructor = ([buffer, type, shape, order], site) => {
  const bytes = bytesOf(buffer, site);
  if (bytes === undefined || !(type instanceof NumpyDtype) || shape === undefined) return undefined;
  const array = new NumpyArray();
  fillArray(array, type, shape, order === "F", bytes, site);
  return array;
};
