/** The error of data that cannot be unpacked. */
export function damaged(reason: string): RangeError {
  return new RangeError(`The packed data are damaged: ${reason}`);
}
