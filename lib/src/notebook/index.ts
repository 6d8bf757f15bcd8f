export type { Chart } from "../charts";
export { version } from "../core/version";
export * as fitting from "./fitting.node";
export * as ingest from "./ingest.node";
export type { Meteor, MeteorOptions } from "./meteor.node";
export type { MeteorFit, MeteorFitOptions } from "./meteor-fit.node";
export type { MeteorResult, ParameterEstimate } from "./meteor-result.node";
export type { Prior, PriorOptions } from "./prior.node";
export { Table, type TableColumn } from "./table";
