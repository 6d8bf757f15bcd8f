export { unblosc, unbloscLength } from "./unblosc";
