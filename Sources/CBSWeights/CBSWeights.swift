// CBSWeights: safetensors, the Hugging Face layout, buckets, and the check before an upload. Buckets are read only
// through `ObjectStore`; nothing here opens a connection, knows the Management API or writes to a bucket. Sizes and
// rules are those of the safetensors reference reader and of S3's own API description.
