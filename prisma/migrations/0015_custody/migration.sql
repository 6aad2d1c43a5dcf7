-- Words that people quoted in what they asked for go with the content they quoted.

-- The view stays; what it quoted is gone since then.
ALTER TABLE "saved_view" ADD COLUMN "words_erased_at" TIMESTAMPTZ(3);

-- Fact: what was asked for quoted words that were erased since, so that the request went with them.
CREATE TABLE "record_erased_request" (
    "id" UUID NOT NULL,
    "export_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_erased_request_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "record_erased_request_export_id_idx" ON "record_erased_request"("export_id");

SELECT guard_record('record_erased_request');
SELECT log_records('record_erased_request', 'erased-request', '{export_id}');

-- Only the eraser writes that something was erased, and takes words out of requests.
REVOKE INSERT ON "record_erased_request" FROM assize_app;
GRANT INSERT ON "record_erased_request" TO assize_eraser;
GRANT SELECT, UPDATE ("query", "words_erased_at") ON "saved_view" TO assize_eraser;
