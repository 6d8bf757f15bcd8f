export { groupEvents, type MeteorEvent } from "./group-events";
export { showerCode } from "./shower-code";
export {
  type StationObservation,
  type TrajectoryPoint,
  type TrajectoryRecord,
  trajectoryRecord,
} from "./trajectory-record";
export { trajectoryTable } from "./trajectory-table";
