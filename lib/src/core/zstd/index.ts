export { isZstd, unzstd } from "./unzstd";
