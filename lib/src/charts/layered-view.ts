/** One panel of a chart, in Vega-Lite's words: layers over shared data and channels. */
export interface LayeredView {
  width: number;
  height: number;
  data: { values: readonly object[] };
  encoding: Record<string, object>;
  layer: { mark: { type: string; [property: string]: unknown }; [property: string]: unknown }[];
}
