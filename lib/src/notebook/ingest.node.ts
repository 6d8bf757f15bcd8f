export * from "../ingest";
export { openFitsDocument as fits } from "./fits/fits-document.node";
export { openMeteor as meteor } from "./meteor-input/open-meteor.node";
