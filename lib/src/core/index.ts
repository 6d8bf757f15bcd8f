export * from "./display";
export * from "./errors";
export * from "./progress";
export * from "./special";
export * from "./time";
