import { installToDanfo } from "./danfo/arrow-danfo.node";

export type { Chart } from "../charts";
export { version } from "../core/version";
export { fromDanfo, toDanfo } from "./danfo/arrow-danfo.node";
export { danfo } from "./danfo/danfo.node";
export type { Danfo, DanfoFrame, DanfoGroups, DanfoSeries, DanfoValue } from "./danfo/danfo-types";
export type { ExportFormat, ExportOptions } from "./export-result.node";
export type { FitMeteorsOptions } from "./fit-meteors.node";
export type { FitResult, ParameterEstimate } from "./fit-result.node";
export type { FitsDocument, FitsPicture } from "./fits/fits-document.node";
export * as fitting from "./fitting.node";
export * as ingest from "./ingest.node";
export type { Meteor, MeteorSettings } from "./meteor.node";
export type { EventOutcome, EventState, MeteorBatch } from "./meteor-batch";
export type { MeteorFit, MeteorFitOptions } from "./meteor-fit.node";
export type { MeteorOptions } from "./meteor-input/open-event.node";
export type { MeteorPredictive } from "./meteor-predictive.node";
export type { MeteorResult } from "./meteor-result.node";
export type { ModelDefinition } from "./model-definition";
export type { ModelFit, ModelFitOptions } from "./model-fit.node";
export type { ModelResult } from "./model-result.node";
export type { Prior, PriorOptions } from "./prior.node";
export { type Provenance, type RecordColumn, type RecordRow, Records } from "./records/records";
export { Table, type TableColumn } from "./table";

installToDanfo();
