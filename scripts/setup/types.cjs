"use strict";
const { run, say } = require("./steps.cjs");
const { tsc } = require("./build.cjs");

/** Types of the packages, of the tests, and of the pure part without Node or a page around it. */
function checkTypes() {
  say("- Types: packages");
  run(process.execPath, [tsc, "-b", "lib", "kernel", "labextension"], {
    cause: "Types",
    remedy: "Mend the errors above",
  });
  say("- Types: the pure part, without Node");
  run(process.execPath, [tsc, "-p", "tsconfig.pure.json"], {
    cause: "Types of the pure part",
    remedy: "Only files named *.node.ts may use Node; move the code or hand it in as an argument",
  });
  say("- Types: tests");
  run(process.execPath, [tsc, "-p", "tsconfig.test.json"], {
    cause: "Types of the tests",
    remedy: "Mend the errors above",
  });
}

module.exports = { checkTypes };
