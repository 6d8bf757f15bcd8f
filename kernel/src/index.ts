export type * from "./notebook-api/api";
