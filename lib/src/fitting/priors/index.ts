export * from "./default-prior";
export * from "./helper-variables";
export * from "./parse-prior";
export * from "./prior-document";
export * from "./prior-issue";
export * from "./resolve-prior";
export * from "./resolved-prior";
export * from "./strongest-flare";
