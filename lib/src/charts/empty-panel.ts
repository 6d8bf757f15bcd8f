/** A panel that keeps its place in a grid free. */
export function emptyPanel(size: number) {
  return { width: size, height: size, view: { stroke: null }, data: { values: [] }, mark: "point" };
}
