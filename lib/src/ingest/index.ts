export * from "./pickle";
