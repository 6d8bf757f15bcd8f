/** Rows that lib/assembly/t-mixture.ts gathers before their products are added up: whole groups of eight. */
export const gathered = 128;
