export * from "./pickle";
export * from "./trajectory";
