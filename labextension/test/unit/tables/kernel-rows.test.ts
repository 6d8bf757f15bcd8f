import { afterEach, describe, expect, it } from "@jest/globals";
import { findKernelsBy, KernelRows, type RowQuery } from "../../../src/tables/kernel-rows";

/** A kernel that writes down what it is sent. */
function fakeKernel() {
  const sent: unknown[] = [];
  const ends: (() => void)[] = [];
  const comm = {
    isDisposed: false,
    onMsg: (_message: unknown): void => {},
    onClose: (_message: unknown): void => {},
    open: (data: unknown) => void sent.push(data),
    send: (data: unknown) => void sent.push(data),
    dispose: () => {
      comm.isDisposed = true;
    },
  };
  const kernel = {
    handleComms: true,
    connectionStatus: "connected",
    disposed: { connect: (end: () => void) => void ends.push(end) },
    createComm: () => comm,
  };
  findKernelsBy(() => kernel as never);
  const answer = (request: number, rows: unknown[][]) => comm.onMsg({ content: { data: { request, rows } } });
  return { sent, comm, answer, ends };
}

const first: RowQuery = { from: 0, count: 20, sort: null };
const output = {} as HTMLElement;

describe("rows from the kernel", () => {
  afterEach(() => findKernelsBy(() => null));

  it("come page by page; only the answer to the latest question counts", () => {
    const { sent, answer } = fakeKernel();
    let changes = 0;
    const rows = new KernelRows("t1", () => changes++);
    rows.open(output);
    expect(rows.isOpen).toBe(true);
    rows.ask(first);
    rows.ask({ ...first });
    const sorted: RowQuery = { from: 20, count: 20, sort: { column: 1, direction: "ascending" } };
    rows.ask(sorted);
    expect(sent).toEqual([{ id: "t1" }, { request: 1, ...first }, { request: 2, ...sorted }]);
    answer(1, [[1]]);
    expect(rows.page).toBeNull();
    answer(2, [[2]]);
    expect(rows.page).toEqual({ ...sorted, rows: [[2]] });
    expect(changes).toBe(1);
  });

  it("are none where there is no kernel, and none any more when it goes", () => {
    const rows = new KernelRows("t1", () => {});
    rows.open(output);
    expect(rows.isOpen).toBe(false);
    const { comm, answer, ends } = fakeKernel();
    rows.open(output);
    rows.ask(first);
    answer(1, [[1]]);
    comm.onClose({});
    expect([rows.isOpen, rows.page]).toEqual([false, null]);
    rows.open(output);
    for (const end of ends) end();
    expect(rows.isOpen).toBe(false);
  });

  it("close their comm with the page", () => {
    const { comm } = fakeKernel();
    const rows = new KernelRows("t1", () => {});
    rows.open(output);
    rows.close();
    expect([comm.isDisposed, rows.isOpen]).toEqual([true, false]);
  });
});
