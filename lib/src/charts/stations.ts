import { categoryColours, categoryShapes } from "./theme";

/** Names of all stations, sorted, each once. */
export function stationNames(...columns: readonly ArrayLike<string>[]): string[] {
  return [...new Set(columns.flatMap((column) => Array.from(column)))].sort();
}

/**
 * Colour and shape of stations. Charts that are shown together pass all names, so that a station looks the same in
 * each of them.
 */
export function stationEncoding(names: readonly string[]) {
  const range = (values: readonly string[]) => names.map((_, i) => values[i % values.length]);
  const channel = (values: readonly string[]) => ({
    field: "station",
    type: "nominal",
    scale: { domain: names, range: range(values) },
    title: names.length === 1 ? "Station" : "Stations",
  });
  return { color: channel(categoryColours), shape: channel(categoryShapes) };
}
