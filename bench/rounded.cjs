"use strict";

/** Numbers inside of a value to nine digits, which is more than any measured figure has. */
function rounded(value) {
  if (typeof value === "number") return Number.isInteger(value) ? value : Number(value.toPrecision(9));
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return Array.from(value, rounded);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rounded(inner)]));
}

module.exports = { rounded };
