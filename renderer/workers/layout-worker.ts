import { dagreLayout } from "./dagre-layout.js";
import type { LayoutRequest } from "./layout-request.js";

// One request at a time: who asks ends the worker when an answer is late or no longer wanted.
self.addEventListener("message", (event: MessageEvent<LayoutRequest>) => {
  self.postMessage(dagreLayout(event.data));
});
