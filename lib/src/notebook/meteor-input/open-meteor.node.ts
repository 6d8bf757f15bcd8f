import { NightbookError } from "../../core/errors";
import type { Meteor } from "../meteor.node";
import { findEvents } from "./find-events.node";
import { type MeteorOptions, openEvent } from "./open-event.node";

/**
 * Opens a meteor: from one or more trajectory pickles of the same event, from the JSON of an observation, or from the
 * constants of a simulated meteor, which virtual cameras then see.
 *
 * @param paths trajectory pickles, as the trajectory solver of the Western Meteor Python Library writes them, or one JSON
 * @param options which data count, noise for a simulated meteor
 * @returns the meteor; the last value of a cell draws itself
 * @throws {NightbookError} when a file is missing, damaged or no trajectory, or when the files show different meteors
 * @example
 * ```ts
 * import { ingest } from "nightbook";
 *
 * const orionid = await ingest.meteor("notebooks/data/meteor/20191023_091225_trajectory.pickle");
 * orionid.name; // => "20191023_091225"
 * orionid.observation.v_init; // => 67455.75
 * ```
 */
export async function openMeteor(paths: string | readonly string[], options: MeteorOptions = {}): Promise<Meteor> {
  if (paths.length === 0) throw new RangeError("A meteor needs at least one file: []");
  const { events } = findEvents(paths);
  const failure = events.find((event) => event.failure)?.failure;
  if (failure) throw failure;
  const [event] = events;
  if (event === undefined || events.length > 1) {
    const place = { path: typeof paths === "string" ? paths : paths.join(", ") };
    throw events.length > 1 ? differentEvents(events.length, place) : noEvent(place);
  }
  return openEvent(event, options);
}

function differentEvents(count: number, place: { path: string }): NightbookError {
  return new NightbookError(`These files show ${count} different meteors, more than 1 s apart`, {
    code: "METEOR_EVENTS_DIFFER",
    place,
    hint: "Open them one by one",
  });
}

/** What is said where all pickles are something else. */
export function noEvent(place: { path: string }): NightbookError {
  return new NightbookError("There is no solved trajectory here", {
    code: "INPUT_EMPTY",
    place,
    hint: "Give the *_trajectory.pickle that WesternMeteorPyLib writes beside the report",
  });
}
