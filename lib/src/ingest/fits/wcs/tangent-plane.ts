/** Where a tangent plane touches the sky, degrees. */
export interface TangentPoint {
  lonDeg: number;
  latDeg: number;
  /** Native longitude of the celestial pole. */
  poleDeg: number;
}

const degree = Math.PI / 180;

/**
 * The place on the sky of a place in the plane.
 * @param x towards larger longitude, degrees in the plane
 * @param y towards larger latitude, degrees in the plane
 * @see [Calabretta2002] sections 2.4 and 5.1.3
 */
export function skyOf(
  x: number,
  y: number,
  { lonDeg, latDeg, poleDeg }: TangentPoint,
): { lonDeg: number; latDeg: number } {
  const radius = Math.hypot(x, y) * degree;
  const phi = (radius === 0 ? 0 : Math.atan2(x, -y)) - poleDeg * degree;
  const theta = Math.atan2(1, radius);
  const pole = latDeg * degree;
  const [along, across] = [Math.cos(theta) * Math.cos(phi), Math.cos(theta) * Math.sin(phi)];
  const up = Math.sin(theta) * Math.cos(pole) - along * Math.sin(pole);
  const height = Math.sin(theta) * Math.sin(pole) + along * Math.cos(pole);
  const lon = lonDeg + Math.atan2(-across, up) / degree;
  return { lonDeg: ((lon % 360) + 360) % 360, latDeg: Math.atan2(height, Math.hypot(up, across)) / degree };
}

/** The place in the plane of a place on the sky, degrees; `undefined` on the far side. */
export function nativeOf(
  place: { lonDeg: number; latDeg: number },
  { lonDeg, latDeg, poleDeg }: TangentPoint,
): [number, number] | undefined {
  const [delta, pole, alpha] = [place.latDeg * degree, latDeg * degree, (place.lonDeg - lonDeg) * degree];
  const across = -Math.cos(delta) * Math.sin(alpha);
  const along = Math.sin(delta) * Math.cos(pole) - Math.cos(delta) * Math.sin(pole) * Math.cos(alpha);
  const height = Math.sin(delta) * Math.sin(pole) + Math.cos(delta) * Math.cos(pole) * Math.cos(alpha);
  if (!(height > 0)) return undefined;
  const phi = Math.atan2(across, along) + poleDeg * degree;
  const radius = Math.hypot(across, along) / height / degree;
  return [radius * Math.sin(phi), -radius * Math.cos(phi)];
}
