"use strict";
// `node scripts/build-wasm.cjs`: compiles all AssemblyScript and writes it as base64 modules, which are committed. A test
// compiles them again and compares, so that sources and modules cannot drift apart.
const { writeFileSync } = require("node:fs");
const { modules, moduleText } = require("./wasm/compile.cjs");

for (const module of modules) {
  const text = moduleText(module);
  writeFileSync(module.path, text);
  process.stdout.write(`${module.path}: ${text.length} characters\n`);
}
