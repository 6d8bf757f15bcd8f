export * from "../ingest";
export { openMeteor as meteor } from "./meteor.node";
