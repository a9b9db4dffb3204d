import { nothing, untold, type Unestimated } from "./finding";

const setting = nothing("a setting");
const register = nothing("a register: what it names counts by itself");
const people = untold("people look at things: the machines behind them are not known");
const withEndpoint = nothing("counted with the endpoint that uses it");

/** Types of SageMaker that no machines are estimated for, each with the reason; all others have a recogniser. */
export const sagemakerTypes: Readonly<Record<string, Unestimated>> = {
  "aws:sagemaker/algorithm:Algorithm": register,
  "aws:sagemaker/appImageConfig:AppImageConfig": setting,
  "aws:sagemaker/codeRepository:CodeRepository": setting,
  "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition": nothing("counted with the schedule that runs it"),
  "aws:sagemaker/device:Device": nothing("a machine of yours, outside AWS"),
  "aws:sagemaker/deviceFleet:DeviceFleet": nothing("machines of yours, outside AWS"),
  "aws:sagemaker/endpointConfiguration:EndpointConfiguration": withEndpoint,
  "aws:sagemaker/flowDefinition:FlowDefinition": people,
  "aws:sagemaker/hub:Hub": register,
  "aws:sagemaker/hubContentReference:HubContentReference": register,
  "aws:sagemaker/humanTaskUI:HumanTaskUI": setting,
  "aws:sagemaker/image:Image": register,
  "aws:sagemaker/imageVersion:ImageVersion": nothing("its layers count with the repository that keeps them"),
  "aws:sagemaker/labelingJob:LabelingJob": people,
  "aws:sagemaker/mlflowApp:MlflowApp": untold("AWS does not say what an MLflow App runs on"),
  "aws:sagemaker/mlflowTrackingServer:MlflowTrackingServer": untold(
    "AWS bills it while it is started, and does not say what it runs on",
  ),
  "aws:sagemaker/model:Model": withEndpoint,
  "aws:sagemaker/modelCard:ModelCard": nothing("a document"),
  "aws:sagemaker/modelCardExportJob:ModelCardExportJob": nothing("it writes one document"),
  "aws:sagemaker/modelPackageGroup:ModelPackageGroup": register,
  "aws:sagemaker/modelPackageGroupPolicy:ModelPackageGroupPolicy": setting,
  "aws:sagemaker/notebookInstanceLifecycleConfiguration:NotebookInstanceLifecycleConfiguration": setting,
  "aws:sagemaker/project:Project": untold("what its template makes is not in the input"),
  "aws:sagemaker/servicecatalogPortfolioStatus:ServicecatalogPortfolioStatus": setting,
  "aws:sagemaker/studioLifecycleConfig:StudioLifecycleConfig": setting,
  "aws:sagemaker/userProfile:UserProfile": nothing("its apps and the files of its domain count by themselves"),
  "aws:sagemaker/workforce:Workforce": register,
  "aws:sagemaker/workteam:Workteam": register,
};
