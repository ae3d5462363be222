import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App.js";
import { createEngine } from "./data/links.js";
import { createPlatform } from "./data/platform.js";
import { createQueryClient, EngineProvider } from "./data/engine.js";
import { PlatformContext } from "./data/platform-context.js";
import { TooltipProvider } from "./ui/Tooltip.js";
import "./styles/tokens.css";
import "./styles/base.css";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

createRoot(root).render(
  <StrictMode>
    <PlatformContext value={createPlatform()}>
      <EngineProvider client={createEngine()} queries={createQueryClient()}>
        <TooltipProvider>
          <App />
        </TooltipProvider>
      </EngineProvider>
    </PlatformContext>
  </StrictMode>,
);
