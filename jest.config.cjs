"use strict";

/** What every suite shares: swc for TypeScript, one realm for typed arrays and errors. */
const shared = {
  rootDir: __dirname,
  // Lookups of globals are slow in a test realm, and the cores live on these: together a third of the time of the tests.
  // No module may have a class of its own by such a name, as Arrow has a Map.
  sandboxInjectedGlobals: ["Math", "Number", "Float64Array", "Int32Array", "Uint32Array", "Uint8Array"],
  testEnvironment: "<rootDir>/scripts/jest/shared-realm-environment.cjs",
  transform: {
    "\\.tsx?$": [
      "@swc/jest",
      {
        jsc: { parser: { syntax: "typescript" }, target: "es2022" },
        module: { type: "commonjs", ignoreDynamic: true },
      },
    ],
  },
  moduleFileExtensions: ["ts", "js", "cjs", "mjs", "json"],
  modulePathIgnorePatterns: [
    "<rootDir>/.*/dist/labextension",
    "<rootDir>/out/",
    "<rootDir>/.venv/",
    "<rootDir>/.venv-bench/",
    "<rootDir>/.venv-cherenkov/",
    "<rootDir>/.node24/",
  ],
  testPathIgnorePatterns: ["/node_modules/", "/dist/", "/fixtures/"],
};

const suite = (displayName, testMatch, more = {}) => ({ ...shared, displayName, testMatch, ...more });

module.exports = {
  testTimeout: 60_000,
  globalSetup: "<rootDir>/scripts/jest/fresh-build.cjs",
  projects: [
    suite("unit", [
      "<rootDir>/lib/test/**/*.test.ts",
      "<rootDir>/labextension/test/unit/**/*.test.ts",
      "<rootDir>/scripts/test/**/*.test.ts",
      "<rootDir>/bench/test/**/*.test.ts",
    ]),
    suite("servers", ["<rootDir>/scripts/test-servers/**/*.test.ts"]),
    suite("python", ["<rootDir>/scripts/test-python/**/*.test.ts"]),
    suite("kernel", ["<rootDir>/kernel/test/**/*.test.ts"]),
    suite("notebooks", ["<rootDir>/notebooks/test/**/*.test.ts"]),
    suite("browser", ["<rootDir>/labextension/test/browser/**/*.test.ts"], {
      setupFilesAfterEnv: ["<rootDir>/scripts/jest/second-try.cjs"],
    }),
  ],
};
