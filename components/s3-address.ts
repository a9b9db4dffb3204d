import { regionalInput } from "./regional";
import { textInput } from "./text-input";

/** Where objects are in S3. */
export interface S3Address {
  readonly bucket: string;
  /** Key or start of keys, empty for the whole bucket. */
  readonly key: string;
}

const form = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/;

/**
 * Takes an address such as `s3://bucket/key` apart.
 *
 * @throws Error for a text of another form
 */
export function s3Address(uri: string): S3Address {
  const match = form.exec(uri);
  if (match?.[1] === undefined) throw new Error(`Expected an address such as "s3://bucket/prefix/", got "${uri}"`);
  return { bucket: match[1], key: match[2] ?? "" };
}

/** Whether a text is an address such as `s3://bucket/key`. */
export function isAddress(text: string): boolean {
  return form.test(text);
}

const addressWords = 'an address such as "s3://bucket/prefix/"';

/** Checks an address that may be an Output: a plain one at once, any other when it is known. */
export const s3Input = textInput(addressWords, isAddress);

/** Checks an address as {@link s3Input} does; one that your program makes for a region is taken on trust. */
export const regionalS3Input = regionalInput(addressWords, isAddress);

/** Checks the name of a bucket. */
export const bucketInput = textInput('the name of a bucket, such as "models"', (name) =>
  /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name),
);

/** ARN of the bucket an address is in. */
export function bucketArn(uri: string, partition: string): string {
  return `arn:${partition}:s3:::${s3Address(uri).bucket}`;
}

/** ARN that covers the objects an address stands for: the object itself, or all below a prefix. */
export function objectsArn(uri: string, partition: string): string {
  const { bucket, key } = s3Address(uri);
  return `arn:${partition}:s3:::${bucket}/${isObject(key) ? key : `${key}*`}`;
}

/** What the listing of a bucket may be asked for, for an address below it. */
export function listedPrefixes(uri: string): string[] {
  const { key } = s3Address(uri);
  if (key.endsWith("/")) return [key.slice(0, -1), `${key}*`];
  return isObject(key) ? [key] : [`${key}*`];
}

/** Whether what is written below one address is read by whoever reads another: S3 compares starts of keys, not folders. */
export function isReadFrom(written: string, read: string): boolean {
  const [from, to] = [s3Address(read), s3Address(folder(written))];
  return from.bucket === to.bucket && to.key.startsWith(from.key);
}

/** The same address with a slash at its end, so that more can be put behind it. */
export function folder(uri: string): string {
  return uri.endsWith("/") ? uri : `${uri}/`;
}

function isObject(key: string): boolean {
  return key.endsWith(".tar.gz");
}
