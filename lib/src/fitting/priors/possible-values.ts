import type { VariableInfo } from "./variable-info";

/** The possible values of a variable, as a hint. */
export function limits(info: VariableInfo): string {
  const [lowest, highest] = info.possible ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const unit = info.unit && ` ${info.unit}`;
  if (info.unit === "rad")
    return `Angles are in radians, 0 to ${shown(highest)}; np.radians(45) turns degrees into them`;
  if (highest === Number.POSITIVE_INFINITY) return `It cannot be below ${shown(lowest)}${unit}`;
  return `It lies between ${shown(lowest)} and ${shown(highest)}${unit}`;
}

/** A number for people, six digits. */
export function shown(value: number): string {
  return `${Number(value.toPrecision(6))}`;
}
