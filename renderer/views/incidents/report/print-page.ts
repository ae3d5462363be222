/**
 * Prints a page of ours that holds no script: the browser's dialog makes a PDF of it. Resolves when the dialog is closed. The frame runs
 * nothing; it is of this origin so that it can be told to print.
 */
export async function printPage(html: string): Promise<void> {
  const frame = document.createElement("iframe");
  frame.sandbox.add("allow-same-origin", "allow-modals");
  frame.title = "Report to print";
  frame.style.cssText = "position:fixed;right:0;bottom:0;width:0;height:0;border:0;visibility:hidden";
  frame.srcdoc = html;
  try {
    await new Promise<void>((resolve, reject) => {
      frame.addEventListener("load", () => resolve(), { once: true });
      frame.addEventListener("error", () => reject(new Error("The report could not be laid out.")), { once: true });
      document.body.append(frame);
    });
    const page = frame.contentWindow;
    if (page === null) throw new Error("The report could not be laid out.");
    page.focus();
    // The dialog holds the page still until it is closed.
    page.print();
  } finally {
    frame.remove();
  }
}
