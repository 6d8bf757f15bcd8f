import { meteorsCommTarget } from "nightbook/core";
import type { Comms } from "../notebook-api/api";

/** Under this key the library tells which meteors are in use. */
const meteorsKey = Symbol.for("nightbook.meteors");

type MeteorsInUse = (overrides: object) => readonly object[];

/** Lets a page ask which meteors the notebook has open, so that a prior can be shown for one of them. */
export function offerMeteors(comms: Comms): void {
  comms.registerTarget(meteorsCommTarget, (comm, { data }) => {
    const meteorsInUse = (globalThis as unknown as Record<symbol, MeteorsInUse | undefined>)[meteorsKey];
    const { overrides = {} } = data as { overrides?: object };
    comm.send({ meteors: meteorsInUse?.(overrides) ?? [] });
    comm.close();
  });
}
