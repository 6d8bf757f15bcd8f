import type { IRenderMime } from "@jupyterlab/rendermime-interfaces";
import { nullTranslator, type TranslationBundle } from "@jupyterlab/translation";
import { ReactWidget } from "@jupyterlab/ui-components";
import { Table } from "./table";
import { readTable, type TableContent, tableMime } from "./table-content";
import { initialView, type TableView } from "./table-view";

/** The output area's view of a table. It keeps page and order while the notebook scrolls it out of sight. */
export class TableWidget extends ReactWidget implements IRenderMime.IRenderer {
  private content: TableContent | null = null;
  private fallback = "";
  private view: TableView = initialView;
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
    this.update();
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
    return <Table content={content} view={this.view} onView={(view) => this.look(view)} trans={trans} />;
  }

  private look(view: TableView): void {
    this.view = view;
    this.update();
  }
}

function names(content: TableContent | null): string {
  return JSON.stringify(content?.columns.map(({ name }) => name) ?? null);
}
