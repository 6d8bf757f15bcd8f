export * from "./install";
export * from "./kernelspec";
export type * from "./notebook-api/api";
