export { isEcsv, readEcsv } from "./read-ecsv";
export { writeEcsv } from "./write-ecsv";
