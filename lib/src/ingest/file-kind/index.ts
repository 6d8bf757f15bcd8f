export { type FileKind, fileKind, type Packing, packingOf } from "./file-kind";
