/** The rows and the heap of a binary table, wherever they are. */
export interface TableRows {
  /** Bytes of a row. */
  readonly rowBytes: number;
  /** Rows that are there. */
  readonly length: number;
  /** Bytes of the heap that can be read. */
  readonly heapLength: number;
  /** Rows as they are stored; `buffer` may be used for them. */
  rows(start: number, count: number, buffer?: Uint8Array): Uint8Array;
  /** Memory that will be written whole. */
  allocate?(bytes: number): ArrayBuffer;
  /** A range of the heap. */
  heap(offset: number, length: number): Uint8Array;
}
