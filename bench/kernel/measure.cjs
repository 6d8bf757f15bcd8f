"use strict";

/** What is measured of a kernel; each measurement starts the kernel afresh. */
const { readFileSync } = require("node:fs");
const { spread } = require("../statistics.cjs");
const { Connection } = require("./connection.cjs");

/** Seconds from the start of the process to the answer to `kernel_info_request`. */
async function startTime(spec, times) {
  const seconds = [];
  for (let i = 0; i < times; i++) {
    const kernel = await Connection.start(spec);
    seconds.push(kernel.startSeconds);
    await kernel.stop();
  }
  return spread(seconds);
}

/** Milliseconds of the first cell after the start. */
async function firstCell(spec, times) {
  const milliseconds = [];
  for (let i = 0; i < times; i++) {
    await withKernel(spec, async (kernel) => milliseconds.push((await kernel.cell("1 + 1")).milliseconds));
  }
  return spread(milliseconds);
}

/** Milliseconds of warm cells of one kind. */
async function cells(spec, times, codeOf) {
  return withKernel(spec, async (kernel) => {
    for (let i = 0; i < 5; i++) await kernel.cell(codeOf(`warm${i}`));
    const milliseconds = [];
    for (let i = 0; i < times; i++) milliseconds.push((await kernel.cell(codeOf(`n${i}`))).milliseconds);
    return spread(milliseconds);
  });
}

/** Milliseconds of completions of a text that is new each time. */
async function completions(spec, times) {
  return withKernel(spec, async (kernel) => {
    await kernel.cell("1 + 1");
    const milliseconds = [];
    for (let i = 0; i < times; i++) {
      const code = `const list${i} = [1, 2]\nlist${i}.fla`;
      const asked = await kernel.request("complete_request", { code, cursor_pos: code.length });
      milliseconds.push(asked.milliseconds);
    }
    return spread(milliseconds);
  });
}

/** Seconds for 20 000 printed lines, and how many came. */
async function printedLines(spec) {
  return withKernel(spec, async (kernel) => {
    await kernel.cell("1 + 1");
    const { milliseconds, messages } = await kernel.cell("for (let i = 0; i < 20000; i++) console.log('line', i)");
    const text = messages.map(({ type, content }) => (type === "stream" ? content.text : "")).join("");
    return { seconds: milliseconds / 1000, lines: text.split("\n").length - 1 };
  });
}

/** Memory in MB of all processes of a kernel: at its start, and after many cells and a rest. */
async function memory(spec, count, restSeconds) {
  return withKernel(spec, async (kernel) => {
    for (let i = 0; i < 10; i++) await kernel.cell(mixedCell(`warm${i}`, i));
    await rest(restSeconds);
    const start = residentMegabytes(kernel.child.pid);
    for (let i = 0; i < count; i++) await kernel.cell(mixedCell(`n${i}`, i));
    await rest(restSeconds);
    const end = residentMegabytes(kernel.child.pid);
    return { start, end, growth: end - start };
  });
}

/** A declaration with a type. */
const declaration = (name) => `const typed_${name}: { value: number; list: string[] } = { value: 1, list: ["a"] };`;

/** A cell of 31 lines: ten interfaces of three lines and a value. */
function interfaces(name) {
  const all = Array.from(
    { length: 10 },
    (_, k) => `interface I${name}_${k} {\n  a: number; b: string[]; c?: { d: boolean };\n}`,
  );
  return `${all.join("\n")}\nconst v${name}: I${name}_0 = { a: 1, b: ["x"] };`;
}

function mixedCell(name, index) {
  const kinds = [
    `console.log(${index}); const c_${name}: number = ${index}; c_${name}`,
    `function f_${name}(x: number): number { return x + ${index} }; f_${name}(1)`,
    `interface T_${name} { a: number; b: string }; const t_${name}: T_${name} = { a: 1, b: "x" }; t_${name}`,
    "1 + 1",
  ];
  return kinds[index % kinds.length];
}

async function withKernel(spec, use) {
  const kernel = await Connection.start(spec);
  try {
    return await use(kernel);
  } finally {
    await kernel.stop();
  }
}

const rest = (seconds) => new Promise((resolve) => setTimeout(resolve, 1000 * seconds));

/** Resident memory of a process and all below it (Linux). */
function residentMegabytes(pid) {
  const read = (file) => readFileSync(`/proc/${file}`, "utf8");
  const own = Number(/VmRSS:\s+(\d+)/.exec(read(`${pid}/status`))[1]) / 1024;
  const children = read(`${pid}/task/${pid}/children`).trim().split(/\s+/).filter(Boolean);
  return children.reduce((sum, child) => sum + residentMegabytes(child), own);
}

module.exports = { cells, completions, declaration, firstCell, interfaces, memory, printedLines, startTime };
