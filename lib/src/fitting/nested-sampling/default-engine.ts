import type { Engine } from "./options";

/** The engine of a run that names none. */
export const defaultEngine: Engine = "importance";
