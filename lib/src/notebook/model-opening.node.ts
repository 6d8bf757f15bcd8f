import { NightbookError } from "../core/errors";
import { compiledFile } from "../parallel/compiled-file.node";
import { timeLimitedTasks } from "../parallel/time-limited-tasks.node";
import type { ModelReport } from "./model-inquiry";
import { type ModelSource, modelSource } from "./model-source.node";
import type { ModelInquiry, ModelTaskData } from "./model-tasks.node";

/** A model in a module of its own: what it is and which files make it. */
export interface OpenedModel extends ModelReport {
  readonly source: ModelSource;
}

/** The compiled module of the workers' side. */
export const modelTasksFile = (): string => compiledFile(__dirname, "model-tasks.node.js");

/**
 * Opens a model's module in a thread, so that it can do no harm here.
 * @param path from the current folder
 * @param timeLimit seconds that one call of the model may take
 * @throws {NightbookError} `FILE_MISSING`, `MODEL_KIND`, `MODEL_SYNTAX`, `MODEL_BROKEN`, `MODEL_INVALID`, `MODEL_FAILS`
 */
export async function openModel(path: string, timeLimit: number): Promise<OpenedModel> {
  const { path: absolute } = modelSource(path);
  const data: ModelTaskData = { file: absolute };
  const module = modelTasksFile();
  const thread = await timeLimitedTasks<null, ModelInquiry>({ module, export: "modelInquiry", data, timeLimit });
  try {
    const answer = await thread.carryOut(null);
    if ("problem" in answer) {
      const { message, code, place, hint } = answer.problem;
      const shown = place.path === undefined || place.path === absolute ? { ...place, path } : place;
      throw new NightbookError(message, { code, place: shown, hint });
    }
    return { ...answer, source: modelSource(path, answer.outline.files) };
  } finally {
    await thread.close();
  }
}
