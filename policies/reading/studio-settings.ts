/** Where the types of Studio keep what its apps are started with. */
export const studioSettings: ReadonlyMap<string, readonly string[]> = new Map([
  ["aws:sagemaker/domain:Domain", ["DefaultUserSettings", "DefaultSpaceSettings"]],
  ["aws:sagemaker/userProfile:UserProfile", ["UserSettings"]],
  ["aws:sagemaker/space:Space", ["SpaceSettings"]],
]);
