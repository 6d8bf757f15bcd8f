export * from "./key";
export * from "./philox";
export * from "./random-stream";
