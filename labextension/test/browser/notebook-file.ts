/** A notebook for our kernel with the given cells, as the text of its file. */
export function notebook(cells: readonly string[]): string {
  return JSON.stringify({
    cells: cells.map((source, i) => ({
      cell_type: "code",
      id: `cell-${i}`,
      metadata: {},
      source: source.trim(),
      outputs: [],
      execution_count: null,
    })),
    metadata: {
      kernelspec: { name: "nightbook", display_name: "TypeScript (Nightbook)", language: "typescript" },
      language_info: { name: "typescript" },
    },
    nbformat: 4,
    nbformat_minor: 5,
  });
}
