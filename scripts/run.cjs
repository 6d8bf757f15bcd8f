"use strict";
// Entry of every npm script: `node run.cjs NAME …`. Like the check it makes first, it is written in syntax that
// old versions of Node parse, so that they can say that they are too old.
require("./setup/check-node.cjs");
var name = process.argv.splice(2, 1)[0];
require("./" + name + ".cjs");
