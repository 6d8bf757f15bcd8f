import type { Kernel } from "@jupyterlab/services";
import type { Sort } from "./row-order";
import type { CellValue } from "./table-content";

/** Comm target under which a kernel gives the rows that did not travel. */
const target = "nightbook.table";

/** Rows that are asked for: from a place on, in an order. */
export interface RowQuery {
  from: number;
  count: number;
  sort: Sort | null;
}

/** Rows that came, and what they answer. */
export interface RowPage extends RowQuery {
  rows: CellValue[][];
}

let findKernel: (output: HTMLElement) => Kernel.IKernelConnection | null = () => null;

/** Says how the kernel of an output is found: what draws outputs is told of the data alone. */
export function findKernelsBy(find: typeof findKernel): void {
  findKernel = find;
}

/** The rows of a long table, fetched from the kernel page by page. While that is gone, there are none. */
export class KernelRows {
  /** What came last. */
  page: RowPage | null = null;
  private comm: Kernel.IComm | null = null;
  private asked: (RowQuery & { request: number }) | null = null;
  private count = 0;

  /**
   * @param id the kernel's name for the table
   * @param changed rows came, or the kernel went
   */
  constructor(
    private readonly id: string,
    private readonly changed: () => void,
  ) {}

  /** Whether the kernel gives rows. */
  get isOpen(): boolean {
    return this.comm !== null;
  }

  /** Connects to the kernel of an output. Nothing happens where there is none that knows the table. */
  open(output: HTMLElement): void {
    const kernel = this.comm === null ? findKernel(output) : null;
    if (kernel === null || !kernel.handleComms || kernel.connectionStatus !== "connected") return;
    const comm = kernel.createComm(target);
    comm.onMsg = ({ content }) => this.receive(content.data);
    comm.onClose = () => this.lose();
    kernel.disposed.connect(() => this.lose());
    void comm.open({ id: this.id });
    this.comm = comm;
  }

  /** Makes sure that some rows come; the answer to the latest question counts. */
  ask(query: RowQuery): void {
    const { comm, asked } = this;
    if (comm === null || (asked !== null && isSameQuery(asked, query))) return;
    const request = ++this.count;
    this.asked = { ...query, request };
    void comm.send({
      request,
      from: query.from,
      count: query.count,
      sort: query.sort === null ? null : { ...query.sort },
    });
  }

  /** The page is gone. */
  close(): void {
    const { comm } = this;
    this.comm = null;
    if (comm !== null && !comm.isDisposed) comm.dispose();
  }

  private receive(data: unknown): void {
    const { request, rows } = data as { request?: unknown; rows?: unknown };
    if (this.asked === null || request !== this.asked.request || !Array.isArray(rows)) return;
    const { from, count, sort } = this.asked;
    this.page = { from, count, sort, rows: rows as CellValue[][] };
    this.changed();
  }

  private lose(): void {
    if (this.comm === null) return;
    this.comm = null;
    this.asked = null;
    this.page = null;
    this.changed();
  }
}

/** Whether the same rows are asked for. */
export function isSameQuery(a: RowQuery, b: RowQuery): boolean {
  return (
    a.from === b.from &&
    a.count === b.count &&
    a.sort?.column === b.sort?.column &&
    a.sort?.direction === b.sort?.direction
  );
}
