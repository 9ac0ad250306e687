-- CreateTable
CREATE TABLE "Note" (
    "id" TEXT NOT NULL PRIMARY KEY DEFAULT (lower(hex(randomblob(8)))),
    "createdOn" TEXT NOT NULL DEFAULT CURRENT_DATE,
    "rank" INTEGER NOT NULL DEFAULT 7,
    "kind" TEXT DEFAULT 'plain',
    "token" TEXT NOT NULL,
    "ulid" TEXT NOT NULL,
    "ordered" TEXT NOT NULL,
    "short" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "by_day" ON "Note"("createdOn", "kind" DESC);
