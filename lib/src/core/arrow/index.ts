export * from "./arrow-table";
