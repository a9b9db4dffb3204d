import { jobWords, orRefused } from "./failure";
import { findJob } from "./find-job";
import { jobName, type JobSpec } from "./job-name";
import { jobTags, ownerTag, removedTag } from "./job-tags";
import { removeJob } from "./remove-job";
import { persist, type JobContext } from "./retry";
import { sageMaker } from "./sagemaker";

/**
 * Removes the attempts that a killed run started and could not tell of: they follow the last one told of without a gap
 * and bear the owner's tag.
 */
export async function removeUntoldAttempts(
  spec: JobSpec,
  last: number,
  owner: string,
  context: JobContext,
): Promise<void> {
  const { kind, region } = spec;
  for (let attempt = last + 1; ; attempt++) {
    const name = jobName(spec, attempt);
    if ((await makerOf(spec, name, context)) !== owner) return;
    await removeJob({ kind, region, name, owner }, context);
  }
}

/** Who a job was made for; nothing for one that is not there or was removed. */
async function makerOf({ kind, region }: JobSpec, name: string, context: JobContext): Promise<string | undefined> {
  const words = jobWords(kind, region, name);
  const what = `the look at ${words}`;
  return orRefused(`to describe the ${words}`, async () => {
    const api = await sageMaker(region);
    const found = await persist(what, context, () => findJob(kind, api, name));
    if (found === undefined) return undefined;
    const tags = await persist(what, context, () => jobTags(api, found.arn));
    return tags.has(removedTag) ? undefined : tags.get(ownerTag);
  });
}
