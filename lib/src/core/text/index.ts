export * from "./base64";
export * from "./escape-html";
export * from "./latin1";
export * from "./printable";
export * from "./utf8";
