import * as sagemaker from "@pulumi/aws/sagemaker";

import { REGION } from "./habits";

/** Apps on a machine that AWS sells without saying what is in it, so that nobody can tell what they emit. */
export function undescribedMachines(): void {
  for (const userProfileName of ["ada", "grace"]) {
    new sagemaker.App(`wasteful-maps-${userProfileName}`, {
      region: REGION,
      domainId: "d-wasteful0000",
      userProfileName,
      appName: "maps",
      appType: "KernelGateway",
      resourceSpec: { instanceType: "ml.geospatial.interactive" },
    });
  }
}
