import { IsBoolean, IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { Env, Reloadable, Secret, Section } from '#platform/config';

@Section('service')
export class FilesSettings {
  /** Where finished files lie: `disk` is `<RADIOX_DATA_DIR>/files`, `s3` a bucket of a server that speaks S3. */
  @Env('FILES_STORE', IsIn(['disk', 's3']))
  readonly store: string = 'disk';

  /** Address of the S3 server, "https://minio.example.org:9000"; left out, Amazon's for the region. */
  @Env('FILES_S3_ENDPOINT', Matches(/^(https?:\/\/[^/?#@]+\/?)?$/))
  readonly s3Endpoint: string = '';

  /** Region that requests are signed for. */
  @Env('FILES_S3_REGION', Matches(/^[a-z0-9-]{1,40}$/))
  readonly s3Region: string = 'us-east-1';

  /** The bucket; it has to be there. */
  @Env('FILES_S3_BUCKET', Matches(/^([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])?$/))
  readonly s3Bucket: string = '';

  /** What every key begins with: "radiox/". */
  @Env('FILES_S3_PREFIX', Matches(/^([\w-]+\/)*$/))
  readonly s3Prefix: string = '';

  /** Whether the bucket stands in the path (MinIO, most small servers), or before the host (Amazon). */
  @Env('FILES_S3_PATH_STYLE', IsBoolean())
  readonly s3PathStyle: boolean = false;

  /** Access key id. */
  @Reloadable()
  @Env('FILES_S3_ACCESS_KEY', IsOptional())
  readonly s3AccessKey?: Secret;

  /** Secret access key. */
  @Reloadable()
  @Env('FILES_S3_SECRET_KEY', IsOptional())
  readonly s3SecretKey?: Secret;

  /** Files beyond this are uploaded in parts of this size, bytes; so much memory an upload needs. */
  @Env('FILES_S3_PART_BYTES', IsInt(), Min(5_242_880), Max(104_857_600))
  readonly s3PartBytes: number = 8_388_608;

  /** Whether players are sent to a signed address of the bucket, in place of getting files through the station. */
  @Reloadable()
  @Env('FILES_SIGNED_URLS', IsBoolean())
  readonly signedUrls: boolean = false;

  /** Room for copies of files of the bucket in `<RADIOX_DATA_DIR>/file-cache`, bytes. */
  @Reloadable()
  @Env('FILES_CACHE_BYTES_MAX', IsInt(), Min(1_048_576), Max(10_995_116_277_760))
  readonly cacheBytesMax: number = 2_147_483_648;
}
