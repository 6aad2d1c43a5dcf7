-- Why a ref was moved, in one closed word (push, commit, merge, …); absent from moves recorded before this was asked.
ALTER TABLE "record_ref_move" ADD COLUMN "reason" TEXT CHECK ("reason" ~ '^[a-z][a-z-]{0,39}$');

-- Public keys people sign their commits with. A key that was removed keeps its row: it stays known whose it was, and
-- it is never added again.
CREATE TABLE "signing_key" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "signing_key_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "signing_key_fingerprint_key" ON "signing_key"("fingerprint");
CREATE INDEX "signing_key_person_id_idx" ON "signing_key"("person_id");
ALTER TABLE "signing_key" ADD FOREIGN KEY ("person_id") REFERENCES "person" ("id");

GRANT SELECT, INSERT ON "signing_key" TO assize_app;
GRANT UPDATE ("removed_at") ON "signing_key" TO assize_app;
