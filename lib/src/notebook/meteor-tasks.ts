import { meteorModel } from "../fitting/meteoroid/meteor-model";
import { samplingTasks } from "../fitting/nested-sampling";

/** The side of a meteor fit that runs in a worker thread: `data` is what {@link meteorModel} takes. */
export const meteorTasks = (data: Parameters<typeof meteorModel>[0]) => samplingTasks(meteorModel(data));
