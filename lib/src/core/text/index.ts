export * from "./escape-html";
export * from "./printable";
export * from "./utf8";
