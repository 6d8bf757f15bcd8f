/** Place in UTF-16 units of a cursor that counts code points, as Jupyter's do. */
export function unitsOfCursor(text: string, points: number): number {
  let units = 0;
  for (let point = 0; point < points && units < text.length; point++) {
    units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
  }
  return units;
}

/** Cursor in code points of a place in UTF-16 units. */
export function cursorOfUnits(text: string, units: number): number {
  return [...text.slice(0, units)].length;
}
