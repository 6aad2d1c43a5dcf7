-- The log's watch over itself: how far the worker last found it, and the record, as they were logged.

-- Mutable, one row. `verified` is the tree that was last gone on from, its rows held to from `verified_from` on; `whole`
-- the last pass over everything; `tail` and `walk` where either goes on. What was found stays until a whole pass begun
-- after it finds nothing.
CREATE TABLE "log_watch" (
    "id" INTEGER NOT NULL,
    "claimed_until" TIMESTAMPTZ(3) NOT NULL,
    "verified_from" BIGINT NOT NULL DEFAULT 0,
    "verified_size" BIGINT NOT NULL DEFAULT 0,
    "verified_root" BYTEA NOT NULL,
    "verified_at" TIMESTAMPTZ(3),
    "tail" JSONB,
    "whole_size" BIGINT NOT NULL DEFAULT 0,
    "whole_began_at" TIMESTAMPTZ(3),
    "whole_at" TIMESTAMPTZ(3),
    "walk" JSONB,
    "walk_began_at" TIMESTAMPTZ(3),
    "difference" TEXT,
    "difference_at" TIMESTAMPTZ(3),

    CONSTRAINT "log_watch_pkey" PRIMARY KEY ("id"),
    CHECK ("id" = 1),
    CHECK (("walk" IS NULL) = ("walk_began_at" IS NULL))
);
INSERT INTO "log_watch" ("id", "claimed_until", "verified_root") VALUES (1, now(), sha256(''));
GRANT SELECT, UPDATE ON "log_watch" TO assize_app;
