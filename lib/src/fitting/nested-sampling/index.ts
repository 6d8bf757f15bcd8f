export * from "./evaluator";
export * from "./model";
export * from "./options";
export * from "./result";
