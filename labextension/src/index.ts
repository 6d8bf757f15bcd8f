import { samplerStatusPlugin } from "./status/plugin";

export default [samplerStatusPlugin];
