/** Version of the package, as products and results record it; the same as in its `package.json`. */
export const version = "0.1.0";
