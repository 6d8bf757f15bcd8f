"use strict";

/** What the benches' command lines have in common. */
const { parseArgs } = require("node:util");

/**
 * Reads the flags, or prints the usage and ends with status 2 (0 when it was asked for).
 * @param usage first line is the command
 * @param options as for `parseArgs`
 * @param read makes settings of the flags' values; throws what is wrong with them
 */
function commandLine(usage, options, read) {
  try {
    const { values } = parseArgs({ options: { ...options, help: { type: "boolean", default: false } } });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    return read(values);
  } catch (error) {
    console.error(`${error.message}\n${usage}`);
    process.exit(2);
  }
}

/** A flag's value as a number from `least` up. */
function number(name, text, least, whole = true) {
  const value = Number(text);
  if (text.trim() === "" || !(value >= least) || (whole && !Number.isInteger(value))) {
    throw new RangeError(`--${name} is not a ${whole ? "whole " : ""}number from ${least} up: ${text}`);
  }
  return value;
}

/** A flag's value as a list of numbers from `least` up. */
const numbers = (name, text, least, whole) => text.split(",").map((part) => number(name, part, least, whole));

/** A flag's value as a list of names out of some. */
function names(name, text, allowed) {
  const list = text.split(",").map((part) => part.trim());
  const foreign = list.find((part) => !allowed.includes(part));
  if (foreign !== undefined) throw new RangeError(`--${name} knows ${allowed.join(", ")}; not: ${foreign}`);
  return list;
}

/** The built library, or the end of the program. */
function builtLibrary(path) {
  try {
    return require(path);
  } catch (error) {
    console.error(`The library is not built (${error.code ?? error.message}): npm run build`);
    process.exit(1);
  }
}

module.exports = { builtLibrary, commandLine, names, number, numbers };
