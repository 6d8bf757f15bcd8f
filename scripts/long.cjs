"use strict";
// `npm run long`: the soak, fuzz and kill tests at full counts. `npm test` runs a fraction,
// NIGHTBOOK_LONG=1 (set here) asks for all of it; each test states both counts where it is defined.
process.env.NIGHTBOOK_LONG = "1";
require("./test.cjs");
