import { LabIcon } from "@jupyterlab/ui-components";

/** A posterior closing in on its peak. */
export const samplerIcon = new LabIcon({
  name: "nightbook:sampler",
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 24 24">
  <g class="jp-icon3" fill="#616161">
    <path d="M3 20h18v-1.6H3z"/>
    <path d="M3.4 16.8c4 0 5.1-2.6 6-6.1C10.200 7.400 10.800 4 12 4s1.800 3.400 2.600 6.700c.9 3.500 2 6.100 6 6.100v-1.700c-2.700 0-3.500-1.500-4.400-4.900C15.300 6.500 14.500 2.300 12 2.300s-3.300 4.200-4.200 7.900c-.9 3.400-1.700 4.900-4.400 4.900z"/>
    <circle cx="12" cy="13.500" r="1.500"/><circle cx="9.300" cy="15.800" r="1.100"/><circle cx="14.700" cy="15.800" r="1.100"/>
  </g>
</svg>`,
});

/** A sheet with a bell curve on it. */
export const priorIcon = new LabIcon({
  name: "nightbook:prior",
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 24 24">
  <g class="jp-icon3" fill="#616161">
    <path d="M6 2h8.500L20 7.500V20a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2zm0 1.700a.3.3 0 0 0-.3.3v16c0 .2.100.3.3.3h12a.3.3 0 0 0 .3-.3V9h-5.200V3.700z"/>
    <path d="M6.800 18.300v-1.400c2.200 0 2.700-1.200 3.300-2.800.6-1.700 1-2.900 2-2.900s1.400 1.200 2 2.900c.6 1.600 1 2.800 3.200 2.800v1.400c-3.100 0-3.900-1.900-4.500-3.700-.3-.8-.5-1.300-.7-1.300s-.4.5-.7 1.300c-.6 1.800-1.500 3.700-4.600 3.700z"/>
  </g>
</svg>`,
});
