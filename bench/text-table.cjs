"use strict";

/** Numbers and tables as text. */

/** A number with three or four significant digits and without exponents where that can be read. */
function short(value) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "-";
  const size = Math.abs(value);
  if (size >= 1e7) return value.toExponential(2);
  if (size >= 100) return String(Math.round(value));
  if (size >= 10) return value.toFixed(1);
  return size >= 0.1 || size === 0 ? value.toFixed(2) : size >= 1e-3 ? value.toFixed(4) : value.toExponential(1);
}

/** Columns of text, the first ones aligned left, the others right. */
function textTable(head, rows, left = 1) {
  const widths = head.map((title, k) => Math.max(title.length, ...rows.map((row) => String(row[k]).length)));
  const line = (row) =>
    row
      .map((cell, k) => (k < left ? String(cell).padEnd(widths[k]) : String(cell).padStart(widths[k])))
      .join("  ")
      .trimEnd();
  return [head, ...rows].map(line).join("\n");
}

module.exports = { short, textTable };
