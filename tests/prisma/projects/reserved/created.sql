-- CreateTable
CREATE TABLE "transaction" (
    "group" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "select" TEXT NOT NULL,
    "from" TEXT,
    "with space" TEXT NOT NULL,
    "tick`s" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "where" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "default" INTEGER NOT NULL,
    CONSTRAINT "where_default_fkey" FOREIGN KEY ("default") REFERENCES "transaction" ("group") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "transaction_select_key" ON "transaction"("select");

-- CreateIndex
CREATE INDEX "transaction_from_with space_idx" ON "transaction"("from", "with space");
