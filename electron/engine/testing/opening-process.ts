import { AppError } from "../../../shared/contract/errors.js";
import { Session } from "../db/session.js";
import { TestEngine } from "./test-engine.js";

/**
 * A process that opens a workspace and closes it: `opening-process.ts WORKSPACE [STATEMENT]`. Tells what became of it. Where a
 * statement is named it is killed when one that begins so is to run.
 */
const [workspacePath = "", statement] = process.argv.slice(2);
if (statement !== undefined) {
  const run: Session["run"] = Reflect.get(Session.prototype, "run");
  Session.prototype.run = async function (sql, parameters) {
    if (!sql.startsWith(statement)) return run.call(this, sql, parameters);
    process.stdout.write("killed\n", () => process.kill(process.pid, "SIGKILL"));
    return new Promise(() => undefined);
  };
}
try {
  await (await TestEngine.open(workspacePath)).close();
  process.stdout.write("opened\n");
} catch (error) {
  process.stdout.write(`failed ${error instanceof AppError ? `${error.code} ${error.message}` : String(error)}\n`);
}
