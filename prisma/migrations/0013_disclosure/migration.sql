-- Under what the first package of each size of the log was made. Cosignatures arrive later and keys change; the same
-- package is made again under what the first one was.
CREATE TABLE "package_checkpoint" (
    "size" BIGINT NOT NULL,
    "origin" TEXT NOT NULL,
    "root" BYTEA NOT NULL,
    "note" TEXT NOT NULL,
    "verifier_keys" TEXT[],
    "signed_at" TIMESTAMPTZ(3) NOT NULL,
    "pinned_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "package_checkpoint_pkey" PRIMARY KEY ("size")
);
GRANT SELECT, INSERT ON "package_checkpoint" TO assize_app;
