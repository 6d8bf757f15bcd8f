export * from "./arrow-file";
export * from "./arrow-table";
