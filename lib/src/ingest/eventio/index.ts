export { allHeaders } from "./all-headers";
export type { EventioErrorCode } from "./eventio-error";
export type { Finding as EventioFinding } from "./finding";
export type { EventioObject, ObjectHeader } from "./object-header";
export { objectName } from "./object-names";
export { loadObject, objectHeaders } from "./object-source";
export type { AdcSums } from "./simtel/adc-sums";
export type { CameraOrganization } from "./simtel/camera-organization";
export type { CameraSettings } from "./simtel/camera-settings";
export type { EventTime } from "./simtel/event-time";
export type { Histogram, HistogramAxis } from "./simtel/histograms";
export type { AtmosphericProfile, HistoryLine } from "./simtel/history";
export type { ImageParameters } from "./simtel/image-parameters";
export type { MonitorState, TelescopeMonitor } from "./simtel/monitor-state";
export type { CameraMonitoring, LaserCalibration, PixelMonitoring } from "./simtel/monitoring";
export type { PhotoelectronSums, Photoelectrons, PhotonBunches } from "./simtel/photons";
export type { AuxiliaryTraces, PixelList, PixelTriggerTimes } from "./simtel/pixel-lists";
export type { PixelSettings } from "./simtel/pixel-settings";
export type { PixelTiming } from "./simtel/pixel-timing";
export type { StereoReconstruction, TrackingPosition } from "./simtel/reconstruction";
export type { RunHeader } from "./simtel/run-header";
export type { ShowerProfile, SimulatedEvent, SimulatedShower } from "./simtel/shower";
export type { EventOptions, SimtelEvent } from "./simtel/simtel-event";
export { type EventsOptions, openSimtel, SimtelFile, type SimtelOptions } from "./simtel/simtel-file";
export { SimtelHeader, type TelescopeDescription } from "./simtel/simtel-header";
export { readSimtelStream, type SimtelStream, type SimtelStreamOptions } from "./simtel/simtel-stream";
export type { SimulationRun } from "./simtel/simulation-run";
export type {
  CameraSoftwareSettings,
  DisabledPixels,
  DriveSettings,
  PointingCorrection,
} from "./simtel/telescope-control";
export type { TelescopeEvent } from "./simtel/telescope-event";
export type { TelescopeEventHeader } from "./simtel/telescope-event-header";
export type { TriggerInformation } from "./simtel/trigger";
export type { Waveforms } from "./simtel/waveforms";
export { subObjects } from "./sub-objects";
export type { Unpackers } from "./unpacked";
