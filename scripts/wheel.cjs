"use strict";
// `npm run wheel`: packs the built lab extension and the kernel's specification into a Python wheel, with Node alone.
const { mkdirSync, readdirSync, readFileSync, writeFileSync } = require("node:fs");
const { createHash } = require("node:crypto");
const { join } = require("node:path");
const { root, runMain, say } = require("./setup/steps.cjs");
const { zip } = require("./wheel/zip.cjs");

/** Logs of a build that people do not need. */
const leftOut = new Set([".nightbook-stamp", "build_log.json"]);

/** All files below a folder, paths relative to it, sorted. */
function filesBelow(folder, prefix = "") {
  return readdirSync(join(folder, prefix), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = prefix === "" ? entry.name : `${prefix}/${entry.name}`;
      if (leftOut.has(entry.name) || entry.name === "__pycache__") return [];
      return entry.isDirectory() ? filesBelow(folder, path) : [path];
    });
}

/** What Jupyter reads to start the kernel: through the Python that the wheel was installed into. */
function kernelSpec() {
  return {
    argv: ["python", "-m", "nightbook_kernel", "{connection_file}"],
    display_name: "TypeScript (Nightbook)",
    language: "typescript",
    interrupt_mode: "message",
    metadata: { debugger: true },
  };
}

/** Name and bytes of everything in the wheel but its record. */
function wheelFiles(version) {
  const python = join(root, "labextension/python");
  const extension = join(root, "labextension/dist/labextension");
  const assets = join(root, "kernel/assets");
  const data = `nightbook-${version}.data/data/share/jupyter`;
  const info = `nightbook-${version}.dist-info`;
  const lab = `${data}/labextensions/@nightbook/labextension`;
  const kernel = `${data}/kernels/nightbook`;
  const text = (value) => Buffer.from(value);
  const fromFolder = (folder, target) =>
    filesBelow(folder).map((path) => [`${target}/${path}`, readFileSync(join(folder, path))]);
  return [
    ...fromFolder(join(python, "nightbook_kernel"), "nightbook_kernel"),
    ...fromFolder(extension, lab),
    [
      `${lab}/install.json`,
      text(
        `${JSON.stringify({ packageManager: "python", packageName: "nightbook", uninstallInstructions: "pip uninstall nightbook" }, null, 1)}\n`,
      ),
    ],
    [`${kernel}/kernel.json`, text(`${JSON.stringify(kernelSpec(), null, 1)}\n`)],
    ...fromFolder(assets, kernel),
    [`${info}/METADATA`, text(metadata(version))],
    [`${info}/WHEEL`, text("Wheel-Version: 1.0\nGenerator: nightbook\nRoot-Is-Purelib: true\nTag: py3-none-any\n")],
    [`${info}/licenses/LICENSE`, readFileSync(join(root, "LICENSE"))],
  ];
}

function metadata(version) {
  return `Metadata-Version: 2.4
Name: nightbook
Version: ${version}
Summary: TypeScript notebooks for astronomers: kernel, prior editor and sampler status for JupyterLab
License-Expression: BSD-3-Clause
License-File: LICENSE
Requires-Python: >=3.10
Classifier: Framework :: Jupyter
Classifier: Framework :: Jupyter :: JupyterLab :: 4
Classifier: Framework :: Jupyter :: JupyterLab :: Extensions :: Prebuilt
Provides-Extra: lab
Requires-Dist: jupyterlab>=4.6,<5 ; extra == "lab"
Description-Content-Type: text/markdown

The lab extension of Nightbook and the specification of its kernel, for a Jupyter that pip installed.
The kernel is a program for Node 20.19 or newer: \`npm install -g @nightbook/kernel nightbook\`.
\`python -m nightbook_kernel --check\` says whether all is there.
`;
}

/** Writes the wheel and returns its path. Equal inputs give equal bytes. */
function buildWheel(folder) {
  const { version } = JSON.parse(readFileSync(join(root, "labextension/package.json"), "utf8"));
  const files = wheelFiles(version);
  const hash = (bytes) => createHash("sha256").update(bytes).digest("base64url");
  const record = `nightbook-${version}.dist-info/RECORD`;
  const lines = files.map(([name, bytes]) => `${name},sha256=${hash(bytes)},${bytes.length}`);
  files.push([record, Buffer.from(`${[...lines, `${record},,`].join("\n")}\n`)]);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `nightbook-${version}-py3-none-any.whl`);
  writeFileSync(path, zip(files));
  return path;
}

module.exports = { buildWheel };

if (require.main === module) {
  runMain(() => {
    require("./setup/packages.cjs").installPackages();
    require("./setup/build.cjs").build();
    const path = buildWheel(process.argv[2] ?? join(root, "out"));
    say(`Wrote ${path}`);
  });
}
