import { priorEditorPlugin } from "./priors/plugin";
import { samplerStatusPlugin } from "./status/plugin";

export default [samplerStatusPlugin, priorEditorPlugin];
