import type { Page } from "@playwright/test";
import { prepareForFunctions } from "./frames.js";

/** A page that draws so many rectangles on a canvas in each frame in which the pointer or the wheel moved, and does nothing else. */
export async function openRectangles(page: Page, count: number): Promise<void> {
  await page.goto("about:blank");
  await page.setContent(
    `<style>html,body{margin:0;height:100%}canvas{display:block;width:100vw;height:100vh}</style><canvas></canvas>`,
  );
  await prepareForFunctions(page);
  await page.evaluate((rectangles) => {
    const canvas = document.querySelector("canvas");
    const context = canvas?.getContext("2d", { alpha: false });
    if (canvas === null || context === null || context === undefined) return;
    canvas.width = innerWidth;
    canvas.height = innerHeight;
    let asked = false;
    let turn = 0;
    const paint = (): void => {
      asked = false;
      turn++;
      context.fillStyle = "white";
      context.fillRect(0, 0, canvas.width, canvas.height);
      for (let index = 0; index < rectangles; index++) {
        context.fillStyle = index % 2 === 0 ? "#2a8dc8" : "#d06708";
        context.fillRect((index * 37 + turn) % canvas.width, (index * 22) % canvas.height, 20, 12);
      }
    };
    const ask = (event: Event): void => {
      event.preventDefault();
      if (!asked) requestAnimationFrame(paint);
      asked = true;
    };
    addEventListener("wheel", ask, { passive: false });
    addEventListener("pointermove", ask);
    paint();
  }, count);
}
