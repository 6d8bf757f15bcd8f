export * from "../ingest";
export { openMeteor as meteor } from "./meteor-input/open-meteor.node";
