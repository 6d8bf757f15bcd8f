"use strict";

/**
 * Makes `lib/assets/danfojs`: danfojs in one file, on tensors of 64 bits, with the licences of all it contains.
 *   node scripts/danfojs/build.cjs
 * Its packages are installed in a temporary folder, exactly as package-lock.json here says, without install scripts.
 */
const {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} = require("node:fs");
const { spawnSync } = require("node:child_process");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { buildSync } = require("esbuild");

const target = join(__dirname, "../../lib/assets/danfojs");
const folder = mkdtempSync(join(tmpdir(), "nightbook-danfojs-"));
cpSync(__dirname, folder, { recursive: true });
const npm = process.platform === "win32" ? "npm.cmd" : "npm";
const installed = spawnSync(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
  cwd: folder,
  stdio: "inherit",
});
if (installed.status !== 0) process.exit(1);

/** What danfojs downloads with, draws with in pages, and reads Excel files with. */
const refused = ["request", "node-fetch", "xlsx", "plotly.js-dist-min"];
const entry = join(folder, "entry.js");
writeFileSync(entry, 'module.exports = require("danfojs-node");\n');
const { outputFiles, metafile } = buildSync({
  absWorkingDir: folder,
  entryPoints: [entry],
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  minify: true,
  lineLimit: 200,
  legalComments: "none",
  alias: {
    "@tensorflow/tfjs-node": join(folder, "float64-tensors"),
    ...Object.fromEntries(refused.map((name) => [name, join(folder, "no-download")])),
  },
  metafile: true,
  write: false,
});

/** Folders of the packages that went into the file. */
const packages = new Set(
  Object.keys(metafile.inputs).flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []),
);
const licences = [...packages].sort().map((name) => {
  const place = join(folder, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(place, "package.json"), "utf8"));
  const file = readdirSync(place).find((own) => /^(licen[cs]e|copying)/i.test(own));
  const text =
    file === undefined ? "(The package has no file with its licence.)" : readFileSync(join(place, file), "utf8");
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
});
if (licences.length === 0) throw new Error("No packages were bundled");

if (!existsSync(target)) mkdirSync(target, { recursive: true });
writeFileSync(join(target, "danfojs.bundle"), outputFiles[0].contents);
writeFileSync(join(target, "LICENCES.txt"), licences.join(`\n${"-".repeat(80)}\n\n`));
rmSync(folder, { recursive: true, force: true });
console.log(`${(outputFiles[0].contents.length / 1e6).toFixed(1)} MB, ${licences.length} packages`);
