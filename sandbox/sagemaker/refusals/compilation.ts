import type { CreateCompilationJobRequest } from "@aws-sdk/client-sagemaker";

import type { Wire } from "../wire";

import { refuseBy, type Rule } from "./rule";

type Asked = Wire<CreateCompilationJobRequest>;

/** Versions Neo compiles for cloud instances (developer guide: neo-supported-cloud, 2026). */
const cloudVersions: Readonly<Record<string, readonly string[]>> = {
  PYTORCH: ["1.4", "1.5", "1.6", "1.7", "1.8", "1.12", "1.13", "2.0"],
  TENSORFLOW: ["1.15", "2.9"],
  MXNET: ["1.8"],
};
/** Frameworks whose version can be chosen; the others have one. */
const versioned = ["PYTORCH", "TENSORFLOW", "MXNET", "TFLITE"];
/** Devices that one region alone compiles for. */
const homes: Readonly<Record<string, string>> = { ml_trn1: "us-east-1", ml_inf2: "us-east-2" };

const oneSource: Rule<Asked> = ({ InputConfig, ModelPackageVersionArn }) =>
  (InputConfig === undefined) === (ModelPackageVersionArn === undefined)
    ? "You must provide exactly one of InputConfig and ModelPackageVersionArn."
    : undefined;

const oneTarget: Rule<Asked> = ({ OutputConfig: { TargetDevice, TargetPlatform } }) =>
  (TargetDevice === undefined) === (TargetPlatform === undefined)
    ? "You must provide exactly one of TargetDevice and TargetPlatform in OutputConfig."
    : undefined;

const shapesAreGiven: Rule<Asked> = ({ InputConfig }) => {
  if (InputConfig === undefined || InputConfig.Framework === "XGBOOST" || InputConfig.Framework === "SKLEARN")
    return undefined;
  if (InputConfig.DataInputConfig === undefined)
    return `DataInputConfig is required for the framework ${InputConfig.Framework}.`;
  return isJson(InputConfig.DataInputConfig) ? undefined : "DataInputConfig must be a valid JSON string.";
};

const versionIsKnown: Rule<Asked> = ({ InputConfig, OutputConfig: { TargetDevice } }) => {
  const { Framework, FrameworkVersion: version } = InputConfig ?? {};
  if (Framework === undefined || version === undefined) return undefined;
  if (!versioned.includes(Framework)) return `FrameworkVersion is not supported for the framework ${Framework}.`;
  const known = cloudVersions[Framework];
  if (known === undefined || TargetDevice?.startsWith("ml_") !== true) return undefined;
  if (known.some((one) => version === one || version.startsWith(`${one}.`))) return undefined;
  return `Unsupported FrameworkVersion ${version} for the framework ${Framework} and the target ${TargetDevice}: supported are ${known.join(", ")}.`;
};

const deviceIsCompiledHere: Rule<Asked> = ({ OutputConfig: { TargetDevice } }, { scope }) => {
  const home = TargetDevice === undefined ? undefined : homes[TargetDevice];
  if (home === undefined || home === scope.region) return undefined;
  return `The target device ${TargetDevice ?? ""} is supported in ${home} only.`;
};

const deviceIsAlive: Rule<Asked> = ({ OutputConfig: { TargetDevice } }) =>
  TargetDevice === "ml_eia2" ? "The target device ml_eia2 is no longer supported." : undefined;

const nvidiaHasOptions: Rule<Asked> = ({ OutputConfig: { TargetPlatform, CompilerOptions } }) =>
  TargetPlatform?.Accelerator === "NVIDIA" && CompilerOptions === undefined
    ? "CompilerOptions with gpu-code, trt-ver and cuda-ver are required for a TargetPlatform with the accelerator NVIDIA."
    : undefined;

/** What SageMaker refuses of CreateCompilationJob beyond its API model. */
export const refuseCompilationJob = refuseBy<Asked>([
  oneSource,
  oneTarget,
  shapesAreGiven,
  versionIsKnown,
  deviceIsCompiledHere,
  deviceIsAlive,
  nvidiaHasOptions,
]);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
