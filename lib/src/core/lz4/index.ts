export { packLz4Block } from "./pack-lz4-block";
export { unlz4 } from "./unlz4";
