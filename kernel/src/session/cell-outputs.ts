import { vegaLiteMime } from "nightbook/core";
import type { Output, Report } from "../code-process/conversation";
import type { ChartImages } from "../display/chart-images";
import type { IopubPublisher } from "../protocol/publisher";
import type { Cell, Cells } from "./cells";

type OutputReport = Extract<Report, { type: "stream" | "display" | "clear" | "broadcast" }>;

/** Publishes what cells show, in their order; a chart holds up what follows until its image is made. */
export class CellOutputs {
  private tail: Promise<void> | undefined;

  constructor(
    private readonly publisher: IopubPublisher,
    private readonly cells: Cells,
    private readonly images: ChartImages,
  ) {}

  /** Does something after everything shown so far. */
  inOrder(action: () => void | Promise<void>): void {
    if (this.tail === undefined) {
      const pending = action();
      if (pending === undefined) return;
      this.follow(pending);
    } else {
      this.follow(this.tail.then(action));
    }
  }

  /** Publishes an output of a cell. */
  show(report: OutputReport, buffers: Buffer[] = []): void {
    const cell = this.cells.find(report.cell);
    if (cell === undefined || cell.silent) return;
    this.inOrder(() => this.publish(cell, report, buffers));
  }

  /** Publishes the value of a cell. */
  result(cell: Cell, output: Output, count: number): void {
    if (cell.silent) return;
    this.inOrder(() =>
      this.withImage(output, ({ data, metadata }) => {
        const content = { execution_count: count, data, metadata };
        this.publisher.publish("execute_result", content, cell.request.header);
      }),
    );
  }

  private publish(cell: Cell, report: OutputReport, buffers: Buffer[]): void | Promise<void> {
    const { header } = cell.request;
    switch (report.type) {
      case "stream":
        this.publisher.stream(report.name, report.text, header);
        return;
      case "clear":
        this.publisher.publish("clear_output", { wait: report.wait }, header);
        return;
      case "broadcast":
        this.publisher.publish(report.messageType, report.content, header, buffers, report.metadata);
        return;
      case "display":
        return this.withImage(report, ({ data, metadata }) => {
          const type = report.update === true ? "update_display_data" : "display_data";
          const transient = report.id === undefined ? {} : { display_id: report.id };
          this.publisher.publish(type, { data, metadata, transient }, header);
        });
    }
  }

  /** Gives a chart its image, for places that cannot draw charts: paper, code hosts, previews. */
  private withImage(output: Output, publish: (output: Output) => void): void | Promise<void> {
    const spec = output.data[vegaLiteMime];
    if (!this.images.enabled || spec === undefined || output.data["image/png"] !== undefined) {
      publish(output);
      return;
    }
    return this.images.draw(spec).then((image) => {
      if (image === undefined) return publish(output);
      const { png, width, height } = image;
      const metadata = { ...output.metadata, "image/png": { width, height } };
      publish({ data: { ...output.data, "image/png": png }, metadata });
    });
  }

  private follow(pending: Promise<void>): void {
    const tail = pending
      .catch(() => {})
      .then(() => {
        if (this.tail === tail) this.tail = undefined;
      });
    this.tail = tail;
  }
}
