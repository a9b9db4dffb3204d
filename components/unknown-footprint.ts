export { unknownFootprint } from "../carbon";
