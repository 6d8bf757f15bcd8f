export * from "./day-of-year";
export * from "./julian-date";
export * from "./sidereal";
