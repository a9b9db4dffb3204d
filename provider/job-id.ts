/** The id of a job or completion: where it was first made and under which name. */
export function jobId(region: string, jobName: string): string {
  return `${region}/${jobName}`;
}

/** The parts of an id, as `pulumi import` takes it. */
export function parseJobId(id: string): { readonly region: string; readonly jobName: string } {
  const [region, jobName, ...rest] = id.split("/");
  if (region === undefined || region === "" || jobName === undefined || jobName === "" || rest.length > 0) {
    throw new Error(`Expected an id of the form region/jobName, got "${id}".`);
  }
  return { region, jobName };
}
