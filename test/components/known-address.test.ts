import { addressFault } from "../../components/known-address";

it.each([
  ["s3://models/churn/model.tar.gz", undefined],
  ["models", 'Expected model.modelArtifacts to be an address such as "s3://bucket/prefix/", got "models"'],
  [
    undefined,
    'Expected model.modelArtifacts to be an address such as "s3://bucket/prefix/", got nothing: ' +
      "what a component with wait: false leaves is known after its job and a `pulumi refresh`",
  ],
])("has this to say of %p that came during deployment", (address, message) => {
  expect(addressFault(address, "model.modelArtifacts")).toBe(message);
});
