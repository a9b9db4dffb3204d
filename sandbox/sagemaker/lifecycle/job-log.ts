import { appendFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";

/** Writes a job's log where CloudWatch would have it: `<home>/logs/aws/sagemaker/<group>/<stream>.log`. */
export class JobLog {
  private readonly path: string;

  constructor(home: string, group: string, stream: string) {
    this.path = join(home, "logs", "aws", "sagemaker", group, `${stream}.log`);
    mkdirSync(dirname(this.path), { recursive: true });
  }

  line(text: string): void {
    appendFileSync(this.path, `${text}\n`);
  }
}
