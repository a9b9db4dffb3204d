import type { CompilationDocument } from "../../../sandbox/sagemaker/kinds";
import { neoImage } from "../../../sandbox/sagemaker/lifecycle/neo-image";

test.each([
  ["XGBOOST", undefined, "ml_m5", "us-east-1", "785573368785.dkr.ecr.us-east-1.amazonaws.com/xgboost-neo:latest"],
  ["XGBOOST", undefined, "ml_inf1", "us-east-1", undefined],
  [
    "PYTORCH",
    "1.13",
    "ml_c6g",
    "eu-north-1",
    "601324751636.dkr.ecr.eu-north-1.amazonaws.com/sagemaker-inference-pytorch:1.13-cpu-py3",
  ],
  [
    "PYTORCH",
    undefined,
    "ml_g4dn",
    "eu-north-1",
    "601324751636.dkr.ecr.eu-north-1.amazonaws.com/sagemaker-inference-pytorch:2.0-gpu-py3",
  ],
  [
    "TENSORFLOW",
    "1.15.3",
    "ml_inf1",
    "us-west-2",
    "301217895009.dkr.ecr.us-west-2.amazonaws.com/sagemaker-neo-tensorflow:1.15.3-inf1-py3",
  ],
  [
    "KERAS",
    undefined,
    "ml_c5",
    "cn-north-1",
    "472730292857.dkr.ecr.cn-north-1.amazonaws.com.cn/sagemaker-neo-keras:2.2.4-cpu-py3",
  ],
  [
    "PYTORCH",
    "1.13",
    "ml_inf2",
    "us-east-2",
    "763104351884.dkr.ecr.us-east-2.amazonaws.com/pytorch-inference-neuronx:1.13.1-neuronx-py38-sdk2.10.0-ubuntu20.04",
  ],
  ["PYTORCH", "1.13", "rasp4b", "us-east-1", undefined],
  ["PYTORCH", "1.13", "ml_c5", "ap-southeast-5", undefined],
] as const)(
  "a %s model of version %s for %s in %s is served by its image",
  (framework, version, device, region, image) => {
    const document = {
      InputConfig: { S3Uri: "s3://b/m.tar.gz", Framework: framework, FrameworkVersion: version },
      OutputConfig: { S3OutputLocation: "s3://b/out", TargetDevice: device },
    } as Pick<CompilationDocument, "InputConfig" | "OutputConfig">;
    expect(neoImage(document as CompilationDocument, region)).toBe(image);
  },
);
