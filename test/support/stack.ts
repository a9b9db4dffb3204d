import type { TestSandbox } from "./sandbox";

/** The part of an exported Pulumi state that tests look at. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Record<string, unknown>;
  readonly outputs?: Record<string, unknown>;
}

/** Resources in a stack's state. */
export async function stateOf(sandbox: TestSandbox, stack: string): Promise<readonly StateResource[]> {
  const exported = await sandbox.pulumi(["stack", "export", "--stack", stack]);
  const state = JSON.parse(exported) as { deployment: { resources?: readonly StateResource[] } };
  return state.deployment.resources ?? [];
}

/** Waits until a check holds; fails with the sentence after a while. */
export async function eventually(
  what: string,
  holds: () => boolean | Promise<boolean>,
  milliseconds = 120_000,
): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Waited ${milliseconds / 1000} s for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
