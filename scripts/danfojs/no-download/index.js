/** Stands in for what danfojs would download with or read Excel files with. */
function refuse() {
  throw new Error("This copy of danfojs reads and writes files of this machine only, and no Excel files");
}

module.exports = Object.assign(refuse, {
  default: refuse,
  get: refuse,
  read: refuse,
  readFile: refuse,
  utils: {},
  writeFile: refuse,
});
