import type { CommonOptions } from "./common-options.js";
import { withEngine } from "./engine.js";
import type { Output } from "./output.js";

/** `skein derive`: makes all derived tables again from what the files said. */
export function derive(options: CommonOptions, output: Output): Promise<number> {
  return withEngine({ ...options, mustExist: true }, async (client, signal) => {
    let spans = 0;
    let seconds = 0;
    for await (const step of client.subscribe("derive.run", {}, signal)) {
      output.progress(`${step.spansDone} of ${step.spansTotal} spans`);
      spans = step.spansTotal;
      seconds = step.seconds;
    }
    output.progressEnd();
    output.answer({ spans, seconds }, () => `${spans} spans derived in ${seconds.toFixed(2)} s`);
    return 0;
  });
}
