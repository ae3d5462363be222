import { AppError } from "../../../shared/contract/errors.js";
import { echoContract } from "../../../shared/testing/echo-contract.js";
import { createEchoHandlers } from "../../../shared/testing/echo-handlers.js";
import { runEngineProcess } from "../engine-process.js";

/** A real engine process with the echo contract. The name of its workspace tells how it behaves when it is opened or closed. */
runEngineProcess(echoContract, (options) => {
  const { workspacePath } = options;
  if (workspacePath.includes("locked")) {
    return Promise.reject(
      new AppError("WORKSPACE_LOCKED", "The workspace is open elsewhere.", { hint: "Close it there." }),
    );
  }
  if (workspacePath.includes("crash")) process.exit(3);
  return Promise.resolve({
    handlers: createEchoHandlers(async (token) => options.resolveFile(token)),
    close: () => (workspacePath.includes("stuck") ? new Promise<void>(() => {}) : Promise.resolve()),
  });
});
