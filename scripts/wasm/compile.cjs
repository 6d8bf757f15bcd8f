"use strict";
const { execFileSync } = require("node:child_process");
const { mkdtempSync, readFileSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

const root = join(__dirname, "../..");
const source = "lib/assembly/grain-step.ts";
const modulePath = join(root, "lib/src/fitting/meteoroid/erosion/grain-step-module.ts");

/** The text of the TypeScript module that holds the compiled WebAssembly. */
function grainStepModule() {
  const base64 = compile().toString("base64");
  const lines = base64.match(/.{1,110}/g).map((line) => `  "${line}",`);
  return `import { bytesFromBase64 } from "../../../core/text/base64";

// Made by scripts/build-wasm.cjs from ${source}.
const base64 = [
${lines.join("\n")}
];

/** The WebAssembly that moves the grains. */
export function grainStepBytes(): Uint8Array {
  return bytesFromBase64(base64.join(""));
}
`;
}

/** @returns the bytes of the WebAssembly */
function compile() {
  const folder = mkdtempSync(join(tmpdir(), "nightbook-wasm-"));
  try {
    const out = join(folder, "grain-step.wasm");
    const options = [
      "-O3",
      "--shrinkLevel",
      "0",
      "--noAssert",
      "--runtime",
      "stub",
      "--use",
      "abort=",
      "--enable",
      "simd",
      // Pairs of numbers go from file to file, not out of the module.
      "--disableWarning",
      "112",
    ];
    const compiler = join(root, "node_modules/assemblyscript/bin/asc.js");
    execFileSync(process.execPath, [compiler, source, "-o", out, ...options], { cwd: root, stdio: ["ignore", 2, 2] });
    return readFileSync(out);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

module.exports = { grainStepModule, modulePath };
