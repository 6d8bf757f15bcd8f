import { folderOf, type ObservationOrigin } from "../observation/observation-origin";

/** What a fit cell is made from. */
export interface FitCellParts {
  /** Path of the notebook on the server. */
  notebook: string;
  /** Path of the prior on the server. */
  prior: string;
  /** Path of the fragmentations that go with it; `null` for none. */
  extra: string | null;
  /** Where the observation comes from; `null` when none was chosen. */
  origin: ObservationOrigin | null;
  /** Files of a notebook's meteor, as its kernel names them. */
  files: readonly string[];
}

/** The code that fits a meteor with a prior, complete on its own. */
export function fitCell({ notebook, prior, extra, origin, files }: FitCellParts): string {
  const folder = folderOf(notebook);
  const paths = origin?.kind === "files" ? origin.paths.map((path) => relativePath(folder, path)) : files;
  const literal = (value: unknown): string => JSON.stringify(value);
  const meteor = literal(paths.length === 1 ? paths[0] : paths.length === 0 ? "trajectory.pickle" : paths);
  const fragmentations = extra === null ? "" : `extra: ${literal(relativePath(folder, extra))}, `;
  return `import { fitting, ingest } from "nightbook";

const meteor = await ingest.meteor(${meteor});
const prior = fitting.prior(${literal(relativePath(folder, prior))}, { ${fragmentations}observation: meteor.observation });
const result = await fitting.meteor(meteor, prior).run();
result.table()`;
}

/** A path of the server as seen from one of its folders. */
export function relativePath(folder: string, path: string): string {
  const from = folder === "" ? [] : folder.split("/");
  const to = path.split("/");
  let same = 0;
  while (same < from.length && same < to.length - 1 && from[same] === to[same]) same++;
  return [...from.slice(same).map(() => ".."), ...to.slice(same)].join("/");
}
