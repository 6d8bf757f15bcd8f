/** First word of the counter of random numbers: what they are for. */
export const randomStage = {
  /** A draw from the prior or a bound, or a Markov chain; addressed by batch and point. */
  proposal: 0,
  /** Choice of a chain's start and axes. */
  start: 1,
  /** Volume of a bound; addressed by batch and next point. */
  volume: 5,
  /** Place of a new point among equals. */
  rank: 2,
  /** Simulated volumes. */
  volumes: 3,
  /** Equal-weight draws. */
  resampling: 4,
  /** Choice of the strands of a resampled run. */
  strands: 6,
  /** Volumes of a jittered run. */
  jitter: 7,
} as const;
