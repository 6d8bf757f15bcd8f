/**
 * The look that all charts share. Text, background and axis lines are left to the viewer, so that JupyterLab can draw
 * them light on dark; everything set here reads well on both.
 */

/** The colour-blind-safe palette of Okabe and Ito, without its black and its yellow ([Okabe2008]). */
export const palette = {
  blue: "#0072B2",
  vermillion: "#D55E00",
  green: "#009E73",
  purple: "#CC79A7",
  orange: "#E69F00",
  sky: "#56B4E9",
} as const;

/** Colours of categories, in order of use. */
export const categoryColours: readonly string[] = Object.values(palette);

/** Shapes of categories, in order of use, so that no category is told by colour alone. */
export const categoryShapes: readonly string[] = [
  "circle",
  "square",
  "triangle-up",
  "diamond",
  "cross",
  "triangle-down",
];

/** Lines of reference: visible on light and on dark, behind the data. */
export const referenceColour = "#888888";

/** Vega-Lite configuration of every chart. */
export const theme = {
  font: "sans-serif",
  padding: 8,
  view: { stroke: referenceColour, strokeOpacity: 0.6 },
  axis: {
    gridColor: referenceColour,
    gridOpacity: 0.18,
    labelFlush: false,
    labelFontSize: 11,
    labelFontWeight: "normal",
    titleFontSize: 12,
    titleFontWeight: "normal",
    titlePadding: 8,
    tickSize: 4,
  },
  // Below the chart: a notebook's column has little width to spare.
  legend: {
    orient: "bottom",
    direction: "horizontal",
    labelFontSize: 11,
    titleFontSize: 12,
    titleFontWeight: "normal",
    symbolSize: 70,
    symbolOpacity: 1,
  },
  title: {
    anchor: "start",
    fontSize: 13,
    fontWeight: "normal",
    subtitleFontSize: 11,
    subtitlePadding: 4,
    offset: 8,
  },
  range: { category: categoryColours },
} as const;
