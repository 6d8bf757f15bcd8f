/** Node's timers as they were before cells are followed through them: what the kernel itself schedules is no cell's. */
export const ownTimeout: typeof setTimeout = globalThis.setTimeout;
export const ownImmediate: typeof setImmediate = globalThis.setImmediate;
