export * from "./arrow-file";
export * from "./arrow-table";
export * from "./typed-table";
