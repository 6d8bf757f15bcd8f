export type { DescribedColumn, Fact, TableData } from "./table-data";
