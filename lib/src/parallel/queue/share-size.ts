/** How much work a worker should get at a time. */

/** A job should keep its worker busy for so long, seconds: much longer than it takes to hand it over, … */
const wanted = 0.5;
/** … and never much less than this, or the handing over would cost more than the work. */
const least = 0.02;
/** Points per core of the first jobs, as long as nobody knows how long a point takes. */
const first = 4;
/** Jobs per worker into which what is left is cut, so that the last ones are short. */
const cuts = 2;
/** Jobs per worker that may be under way or waiting. */
export const jobsPerWorker = 4;

/** Those who work on a batch. */
export interface Workforce {
  /** Threads of this process. */
  readonly localCores: number;
  /** Worker processes elsewhere, and their cores. */
  readonly workers: number;
  readonly remoteCores: number;
  /** Seconds that one remote core takes for a point, once that is known. */
  readonly pace?: number;
}

/**
 * Points for the next job of a batch. What is left of the batch is divided in proportion to the cores.
 * @param free points of the batch that nobody has yet
 * @param sent points of the batch that other machines have and are not done
 * @returns 0 when the free ones should be left to the threads of this process
 */
export function shareSize(free: number, sent: number, { localCores, workers, remoteCores, pace }: Workforce): number {
  if (workers === 0) return 0;
  const due = Math.ceil(((free + sent) * remoteCores) / (remoteCores + localCores));
  const theirs = Math.min(free, Math.max(0, due - sent));
  const even = Math.ceil(due / (cuts * workers));
  if (pace === undefined || pace <= 0) return Math.min(theirs, even, Math.ceil((first * remoteCores) / workers));
  const perSecond = remoteCores / workers / pace;
  const floor = Math.ceil(least * perSecond);
  if (localCores > 0 && theirs < floor) return 0;
  const ceiling = Math.max(1, Math.floor(wanted * perSecond));
  return Math.min(theirs, Math.max(floor, Math.min(even, ceiling)));
}
