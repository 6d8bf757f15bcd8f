export * from "./cholesky";
export * from "./covariance";
export * from "./symmetric-eigen";
