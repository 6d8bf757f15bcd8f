import type { TranslationBundle } from "@jupyterlab/translation";

/** What texts for people are made with: `trans.__("%1 of %2", 3, 7)`. */
export type Trans = Pick<TranslationBundle, "__">;

/** The texts as they stand in the source. */
export const english: Trans = {
  __: (text: string, ...values: unknown[]) => text.replace(/%(\d)/g, (_, n) => String(values[Number(n) - 1])),
};
