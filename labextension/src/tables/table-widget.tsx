import type { IRenderMime } from "@jupyterlab/rendermime-interfaces";
import { nullTranslator, type TranslationBundle } from "@jupyterlab/translation";
import { ReactWidget } from "@jupyterlab/ui-components";
import type { Message } from "@lumino/messaging";
import { KernelRows } from "./kernel-rows";
import { queryOf } from "./shown-rows";
import { Table } from "./table";
import { readTable, type TableContent, tableMime } from "./table-content";
import { initialView, type TableView } from "./table-view";

/** The output area's view of a table. It keeps page and order while the notebook scrolls it out of sight. */
export class TableWidget extends ReactWidget implements IRenderMime.IRenderer {
  private content: TableContent | null = null;
  private fallback = "";
  private view: TableView = initialView;
  private far: KernelRows | null = null;
  private farId = "";
  private readonly trans: TranslationBundle;

  constructor({ translator }: IRenderMime.IRendererOptions) {
    super();
    this.addClass("nightbook-TableOutput");
    this.trans = ((translator as typeof nullTranslator | undefined) ?? nullTranslator).load("nightbook");
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const content = readTable(model.data[tableMime]);
    if (names(content) !== names(this.content)) this.view = initialView;
    this.content = content;
    this.fallback = String(model.data["text/plain"] ?? "");
    if (content?.id !== this.farId) {
      this.far?.close();
      this.farId = content?.id ?? "";
      this.far = this.farId === "" ? null : new KernelRows(this.farId, () => this.update());
    }
    this.fetch();
    this.update();
  }

  override dispose(): void {
    this.far?.close();
    super.dispose();
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this.fetch();
  }

  protected override render(): JSX.Element {
    const { content, trans } = this;
    if (content === null)
      return (
        <>
          <p>{trans.__("This table is in a form that the extension does not know.")}</p>
          <pre>{this.fallback}</pre>
        </>
      );
    const far = this.far?.isOpen ? this.far.page : undefined;
    return <Table content={content} far={far} view={this.view} onView={(view) => this.look(view)} trans={trans} />;
  }

  private look(view: TableView): void {
    this.view = view;
    this.fetch();
    this.update();
  }

  /** Lets the kernel send the rows of the page, where there are more than travelled. */
  private fetch(): void {
    const { content, far, view } = this;
    if (content === null || far === null || !this.isAttached) return;
    far.open(this.node);
    far.ask(queryOf(view, content.total));
  }
}

function names(content: TableContent | null): string {
  return JSON.stringify(content?.columns.map(({ name }) => name) ?? null);
}
