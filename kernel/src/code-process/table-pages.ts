import { keptTable, type RowRequest } from "../display/kept-tables";
import { tablePagesTarget } from "../display/table-content";
import type { Comms } from "../notebook-api/api";

/** Lets pages ask for rows of long tables, sorted over the whole table: the comm target `nightbook.table`. */
export function serveTablePages(comms: Comms): void {
  comms.registerTarget(tablePagesTarget, (comm, open) => {
    const table = keptTable((open.data as { id?: unknown } | undefined)?.id);
    if (table === undefined) {
      comm.close({ reason: "The kernel keeps the last twenty tables only, and forgets them when it is restarted" });
      return;
    }
    comm.onMsg(({ data }) => {
      const asked = data as RowRequest & { request?: unknown };
      comm.send({ request: asked.request ?? null, rows: table.rows(asked) });
    });
  });
}
