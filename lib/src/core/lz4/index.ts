export { unlz4 } from "./unlz4";
