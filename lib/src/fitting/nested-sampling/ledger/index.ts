export { type Ledger, openLedger } from "./ledger";
export { type LedgerConfiguration, ledgerConfiguration, type ModelIdentity } from "./ledger-configuration";
export * from "./ledger-store";
export * from "./recorded-run";
export * from "./recording-evaluator";
