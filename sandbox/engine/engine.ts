import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";

import { withLock } from "../process-lock";
import type { Progress } from "../progress";
import { buildEngine, buildLanguageHost, copyDynamicProvider, goForBuild } from "./build";
import { binFolder, cacheFolder, ENGINE_VERSION, isComplete, markComplete } from "./cache";
import { downloadEngine } from "./download";
import { engineOnPath, type InstalledEngine } from "./on-path";

/** A Pulumi engine that can be started. */
export interface Engine {
  /** Folders to put in front of PATH, in this order. */
  readonly folders: readonly string[];
  readonly version: string;
  readonly origin: "PATH" | "cache" | "download" | "build";
}

/**
 * Finds the Pulumi engine: on PATH, in our cache, from the official release, or built from pinned Go modules.
 * @throws Error one sentence with the four ways out, if none works
 */
export async function findEngine(progress: Progress): Promise<Engine> {
  const installed = await engineOnPath();
  if (installed?.hasLanguageHost === true) {
    return { folders: [installed.folder], version: installed.version, origin: "PATH" };
  }
  if (isComplete()) return cached("cache");
  mkdirSync(cacheFolder(), { recursive: true });
  const waiting = (holder: string): void => {
    progress.update(`engine: process ${holder} is preparing it; waiting`);
  };
  return withLock(join(cacheFolder(), "lock"), waiting, async () =>
    isComplete() ? cached("cache") : prepare(progress, installed),
  );
}

async function prepare(progress: Progress, installed: InstalledEngine | undefined): Promise<Engine> {
  const download = await downloadEngine(progress);
  if (download.done) {
    markComplete("download");
    return cached("download");
  }
  progress.say(`engine: no download (${download.because}); building it instead`);
  const go = goForBuild();
  if ("because" in go) throw new Error(waysOut(download.because, go.because));
  try {
    if (installed === undefined && !existsSync(join(binFolder(), "pulumi"))) await buildEngine(progress);
    await buildLanguageHost(progress);
    copyDynamicProvider();
  } catch (error) {
    throw new Error(waysOut(download.because, (error as Error).message), { cause: error });
  }
  if (installed !== undefined) {
    return { folders: [installed.folder, binFolder()], version: installed.version, origin: "PATH" };
  }
  markComplete("build");
  return cached("build");
}

function cached(origin: Engine["origin"]): Engine {
  return { folders: [binFolder()], version: ENGINE_VERSION, origin };
}

function waysOut(download: string, build: string): string {
  return (
    `Cannot prepare the Pulumi engine because the download failed (${download}) and so did the build (${build}): ` +
    `install pulumi >= 3.255 on PATH, or fill ${cacheFolder()}, or allow get.pulumi.com, or install Go >= 1.25.11.`
  );
}
