import { priorEditorPlugin } from "./priors/plugin";
import { samplerStatusPlugin } from "./status/plugin";
import { tableRowsPlugin } from "./tables/plugin";

export default [samplerStatusPlugin, priorEditorPlugin, tableRowsPlugin];
