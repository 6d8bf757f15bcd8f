export type { BaseUnit } from "./base-units";
export { parseUnit, type Unit, unitFactor, unitOf } from "./unit";
