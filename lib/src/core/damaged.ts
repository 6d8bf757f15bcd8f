/** The error of data that cannot be unpacked. */
export function damaged(reason: string): RangeError {
  return new RangeError(`The packed data are damaged: ${reason}`);
}

/** As Node names the same error of its zlib. */
const tooLongCode = "ERR_BUFFER_TOO_LARGE";

/** The error of data that would give more than is allowed. */
export function tooLong(limit: number): RangeError {
  return Object.assign(new RangeError(`Unpacked data would be longer than allowed: ${limit} bytes`), {
    code: tooLongCode,
  });
}

/** True for the error of an unpacker, ours or that of Node, which may give no more. */
export function isTooLong(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === tooLongCode;
}
