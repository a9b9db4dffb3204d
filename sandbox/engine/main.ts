import { progressOn } from "../progress";
import { findEngine } from "./engine";

findEngine(progressOn()).then(
  (engine) => process.stdout.write(`${engine.folders.join(":")}\n`),
  (error: unknown) => {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  },
);
