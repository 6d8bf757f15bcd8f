"use strict";
// `node scripts/build-wasm.cjs`: compiles the AssemblyScript of the erosion model and writes it as a base64 module, which is
// committed. A test compiles it again and compares, so that source and module cannot drift apart.
const { writeFileSync } = require("node:fs");
const { grainStepModule, modulePath } = require("./wasm/compile.cjs");

const text = grainStepModule();
writeFileSync(modulePath, text);
process.stdout.write(`${modulePath}: ${text.length} characters\n`);
