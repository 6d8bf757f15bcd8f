export * from "./arviz-tree";
export * from "./bibliography";
export { dynestyTree, npzFile } from "./dynesty-fields";
export type { ExportContext, ExportedFile } from "./export-context";
export * from "./getdist-files";
export * from "./polychord-files";
export * from "./tables";
export * from "./ultranest-results";
