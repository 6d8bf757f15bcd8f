"use strict";
const { execFileSync } = require("node:child_process");
const { mkdtempSync, readFileSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

const root = join(__dirname, "../..");

/** Each source in AssemblyScript, and the TypeScript module that holds it compiled: its function, and what that gives. */
const modules = [
  {
    source: "lib/assembly/grain-step.ts",
    path: join(root, "lib/src/fitting/meteoroid/erosion/grain-step-module.ts"),
    name: "grainStepBytes",
    what: "The WebAssembly that moves the grains.",
  },
  {
    source: "lib/assembly/gram.ts",
    path: join(root, "lib/src/core/linalg/gram/gram-module.ts"),
    name: "gramBytes",
    what: "The WebAssembly that adds up products of rows.",
  },
  {
    source: "lib/assembly/region.ts",
    path: join(root, "lib/src/fitting/nested-sampling/importance/region/region-module.ts"),
    name: "regionBytes",
    what: "The WebAssembly that draws from regions.",
  },
  {
    source: "lib/assembly/t-mixture.ts",
    path: join(root, "lib/src/fitting/nested-sampling/importance/mixture/kernel/t-mixture-module.ts"),
    name: "tMixtureBytes",
    what: "The WebAssembly that finds densities of mixtures of t distributions.",
  },
  {
    source: "lib/assembly/straighten.ts",
    path: join(root, "lib/src/fitting/nested-sampling/importance/transport/straighten-module.ts"),
    name: "straightenBytes",
    what: "The WebAssembly that straightens points by a triangular map.",
  },
  {
    source: "lib/assembly/symbol-lanes.ts",
    path: join(root, "lib/src/ingest/zfits/codecs/symbol-lanes-module.ts"),
    name: "symbolLanesBytes",
    what: "The WebAssembly that unpacks 16-bit numbers in lanes.",
  },
  {
    source: "lib/assembly/varints.ts",
    path: join(root, "lib/src/ingest/eventio/simtel/varints-module.ts"),
    name: "varintsBytes",
    what: "The WebAssembly that reads samples of waveforms.",
  },
  {
    source: "lib/assembly/inflate.ts",
    path: join(root, "lib/src/core/deflate/inflate-module.ts"),
    name: "inflateBytes",
    what: "The WebAssembly that unpacks deflate.",
  },
  {
    source: "lib/assembly/zstd.ts",
    path: join(root, "lib/src/core/zstd/zstd-module.ts"),
    name: "zstdBytes",
    what: "The WebAssembly that unpacks Zstandard.",
  },
  {
    source: "lib/assembly/cells.ts",
    path: join(root, "lib/src/ingest/fits/table/cells-module.ts"),
    name: "cellsBytes",
    what: "The WebAssembly that takes cells out of rows.",
  },
  {
    source: "lib/assembly/rows.ts",
    path: join(root, "lib/src/ingest/hdf5/write/rows-module.ts"),
    name: "rowsBytes",
    what: "The WebAssembly that puts cells into rows.",
  },
];

/** The text of the TypeScript module that holds the compiled WebAssembly. */
function moduleText({ source, path, name, what }) {
  const base64 = compile(source).toString("base64");
  const lines = base64.match(/.{1,110}/g).map((line) => `  "${line}",`);
  const levels = path.slice(join(root, "lib/src/").length).split("/").length - 1;
  return `import { bytesFromBase64 } from "${"../".repeat(levels)}core/text/base64";

// Made by scripts/build-wasm.cjs from ${source}.
const base64 = [
${lines.join("\n")}
];

/** ${what} */
export function ${name}(): Uint8Array {
  return bytesFromBase64(base64.join(""));
}
`;
}

/** @returns the bytes of the WebAssembly */
function compile(source) {
  const folder = mkdtempSync(join(tmpdir(), "nightbook-wasm-"));
  try {
    const out = join(folder, "module.wasm");
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

module.exports = { modules, moduleText };
