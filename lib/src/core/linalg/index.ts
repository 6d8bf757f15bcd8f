export * from "./cholesky";
export * from "./covariance";
export * from "./qr";
export * from "./symmetric-eigen";
