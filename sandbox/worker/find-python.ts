import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** A Python that can make the sandbox's environment. */
export interface Python {
  /** The interpreter's own path, whatever link or shim led to it. */
  readonly path: string;
  /** For example "3.12.1". */
  readonly version: string;
}

/** Why real work cannot be done here: one sentence that names the way out. */
export class WorkerUnavailable extends Error {
  override readonly name = "WorkerUnavailable";
}

const NAMES = ["python3", "python3.13", "python3.12", "python3.11", "python3.10", "python3.9", "python"];
const PROBE = `
import json, os, sys
assert sys.version_info >= (3, 9), "it is Python " + ".".join(map(str, sys.version_info[:3]))
import ensurepip, venv
assert hasattr(os, "fork"), "this system cannot fork processes"
print(json.dumps({"path": sys.executable, "version": ".".join(map(str, sys.version_info[:3]))}))
`;

/**
 * The first Python of 3.9 or later that has venv and pip.
 * @param chosen an interpreter to use instead of looking on PATH (GREENML_PYTHON).
 */
export async function findPython(chosen: string | undefined): Promise<Python> {
  const reasons: string[] = [];
  for (const name of chosen === undefined ? NAMES : [chosen]) {
    const answer = await probe(name);
    if (typeof answer !== "string") return answer;
    if (answer !== "") reasons.push(`${name}: ${answer}`);
  }
  const seen = reasons.length > 0 ? ` (${reasons.join("; ")})` : "";
  throw new WorkerUnavailable(
    `Cannot run jobs for real because ${chosen ?? "PATH"} offers no Python 3.9 or later with venv${seen}: install python3 and python3-venv, or set GREENML_PYTHON.`,
  );
}

/** The Python of that name, or why not; an empty text when there is none. */
async function probe(name: string): Promise<Python | string> {
  try {
    const { stdout } = await promisify(execFile)(name, ["-c", PROBE], { timeout: 20_000 });
    return JSON.parse(stdout) as Python;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    const { stderr } = error as { readonly stderr?: string };
    const lines = (stderr ?? String(error)).trim().split("\n");
    return (lines.at(-1) ?? "").replace(/^\w+Error: /, "");
  }
}
