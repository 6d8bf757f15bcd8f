export * from "./display";
export * from "./errors";
export * from "./linalg";
export * from "./progress";
export * from "./random";
export * from "./special";
export * from "./time";
