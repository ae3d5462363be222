/** The engine's own log: stderr, because stdout belongs to the answers of the command line. */
export interface Log {
  debug(line: string): void;
  error(line: string): void;
}

/** Debug lines only with SKEIN_LOG=debug. */
export function stderrLog(tag: string): Log {
  const debugging = process.env["SKEIN_LOG"] === "debug";
  const write = (line: string): void => void process.stderr.write(`[${tag}] ${line}\n`);
  return { debug: (line) => void (debugging && write(line)), error: write };
}
