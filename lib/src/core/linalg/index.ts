export * from "./cholesky";
export * from "./covariance";
export * from "./invert-lower";
export * from "./qr";
export * from "./symmetric-eigen";
