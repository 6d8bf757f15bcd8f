export * from "./atmospheric-density";
export * from "./fit-atmosphere";
export * from "./nrlmsise00";
