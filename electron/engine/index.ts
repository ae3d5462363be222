import { contract } from "../../shared/contract/index.js";
import { runEngineProcess } from "./engine-process.js";
import { openEngine } from "./handlers/registry.js";
import { helpWithDamage } from "./handlers/rebuild.js";

/** The engine's process: Electron's utility process in the desktop app, a child process of Node behind the server. */
runEngineProcess(contract, openEngine, helpWithDamage);
