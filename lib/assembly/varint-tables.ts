/* Places of the tables of varints.ts. */

/** Bytes that the numbers of eight bytes take, and how many these are. */
export const kinds: usize = 4096;
/** Bytes that one number takes; behind it, those that two, three and four take. */
export const fewKinds: usize = 4608;
/** Four numbers of 32 bits, in front of the input. */
export const scratch: usize = 8176;
