export * from "./escape-html";
export * from "./printable";
