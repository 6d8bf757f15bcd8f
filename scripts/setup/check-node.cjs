"use strict";
// Runs before everything else, so it is written in syntax that old versions of Node parse.
var needed = [20, 19];
var found = process.versions.node.split(".").map(Number);
if (found[0] < needed[0] || (found[0] === needed[0] && found[1] < needed[1])) {
  console.error(
    "Nightbook needs Node " + needed.join(".") + " or newer, and this is Node " + process.versions.node + "."
  );
  console.error("Install a newer Node (https://nodejs.org or your package manager) and run the command again.");
  process.exit(1);
}
