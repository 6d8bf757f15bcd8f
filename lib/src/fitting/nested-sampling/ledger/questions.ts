import type { ChainTask } from "../evaluator";
import { ByteWriter } from "./byte-writer";
import { crc32c } from "./crc32c";

/** Checksums of points, one by one: what was asked. */
export function pointQuestions(u: Float64Array, ndim: number): Uint32Array {
  const writer = new ByteWriter();
  writer.f64s(u);
  const bytes = writer.written();
  return Uint32Array.from({ length: u.length / ndim }, (_, i) => crc32c(bytes, 8 * i * ndim, 8 * (i + 1) * ndim));
}

/** Checksums of chains: over all fields of a task, which determine it beside the model. */
export function chainQuestions(tasks: readonly ChainTask[]): Uint32Array {
  const writer = new ByteWriter();
  return Uint32Array.from(tasks, (task) => {
    writer.clear();
    for (const [name, value] of Object.entries(task).sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (value === undefined) continue;
      writer.text(name);
      if (typeof value === "string") writer.text(value);
      else writer.f64s(typeof value === "number" ? [value] : (value as ArrayLike<number>));
    }
    return crc32c(writer.written());
  });
}
